import type { BlockIndex } from '../chain/block-index.ts';
import { ancestorAt } from '../chain/block-index.ts';
import { assert } from '../encoding/assert.ts';
import type { ChainParams } from './params.ts';
import { compactFromTarget, targetFromBits } from './target.ts';

/** What one retarget looks at: two header times and the bits that were in force between them. */
export interface RetargetPeriod {
  /** Time of the period's first block, Unix seconds. */
  readonly firstTime: number;
  /** Time of the period's last block, Unix seconds. */
  readonly lastTime: number;
  readonly oldBits: number;
}

/** The bits that the block after `previous` must carry.
 * @param _time of the new block, Unix seconds; only a chain with test-network exceptions would look at it
 * @see Bitcoin Core `GetNextWorkRequired`, src/pow.cpp; whitepaper §4 */
export function nextWorkRequired(previous: BlockIndex, _time: number, params: ChainParams): number {
  const startsPeriod = (previous.height + 1) % params.retargetInterval === 0;
  if (!params.retargeting || !startsPeriod) return previous.header.bits;
  // An accident of history: from the first to the last of N blocks there are N − 1 intervals, but N are expected.
  // Difficulty therefore settles a factor N/(N − 1) too high, and periods do not overlap (the timewarp attack).
  const first = ancestorAt(previous, previous.height - (params.retargetInterval - 1));
  assert(first !== undefined, 'a retarget can reach the first block of its period');
  return calculateNextWork(
    { firstTime: first.header.time, lastTime: previous.header.time, oldBits: previous.header.bits },
    params,
  );
}

/** The bits after a period that took `lastTime − firstTime` seconds: the target grows in proportion, but at most by
 * `retargetClamp` either way and never above the limit.
 * @see Bitcoin Core `CalculateNextWorkRequired`, src/pow.cpp */
export function calculateNextWork(period: RetargetPeriod, params: ChainParams): number {
  const expected = params.retargetInterval * params.spacingSeconds;
  const shortest = Math.floor(expected / params.retargetClamp);
  const longest = expected * params.retargetClamp;
  const timespan = Math.min(longest, Math.max(shortest, period.lastTime - period.firstTime));
  const target = (targetFromBits(period.oldBits) * BigInt(timespan)) / BigInt(expected);
  return compactFromTarget(target < params.powLimit ? target : params.powLimit);
}
