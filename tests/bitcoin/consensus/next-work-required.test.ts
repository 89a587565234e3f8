import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { calculateNextWork, nextWorkRequired } from '#bitcoin/consensus/next-work-required';
import { type ChainParams, classParams, mainnetParams } from '#bitcoin/consensus/params';
import { difficultyFromBits, targetFromBits } from '#bitcoin/consensus/target';
import { zeroHash } from '#bitcoin/primitives/hashes';

/** Headers without proof of work, `seconds` apart, whose bits follow the rule. */
function chainOf(params: ChainParams, blocks: number, seconds: (height: number) => number): BlockIndex {
  let time = 1_700_000_000;
  const base = { version: 4, merkleRoot: zeroHash, nonce: 0 };
  let tip = genesisIndex({ ...base, previousBlockHash: zeroHash, time, bits: params.powLimitBits });
  for (let height = 1; height <= blocks; height++) {
    time += seconds(height);
    const bits = nextWorkRequired(tip, time, params);
    tip = extendIndex(tip, { ...base, previousBlockHash: tip.hash, time, bits });
  }
  return tip;
}

describe('the retarget', () => {
  test('a period that took exactly its time changes nothing', () => {
    const period = { firstTime: 0, lastTime: 1_209_600, oldBits: 0x1b0404cb };
    expect(calculateNextWork(period, mainnetParams)).toBe(0x1b0404cb);
  });

  test('moves by four at most, either way', () => {
    const at = (lastTime: number) =>
      calculateNextWork({ firstTime: 0, lastTime, oldBits: 0x1b0404cb }, mainnetParams);
    expect(at(0)).toBe(at(302_400));
    expect(at(-5_000)).toBe(at(302_400));
    expect(at(302_400)).not.toBe(at(310_000));
    expect(at(99_999_999)).toBe(at(4_838_400));
    expect(targetFromBits(at(4_838_400))).toBe(targetFromBits(0x1b0404cb) * 4n);
  });

  test('never above the limit, never below a quarter, whatever the times say', () => {
    const times = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(times, times, (firstTime, lastTime) => {
        const bits = calculateNextWork({ firstTime, lastTime, oldBits: 0x1d00ffff }, mainnetParams);
        expect(targetFromBits(bits) <= mainnetParams.powLimit).toBe(true);
        expect(difficultyFromBits(bits)).toBeLessThanOrEqual(4.0001);
      }),
    );
  });

  test('happens every 2016 blocks on the main network, and only there', () => {
    const tip = chainOf(mainnetParams, 2015, () => 300);
    expect(tip.header.bits).toBe(0x1d00ffff);
    const next = nextWorkRequired(tip, 0, mainnetParams);
    expect(difficultyFromBits(next)).toBeCloseTo((2 * 2016) / 2015, 4);
  });

  test('sees one interval too few: steady blocks end up 2016/2015 too hard', () => {
    const first = chainOf(mainnetParams, 2015, () => 150);
    const harder = nextWorkRequired(first, 0, mainnetParams);
    const period = { firstTime: 0, lastTime: 2015 * 600, oldBits: harder };
    const drift = difficultyFromBits(calculateNextWork(period, mainnetParams)) / difficultyFromBits(harder);
    expect(drift).toBeCloseTo(1.000496, 5);
  });

  test('follows the interval and clamp of the chain it is told', () => {
    expect(chainOf(classParams, 71, () => 60).header.bits).toBe(0x1f7fffff);
    const after = chainOf(classParams, 72, () => 60).header.bits;
    expect(difficultyFromBits(after) / difficultyFromBits(0x1f7fffff)).toBeCloseTo(4, 3);
    const timid = { ...classParams, retargetClamp: 2 };
    const half = chainOf(timid, 72, () => 60).header.bits;
    expect(difficultyFromBits(half) / difficultyFromBits(0x1f7fffff)).toBeCloseTo(2, 3);
  });

  test('does not happen where the chain has none', () => {
    const still = { ...classParams, retargeting: false };
    expect(chainOf(still, 200, () => 1).header.bits).toBe(0x1f7fffff);
  });
});
