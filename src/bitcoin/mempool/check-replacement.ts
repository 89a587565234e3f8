import { accepted, refused, type Verdict } from '../consensus/verdict.ts';
import type { Txid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { compareFeeRates, type FeeAndSize, feeAtRate } from './fee-rate.ts';
import { type Mempool, packageOf } from './mempool.ts';
import type { MempoolPolicy } from './policy.ts';

/** A newcomer that spends coins which waiting transactions spend already. */
export interface Replacement {
  readonly tx: Transaction;
  readonly pays: FeeAndSize;
  /** Waiting transactions that spend one of its coins. */
  readonly conflicts: ReadonlySet<Txid>;
  /** Waiting transactions it depends on. */
  readonly ancestors: ReadonlySet<Txid>;
}

/** Whether the newcomer may take the place of its conflicts.
 * @param evicts the conflicts and their descendants
 * @see BIP-0125, "Implementation Details"; Bitcoin Core src/policy/rbf.cpp */
export function checkReplacement(
  mempool: Mempool,
  { tx, pays, conflicts, ancestors }: Replacement,
  evicts: ReadonlySet<Txid>,
  policy: MempoolPolicy,
): Verdict {
  for (const txid of ancestors) {
    if (conflicts.has(txid))
      return refused('bad-txns-spends-conflicting-tx', `spends ${txid}, which it replaces`);
  }
  for (const txid of conflicts) {
    const old = mempool.entries.get(txid)!;
    if (compareFeeRates(pays, old) <= 0) {
      return refused('insufficient fee', `fee rate not above that of ${txid}`);
    }
  }
  // Rule 5: one cheap message must not cost every node the work of a hundred.
  if (evicts.size > policy.maxReplacements) {
    return refused('too many potential replacements', `${evicts.size} > ${policy.maxReplacements}`);
  }
  // Rule 2: a newcomer that waits for strangers might be worth less to a miner than what it pushes out.
  const stranger = newUnconfirmedInput(mempool, tx, conflicts);
  if (stranger >= 0) return refused('replacement-adds-unconfirmed', `input ${stranger}`);
  // Rules 3 and 4: miners must not lose, and the second relay must be paid for.
  const evicted = packageOf(mempool, evicts);
  if (pays.fee < evicted.fee) {
    return refused('insufficient fee', `less fees than conflicting txs: ${pays.fee} < ${evicted.fee}`);
  }
  const relay = feeAtRate(policy.incrementalRelayFeeRate, pays.vsize);
  return pays.fee - evicted.fee < relay
    ? refused('insufficient fee', `not enough additional fees to relay: ${pays.fee - evicted.fee} < ${relay}`)
    : accepted;
}

/** Whether a transaction announces by its sequence numbers that it may be replaced (BIP-0125 rule 1).
 * @see Bitcoin Core `SignalsOptInRBF`, src/util/rbf.cpp */
export function signalsReplacement(tx: Transaction): boolean {
  return tx.inputs.some((input) => input.sequence <= 0xffff_fffd);
}

/** The first input that spends an unconfirmed output which no conflict spent, or −1. */
function newUnconfirmedInput(mempool: Mempool, tx: Transaction, conflicts: ReadonlySet<Txid>): number {
  const parents = new Set<Txid>();
  for (const txid of conflicts) {
    for (const input of mempool.entries.get(txid)!.tx.inputs) parents.add(input.previousOutput.txid);
  }
  return tx.inputs.findIndex(
    ({ previousOutput: { txid } }) => mempool.entries.has(txid) && !parents.has(txid),
  );
}
