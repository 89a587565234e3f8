import type { History } from '#app/history';
import { undoneBy } from '#app/undone-by';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../rows-of-kind.ts';

/** Where a transaction stands for a viewer. */
export type TxState =
  /** Nobody has it yet at this moment. */
  | { readonly state: 'future' }
  | { readonly state: 'confirmed'; readonly block: number; readonly confirmations: number }
  /** `holders` peers have it in their mempools at this moment. */
  | { readonly state: 'pending'; readonly holders: number }
  /** `conflict` spends on this branch a coin of `through`: the transaction itself, or one whose change it spends. */
  | { readonly state: 'conflicted'; readonly conflict: number; readonly through: number }
  /** Nobody has taken it; somebody has refused it. */
  | { readonly state: 'refused' }
  /** A coinbase whose block is not on this branch. */
  | { readonly state: 'vanished' };

/** Where `tx` stands at `time` on the branch of `tip` (−1: before any block). */
export function txStateOf(history: History, tx: number, tip: number, time: number): TxState {
  const record = history.transactions[tx];
  if (record === undefined) return { state: 'future' };
  const block = tip < 0 ? -1 : history.confirmedIn(tx, tip);
  if (block >= 0) {
    const confirmations = history.blocks[tip]!.height - history.blocks[block]!.height + 1;
    return { state: 'confirmed', block, confirmations };
  }
  if (record.coinbase) {
    const exists = history.blocks.some((b) => b.transactions[0] === tx && b.foundAt <= time);
    return { state: exists ? 'vanished' : 'future' };
  }
  const undone = undoneBy(history, tx, tip);
  if (undone !== undefined) return { state: 'conflicted', conflict: undone.by, through: undone.of };
  const first = Math.min(...history.arrivals('tx', tx).map((arrival) => arrival.time));
  if (first <= time) return { state: 'pending', holders: holdersOf(history, tx, first, time) };
  const refused = rowsOfKind(history, LogKind.txRejected).some(
    (row) => row.object === tx && row.time <= time,
  );
  return { state: refused ? 'refused' : 'future' };
}

const enters: ReadonlySet<number> = new Set([LogKind.txAccepted, LogKind.txReturned]);
const mempoolKinds: ReadonlySet<number> = new Set([...enters, LogKind.txRemoved]);

/** How many mempools hold it after everything at `time`, if none had it before `first`. */
function holdersOf(history: History, tx: number, first: number, time: number): number {
  const holders = new Set<number>();
  for (const { kind, object, a } of history.milestones(first, time, mempoolKinds)) {
    if (object !== tx) continue;
    if (enters.has(kind)) holders.add(a);
    else holders.delete(a);
  }
  return holders.size;
}
