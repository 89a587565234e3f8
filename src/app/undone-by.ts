import type { History } from './history.ts';

/** Why a payment can never be in a chain. */
export interface Undoing {
  /** The transaction of that chain that spends the coin. */
  readonly by: number;
  /** Whose coin that was: the payment itself, or an earlier one whose change it spends. */
  readonly of: number;
}

/** Longest way back that is looked at: chains of change among waiting payments are shorter. */
const deepest = 100;

/** What keeps `tx` out of `tip`'s chain for good: another transaction there spends one of its coins, or a coin of a waiting
 * payment that it is built on. Undefined as long as it may still be mined. */
export function undoneBy(history: History, tx: number, tip: number): Undoing | undefined {
  if (tip < 0) return undefined;
  const seen = new Set([tx]);
  for (const of of seen) {
    if (history.confirmedIn(of, tip) >= 0) continue;
    for (const { txid, vout, source } of history.transactions[of]?.inputs ?? []) {
      const by = history.spentBy(txid, vout, tip);
      if (by >= 0 && by !== of) return { by, of };
      if (source >= 0 && seen.size < deepest) seen.add(source);
    }
  }
  return undefined;
}
