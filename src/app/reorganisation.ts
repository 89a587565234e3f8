import type { TxRecord } from '#simulation/records';
import type { ChainIndex } from './chain-index.ts';
import type { Reorganisation, TxFate } from './history.ts';

/** What a reorganisation is worked out from. */
export interface ReorganisationInput {
  readonly row: number;
  readonly time: number;
  readonly node: number;
  readonly oldTip: number;
  readonly newTip: number;
  readonly chain: ChainIndex;
  readonly blocks: readonly { readonly transactions: readonly number[]; readonly work: number }[];
  readonly transactions: readonly TxRecord[];
  /** Transactions that came back to this node's mempool at that moment. */
  readonly returned: () => ReadonlySet<number>;
  /** Is the whole microsecond in the log? Before, fates are worked out anew each time. */
  readonly settled: () => boolean;
}

/** One node's switch of branch as a value. Lists are worked out when first read and then kept. */
export function reorganisation(input: ReorganisationInput): Reorganisation {
  const { chain, blocks, oldTip, newTip } = input;
  const forkPoint = chain.forkPoint(oldTip, newTip);
  let disconnected: readonly number[] | undefined;
  let connected: readonly number[] | undefined;
  let fates: readonly TxFate[] | undefined;
  return {
    row: input.row,
    time: input.time,
    node: input.node,
    forkPoint,
    workBefore: blocks[oldTip]?.work ?? 0,
    workAfter: blocks[newTip]?.work ?? 0,
    get disconnected() {
      disconnected ??= pathDown(chain, oldTip, forkPoint);
      return disconnected;
    },
    get connected() {
      connected ??= pathDown(chain, newTip, forkPoint).reverse();
      return connected;
    },
    get fates() {
      const known = fates ?? txFates(this.disconnected, this.connected, input);
      if (input.settled()) fates = known;
      return known;
    },
  };
}

/** From `tip` down to, not including, `end`. */
function pathDown(chain: ChainIndex, tip: number, end: number): number[] {
  const path: number[] = [];
  for (let block = tip; block >= 0 && block !== end; block = chain.parent(block)) path.push(block);
  return path;
}

/** What became of every transaction of the disconnected blocks, in chain order: oldest block first. */
function txFates(
  disconnected: readonly number[],
  connected: readonly number[],
  { blocks, transactions, returned }: ReorganisationInput,
): TxFate[] {
  const minedIn = new Map<number, number>();
  const spender = new Map<string, number>();
  for (const block of connected) {
    for (const tx of blocks[block]?.transactions ?? []) {
      minedIn.set(tx, block);
      for (const input of transactions[tx]?.inputs ?? []) spender.set(`${input.txid}:${input.vout}`, tx);
    }
  }
  const inMempool = returned();
  const fates = new Map<number, TxFate>();
  for (const block of [...disconnected].reverse()) {
    for (const tx of blocks[block]?.transactions ?? []) fates.set(tx, fateOf(tx));
  }
  return [...fates.values()];

  function fateOf(tx: number): TxFate {
    const record = transactions[tx];
    const block = minedIn.get(tx);
    if (block !== undefined) return { tx, fate: 're-mined', block, conflict: -1 };
    for (const input of record?.coinbase === true ? [] : (record?.inputs ?? [])) {
      const rival = spender.get(`${input.txid}:${input.vout}`);
      if (rival !== undefined) return { tx, fate: 'conflicted', block: -1, conflict: rival };
    }
    if (inMempool.has(tx)) return { tx, fate: 'back-in-mempool', block: -1, conflict: -1 };
    // A payment that spends a dead payment's output shares its fate.
    for (const input of record?.inputs ?? []) {
      const source = fates.get(input.source);
      if (source?.fate === 'conflicted')
        return { tx, fate: 'conflicted', block: -1, conflict: source.conflict };
    }
    return { tx, fate: 'vanished', block: -1, conflict: -1 };
  }
}
