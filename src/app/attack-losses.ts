import { AttackPhase, LogKind } from '#simulation/log';
import type { History } from './history.ts';
import { undoneBy } from './undone-by.ts';

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
 * @param tip of the chain that counts then; whether goods are lost is seen from the merchant who gave them */
export function attackLosses(
  history: History,
  attackers: ReadonlySet<number>,
  tip: number,
  time: number,
): readonly Loss[] {
  const losses: Loss[] = [];
  const shipped = new Set<number>();
  const end = history.rowsThrough(time);
  for (const row of history.milestones(0, time, kinds)) {
    if (
      row.x !== AttackPhase.merchantSatisfied ||
      shipped.has(row.object) ||
      undoneBy(history, row.object, history.tipAt(row.b, end)) === undefined
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
      if (shipped.has(tx) || undoneBy(history, tx, tip) === undefined) continue;
      shipped.add(tx);
      losses.push({ node: record.to, what: 'payment', amount: BigInt(record.amount || 0), object: tx });
    }
  }
  return losses.sort((p, q) => Number(q.amount - p.amount));
}
