import { LogKind } from '#simulation/log';
import type { History, LogRow } from './history.ts';

/** What an attack cost, beside what the same hashes would have earned honestly. Satoshis are bigint. */
export interface AttackCost {
  /** Blocks of the attacker: on the chain that counts, kept back so far, and shown but on no chain. */
  readonly blocksOnChain: number;
  readonly blocksWithheld: number;
  readonly blocksStale: number;
  /** Subsidy and fees of those on the chain, and of the stale ones. */
  readonly earned: bigint;
  readonly forgone: bigint;
  /** Hashes the attacker has tried so far, and those of them on blocks that went stale or on branches that lost. */
  readonly hashes: number;
  readonly hashesInVain: number;
  /** What so many hashes earn on average when every block counts: their share of blocks, times a block's mean reward. */
  readonly honestly: bigint;
  /** Fees of the attacker's own payments that were mined by others. */
  readonly feesPaid: bigint;
  /** Blocks of everybody else that are on no chain now, and what their miners would have got. */
  readonly othersStale: number;
  readonly othersForgone: bigint;
}

const minerKinds: ReadonlySet<number> = new Set([
  LogKind.blockFound,
  LogKind.mining,
  LogKind.hashRate,
  LogKind.nodeUp,
  LogKind.nodeDown,
]);

/** The bill as it stands at `time` for these nodes together.
 * @param tip of the chain that counts then */
export function attackCost(
  history: History,
  attackers: ReadonlySet<number>,
  tip: number,
  time: number,
): AttackCost {
  const { blocks, transactions } = history;
  const totals = {
    blocksOnChain: 0,
    blocksWithheld: 0,
    blocksStale: 0,
    earned: 0n,
    forgone: 0n,
    othersStale: 0,
    othersForgone: 0n,
  };
  const hidden = hiddenBlocks(history, time);
  let chainReward = 0n;
  let chainBlocks = 0;
  for (const block of blocks) {
    if (block.miner < 0 || block.foundAt > time || block.tampered) continue;
    const onChain = isOnChain(history, block.index, tip, hidden);
    const reward = BigInt(block.subsidy) + BigInt(block.fees);
    if (onChain) {
      chainReward += reward;
      chainBlocks++;
    }
    if (attackers.has(block.miner)) {
      if (onChain) totals.blocksOnChain++;
      else if (hidden.has(block.index)) totals.blocksWithheld++;
      else totals.blocksStale++;
      if (onChain) totals.earned += reward;
      else if (!hidden.has(block.index)) totals.forgone += reward;
    } else if (!onChain) {
      totals.othersStale++;
      totals.othersForgone += reward;
    }
  }
  let feesPaid = 0n;
  for (const tx of transactions) {
    if (tx.coinbase || tx.fee === '' || !attackers.has(tx.inputs[0]?.owner ?? -1)) continue;
    const block = history.confirmedIn(tx.index, tip);
    const miner = block < 0 ? undefined : blocks[block];
    if (miner !== undefined && miner.foundAt >= 0 && miner.foundAt <= time && !attackers.has(miner.miner))
      feesPaid += BigInt(tx.fee);
  }
  const { hashes, hashesInVain } = hashesOf(history, attackers, hidden, tip, time);
  const meanReward =
    chainBlocks === 0 ? BigInt(blocks[tip]?.subsidy ?? 0) : chainReward / BigInt(chainBlocks);
  const perBlock = blocks[tip]?.blockWork ?? 0;
  const honestly = perBlock === 0 ? 0n : (meanReward * BigInt(hashes)) / BigInt(perBlock);
  return { ...totals, hashes, hashesInVain, honestly, feesPaid };
}

/** Whether a block is on the chain that counts, or has just been shown on top of it and is on its way to the others. */
function isOnChain(history: History, block: number, tip: number, hidden: ReadonlySet<number>): boolean {
  return history.isAncestor(block, tip) || (!hidden.has(block) && history.isAncestor(tip, block));
}

const hidingKinds: ReadonlySet<number> = new Set([LogKind.withheld, LogKind.published]);

/** Blocks that their miners keep back at `time`. */
function hiddenBlocks(history: History, time: number): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const row of history.milestones(0, time, hidingKinds)) {
    if (row.kind === LogKind.withheld) hidden.add(row.object);
    else
      for (let left = row.x, block = row.object; left > 0 && block >= 0; left--) {
        hidden.delete(block);
        block = history.blocks[block]?.parent ?? -1;
      }
  }
  return hidden;
}

/** A stretch in which one miner worked on one parent at one rate. */
interface Shift {
  since: number;
  parent: number;
  rate: number;
}

/** Rates times times, which is what the miners tried to within a hash; a stretch was in vain when its parent is on no
 * chain, or when it ended with a find that is on none. */
function hashesOf(
  history: History,
  attackers: ReadonlySet<number>,
  hidden: ReadonlySet<number>,
  tip: number,
  time: number,
): Pick<AttackCost, 'hashes' | 'hashesInVain'> {
  const shifts = new Map<number, Shift>();
  let hashes = 0;
  let hashesInVain = 0;
  const close = (miner: number, until: number, found: number): void => {
    const shift = shifts.get(miner);
    if (shift === undefined) return;
    const made = Math.floor(((until - shift.since) * shift.rate) / 1e6);
    hashes += made;
    // What is kept back may still win.
    const block = found >= 0 ? found : shift.parent;
    if (block >= 0 && !hidden.has(block) && !isOnChain(history, block, tip, hidden)) hashesInVain += made;
    shift.since = until;
  };
  for (const row of history.milestones(0, time, minerKinds)) {
    if (!attackers.has(row.a)) continue;
    close(row.a, row.time, row.kind === LogKind.blockFound ? row.object : -1);
    shifts.set(row.a, afterRow(shifts.get(row.a), row));
  }
  for (const miner of shifts.keys()) close(miner, time, -1);
  return { hashes, hashesInVain };
}

function afterRow(shift: Shift = { since: 0, parent: -1, rate: 0 }, row: LogRow): Shift {
  const at = { ...shift, since: row.time };
  if (row.kind === LogKind.mining) return { ...at, parent: row.object };
  if (row.kind === LogKind.hashRate) return { ...at, rate: row.x };
  return row.kind === LogKind.nodeDown ? { ...at, rate: 0 } : at;
}
