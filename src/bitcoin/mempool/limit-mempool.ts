import type { Txid } from '../primitives/hashes.ts';
import { compareFeeRates, type FeeAndSize, feeRateOf } from './fee-rate.ts';
import {
  descendantsOf,
  type Mempool,
  type MempoolEntry,
  packageOf,
  removeWithDescendants,
} from './mempool.ts';
import type { MempoolPolicy } from './policy.ts';

/** Seconds in which the extra fee rate after an eviction halves.
 * @see Bitcoin Core `CTxMemPool::ROLLING_FEE_HALFLIFE`, src/txmempool.h */
const rollingFeeHalfLife = 60 * 60 * 12;

/** Removes what has waited too long, with its descendants.
 * @param now Unix seconds
 * @see Bitcoin Core `CTxMemPool::Expire`, src/txmempool.cpp */
export function expireMempool(mempool: Mempool, now: number, policy: MempoolPolicy): Txid[] {
  const cutoff = now - policy.expirySeconds;
  const old: Txid[] = [];
  // Entries stand in the order of their arrival, so the first that is young enough ends the search.
  for (const entry of mempool.entries.values()) {
    if (entry.time >= cutoff) break;
    old.push(entry.txid);
  }
  return old.length === 0 ? [] : removeWithDescendants(mempool, old);
}

/** Evicts, until the mempool fits, the family whose worst-paying root pays least with all its descendants,
 * and raises the rate that newcomers must beat: otherwise the same bytes could be sent around for ever.
 * @param now Unix seconds
 * @see Bitcoin Core `CTxMemPool::TrimToSize`, src/txmempool.cpp */
export function trimMempool(mempool: Mempool, now: number, policy: MempoolPolicy): Txid[] {
  const evicted: Txid[] = [];
  while (mempool.totalVsize > policy.maxMempoolVsize) {
    const { root, score } = cheapestFamily(mempool);
    const rate = feeRateOf(score) + policy.incrementalRelayFeeRate;
    if (rate > mempool.rollingFeeRate) {
      mempool.rollingFeeRate = rate;
      mempool.rollingSince = now;
    }
    evicted.push(...removeWithDescendants(mempool, [root]));
  }
  return evicted;
}

/** The rate a transaction must pay to be let in now, beyond the relay minimum, sat/kvB; zero when there is room.
 * @param now Unix seconds
 * @see Bitcoin Core `CTxMemPool::GetMinFee`, src/txmempool.cpp */
export function mempoolMinFeeRate(mempool: Mempool, now: number, policy: MempoolPolicy): bigint {
  if (mempool.rollingFeeRate === 0n) return 0n;
  const decayed = halved(mempool.rollingFeeRate, now - mempool.rollingSince);
  const step = policy.incrementalRelayFeeRate;
  if (decayed >= step) return decayed;
  return decayed >= step / 2n ? step : 0n;
}

/** `rate` halved once every half-life, on a straight line in between: powers of fractions differ between machines. */
function halved(rate: bigint, seconds: number): bigint {
  if (seconds <= 0) return rate;
  const whole = Math.floor(seconds / rollingFeeHalfLife);
  const rest = BigInt(seconds - whole * rollingFeeHalfLife);
  const start = rate >> BigInt(whole);
  return start - (start * rest) / BigInt(2 * rollingFeeHalfLife);
}

/** The entry whose better of two rates (alone, with all descendants) is lowest; ties by txid. */
function cheapestFamily(mempool: Mempool): { readonly root: Txid; readonly score: FeeAndSize } {
  let worst: { root: Txid; score: FeeAndSize } | undefined;
  for (const entry of mempool.entries.values()) {
    const score = descendantScore(mempool, entry);
    const order = worst === undefined ? -1 : compareFeeRates(score, worst.score);
    if (order < 0 || (order === 0 && entry.txid < worst!.root)) worst = { root: entry.txid, score };
  }
  return worst!;
}

/** @see Bitcoin Core `CompareTxMemPoolEntryByDescendantScore`, src/txmempool.h */
function descendantScore(mempool: Mempool, entry: MempoolEntry): FeeAndSize {
  const descendants = descendantsOf(mempool, entry.txid);
  if (descendants.size === 0) return entry;
  const family = packageOf(mempool, [entry.txid, ...descendants]);
  return compareFeeRates(family, entry) > 0 ? family : entry;
}
