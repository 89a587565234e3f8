import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../rows-of-kind.ts';

/** Where a transaction stands for a viewer. */
export type TxState =
  /** Nobody has it yet at this moment. */
  | { readonly state: 'future' }
  | { readonly state: 'confirmed'; readonly block: number; readonly confirmations: number }
  /** `holders` peers have taken it into their mempools so far. */
  | { readonly state: 'pending'; readonly holders: number }
  /** A coin it spends is spent by `conflict` on this branch. */
  | { readonly state: 'conflicted'; readonly conflict: number }
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
  for (const input of record.inputs) {
    const spender = tip < 0 ? -1 : history.spentBy(input.txid, input.vout, tip);
    if (spender >= 0 && spender !== tx) return { state: 'conflicted', conflict: spender };
  }
  const holders = history.arrivals('tx', tx).filter((arrival) => arrival.time <= time).length;
  if (holders > 0) return { state: 'pending', holders };
  const refused = rowsOfKind(history, LogKind.txRejected).some(
    (row) => row.object === tx && row.time <= time,
  );
  return { state: refused ? 'refused' : 'future' };
}
