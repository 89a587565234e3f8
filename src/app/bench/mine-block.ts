import { sha256d } from '#bitcoin/crypto/sha256';
import { type BlockHash, hashFromBytes } from '#bitcoin/primitives/hashes';
import type { RemoteHashService } from '#workers/search-pool';
import { bytesOfTarget } from './difficulty-scale.ts';
import { nextTicket } from './next-ticket.ts';

/** What to mine: a header for each extraNonce, and how many nonces each of them may use. */
export interface MiningJob {
  /** The 80 bytes; undefined when extraNonce cannot go so far, as with a header whose coinbase nobody has. */
  readonly headerAt: (extraNonce: number) => Uint8Array | undefined;
  readonly target: bigint;
  /** Nonces of one header: 2³² in Bitcoin, fewer to see them run out. */
  readonly nonceSpace: number;
  readonly firstNonce: number;
}

/** One hash worth remembering. */
export interface MinedHash {
  readonly extraNonce: number;
  readonly nonce: number;
  readonly hash: BlockHash;
  /** How many tries it took in the order of nonces, this one included. */
  readonly tries: number;
}

/** How far the miners are. */
export interface MiningProgress {
  /** Hashes computed by all. */
  readonly hashes: number;
  readonly best: MinedHash | undefined;
  /** Of the header that was begun last. */
  readonly extraNonce: number;
  readonly workers: readonly WorkerRate[];
}

export interface WorkerRate {
  readonly hashes: number;
  /** Over its latest orders; 0 before the first answer. */
  readonly hashesPerSecond: number;
}

export interface MiningRun {
  /** The winner with the fewest tries, or undefined after a cancel or when all headers are used up.
   * Rejects when a worker failed. */
  readonly done: Promise<MinedHash | undefined>;
  readonly progress: () => MiningProgress;
  cancel(): void;
}

/** Nonces of one header that are still to be tried. */
interface Stretch {
  readonly header: Uint8Array;
  readonly extraNonce: number;
  readonly nonce: number;
  readonly count: number;
}

const orderMillis = 100;
const firstOrder = 16_384;
const largestOrder = 2 ** 28;
/** A coinbase and a Merkle root for each header are computed in the page. */
const mostHeadersPerOrder = 64;
const everything = (1n << 256n) - 1n;

/** Mines one block with all `services` and remembers the best hash on the way.
 *
 * The kernel only says which nonces meet a target. So until the block is found, each order asks for a hash below the
 * best so far: on average the n-th hash is the best with chance 1/n, which makes about log n questions more.
 * @param onChange called after every answer */
export function mineBlock(
  services: readonly RemoteHashService[],
  job: MiningJob,
  clock: () => number,
  onChange: () => void = () => {},
): MiningRun {
  const meters = services.map(() => ({ hashes: 0, perMilli: 0 }));
  const orders = new Map<number, { readonly ticket: number; readonly first: number }>();
  let hashes = 0;
  let best: (MinedHash & { readonly value: bigint }) | undefined;
  let winner: MinedHash | undefined;
  let cursor = { extraNonce: 0, nonce: job.firstNonce };
  let latest = 0;
  let isCancelled = false;
  let isExhausted = false;

  const done = Promise.all(services.map((_, i) => work(i))).then(() => (isCancelled ? undefined : winner));
  return {
    done,
    progress: () => ({
      hashes,
      best,
      extraNonce: latest,
      workers: meters.map((meter) => ({ hashes: meter.hashes, hashesPerSecond: meter.perMilli * 1000 })),
    }),
    cancel() {
      isCancelled = true;
      for (const [service, { ticket }] of orders) services[service]!.cancel(ticket);
    },
  };

  async function work(service: number): Promise<void> {
    const meter = meters[service]!;
    let own: Stretch[] = [];
    while (!isCancelled) {
      const size = Math.min(
        largestOrder,
        Math.max(firstOrder / 4, meter.perMilli * orderMillis || firstOrder),
      );
      const batch = take(own, Math.round(size));
      own = own.slice(batch.length);
      if (batch.length === 0) return;
      const below = best === undefined ? everything : best.value - 1n;
      const target = bytesOfTarget(below > job.target ? below : job.target);
      const ticket = nextTicket();
      orders.set(service, { ticket, first: numberOf(batch[0]!) });
      const asked = clock();
      const results = await services[service]!.search(
        batch.map(({ header, nonce, count }) => ({ header, target, firstNonce: nonce, count })),
        ticket,
      );
      orders.delete(service);
      const tried = results.reduce((sum, result) => sum + result.tried, 0);
      measure(meter, tried, clock() - asked);
      hashes += tried;
      const left = batch.flatMap((stretch, i) => rest(stretch, results[i]!));
      own = [...left, ...own];
      onChange();
    }
  }

  /** What of a stretch is still to be tried after an answer. */
  function rest(
    stretch: Stretch,
    { nonce, tried }: { readonly nonce: number; readonly tried: number },
  ): Stretch[] {
    const next = nonce < 0 ? stretch.nonce + tried : nonce + 1;
    if (nonce >= 0 && note(stretch, nonce)) return [];
    const count = stretch.nonce + stretch.count - next;
    return count === 0 ? [] : [{ ...stretch, nonce: next, count }];
  }

  /** Remembers a hash that was asked for; true when it wins. */
  function note(stretch: Stretch, nonce: number): boolean {
    const header = Uint8Array.from(stretch.header);
    new DataView(header.buffer).setUint32(76, nonce, true);
    const hash = hashFromBytes<BlockHash>(sha256d(header));
    const value = BigInt(`0x${hash}`);
    const { extraNonce } = stretch;
    const tries = numberOf({ extraNonce, nonce }) - job.firstNonce + 1;
    const found = { extraNonce, nonce, hash, tries };
    if (best === undefined || value < best.value) best = { ...found, value };
    if (value > job.target) return false;
    if (winner === undefined || tries < winner.tries) {
      winner = found;
      const last = numberOf(found);
      for (const [other, order] of orders) if (order.first > last) services[other]!.cancel(order.ticket);
    }
    return true;
  }

  /** The stretches of the next order: what the worker has left over, then fresh ones; nothing behind a winner. */
  function take(own: readonly Stretch[], size: number): Stretch[] {
    const isOpen = (at: { extraNonce: number; nonce: number }) =>
      winner === undefined || numberOf(at) < numberOf(winner);
    const batch = own.filter(isOpen).slice(0, mostHeadersPerOrder);
    if (batch.length > 0) return batch;
    let wanted = size;
    while (wanted > 0 && batch.length < mostHeadersPerOrder && !isExhausted && isOpen(cursor)) {
      if (cursor.nonce >= job.nonceSpace) cursor = { extraNonce: cursor.extraNonce + 1, nonce: 0 };
      const header = job.headerAt(cursor.extraNonce);
      if (header === undefined) {
        isExhausted = true;
        break;
      }
      const count = Math.min(wanted, job.nonceSpace - cursor.nonce);
      batch.push({ header, ...cursor, count });
      latest = cursor.extraNonce;
      cursor = { ...cursor, nonce: cursor.nonce + count };
      wanted -= count;
    }
    return batch;
  }

  function numberOf({ extraNonce, nonce }: { readonly extraNonce: number; readonly nonce: number }): number {
    return extraNonce * job.nonceSpace + nonce;
  }
}

function measure(meter: { hashes: number; perMilli: number }, tried: number, millis: number): void {
  meter.hashes += tried;
  if (millis < 2 || tried < 1_000) return;
  meter.perMilli = meter.perMilli === 0 ? tried / millis : 0.6 * meter.perMilli + (0.4 * tried) / millis;
}
