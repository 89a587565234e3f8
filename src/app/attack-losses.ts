import { AttackPhase, LogKind } from '#simulation/log';
import type { History } from './history.ts';

/** Somebody is worse off than they had reason to believe. */
export interface Loss {
  readonly node: number;
  /** `goods`: handed over for a payment that is gone. `payment`: it was confirmed, and now cannot be any more.
   * `reward`: a block it had found with honest work is on no chain. */
  readonly what: 'goods' | 'payment' | 'reward';
  /** satoshis */
  readonly amount: bigint;
  /** The payment (`goods`, `payment`), or the block (`reward`). */
  readonly object: number;
}

const kinds: ReadonlySet<number> = new Set([LogKind.attack]);

/** Who lost what by `time`, the largest first; the attackers' own losses are part of the bill, not of this.
 * @param tip the block that most nodes follow then */
export function attackLosses(
  history: History,
  attackers: ReadonlySet<number>,
  tip: number,
  time: number,
): readonly Loss[] {
  const losses: Loss[] = [];
  const shipped = new Set<number>();
  for (const row of history.milestones(0, time, kinds)) {
    if (
      row.x !== AttackPhase.merchantSatisfied ||
      shipped.has(row.object) ||
      !isDead(history, row.object, tip)
    )
      continue;
    shipped.add(row.object);
    losses.push({
      node: row.b,
      what: 'goods',
      amount: BigInt(history.transactions[row.object]?.amount || 0),
      object: row.object,
    });
  }
  for (const block of history.blocks) {
    if (block.miner < 0 || block.foundAt > time || block.tampered || history.isAncestor(block.index, tip))
      continue;
    if (!attackers.has(block.miner)) {
      const amount = BigInt(block.subsidy) + BigInt(block.fees);
      losses.push({ node: block.miner, what: 'reward', amount, object: block.index });
    }
    for (const tx of block.transactions.slice(1)) {
      const record = history.transactions[tx];
      if (record === undefined || record.to < 0 || record.to === record.from || attackers.has(record.to))
        continue;
      if (shipped.has(tx) || !isDead(history, tx, tip)) continue;
      shipped.add(tx);
      losses.push({ node: record.to, what: 'payment', amount: BigInt(record.amount || 0), object: tx });
    }
  }
  return losses.sort((p, q) => Number(q.amount - p.amount));
}

/** Another transaction of that chain spends one of its coins: it can never be in it. */
function isDead(history: History, tx: number, tip: number): boolean {
  const record = history.transactions[tx];
  if (record === undefined) return false;
  return record.inputs.some((input) => {
    const spender = history.spentBy(input.txid, input.vout, tip);
    return spender >= 0 && spender !== tx;
  });
}
