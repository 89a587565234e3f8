import type { RemoteHashService } from '#workers/search-pool';
import { nextTicket } from './next-ticket.ts';

/** Many blocks, one after the other, each with headers of its own. */
export interface SeriesJob {
  readonly headerAt: (serial: number, extraNonce: number) => Uint8Array;
  /** 32 bytes, big-endian */
  readonly target: Uint8Array;
  readonly expectedTries: number;
  /** Nonces of one header. */
  readonly nonceSpace: number;
  readonly firstSerial: number;
  readonly blocks: number;
}

export interface SeriesRun {
  /** Resolves when all blocks are found, or after a cancel. */
  readonly done: Promise<void>;
  /** Tries of each block, in the order of the series; a block counts once all before it are found, since otherwise
   * quick blocks would be counted sooner than slow ones. */
  readonly tries: () => readonly number[];
  /** Hashes computed by all. */
  readonly hashes: () => number;
  cancel(): void;
}

interface PendingBlock {
  readonly index: number;
  readonly extraNonce: number;
  readonly triesBefore: number;
  readonly nonce: number;
}

const orderMillis = 80;
const mostBlocksPerOrder = 64;
const firstRate = 1_000;

/** Mines a series of blocks with all `services`, a block to a worker. */
export function mineSeries(
  services: readonly RemoteHashService[],
  job: SeriesJob,
  clock: () => number,
  onChange: () => void = () => {},
): SeriesRun {
  const found: (number | undefined)[] = new Array(job.blocks);
  const tries: number[] = [];
  const tickets = new Map<number, number>();
  let next = 0;
  let hashes = 0;
  let isCancelled = false;

  return {
    done: Promise.all(services.map((_, i) => work(i))).then(() => undefined),
    tries: () => tries,
    hashes: () => hashes,
    cancel() {
      isCancelled = true;
      for (const [service, ticket] of tickets) services[service]!.cancel(ticket);
    },
  };

  async function work(service: number): Promise<void> {
    let own: PendingBlock[] = [];
    let perMilli = firstRate;
    while (!isCancelled) {
      const wanted = Math.round((perMilli * orderMillis) / Math.min(job.expectedTries, job.nonceSpace));
      const size = Math.min(mostBlocksPerOrder, Math.max(1, wanted));
      while (own.length < size && next < job.blocks) {
        own.push({ index: next++, extraNonce: 0, triesBefore: 0, nonce: 0 });
      }
      if (own.length === 0) return;
      const batch = own.slice(0, size);
      const ticket = nextTicket();
      tickets.set(service, ticket);
      const asked = clock();
      const results = await services[service]!.search(
        batch.map(({ index, extraNonce, nonce }) => ({
          header: job.headerAt(job.firstSerial + index, extraNonce),
          target: job.target,
          firstNonce: nonce,
          count: job.nonceSpace - nonce,
        })),
        ticket,
      );
      tickets.delete(service);
      if (isCancelled) return;
      const tried = results.reduce((sum, result) => sum + result.tried, 0);
      hashes += tried;
      const millis = clock() - asked;
      if (millis > 1) perMilli = 0.5 * perMilli + (0.5 * tried) / millis;
      const left: PendingBlock[] = [];
      for (const [i, { nonce }] of results.entries()) {
        const { index, extraNonce, triesBefore } = batch[i]!;
        if (nonce >= 0) found[index] = triesBefore + nonce + 1;
        else
          left.push({
            index,
            extraNonce: extraNonce + 1,
            triesBefore: triesBefore + job.nonceSpace,
            nonce: 0,
          });
      }
      own = [...left, ...own.slice(size)];
      while (found[tries.length] !== undefined) tries.push(found[tries.length]!);
      onChange();
    }
  }
}
