import { describe, expect, test } from 'vitest';
import { blockSubsidy, issuedThrough } from '#bitcoin/consensus/block-subsidy';
import { classParams, mainnetParams } from '#bitcoin/consensus/params';

describe('the subsidy of the main network', () => {
  test.each([
    [0, 5_000_000_000n],
    [209_999, 5_000_000_000n],
    [210_000, 2_500_000_000n],
    [420_000, 1_250_000_000n],
    [630_000, 625_000_000n],
    [840_000, 312_500_000n],
    [6_929_999, 1n],
    [6_930_000, 0n],
    [13_440_000, 0n],
    [100_000_000, 0n],
  ])('block %i may create %s satoshis', (height, subsidy) => {
    expect(blockSubsidy(height, mainnetParams)).toBe(subsidy);
  });

  test('all of it is 2,099,999,997,690,000 satoshis, era by era and block by block', () => {
    expect(issuedThrough(6_929_999, mainnetParams)).toBe(2_099_999_997_690_000n);
    expect(issuedThrough(20_000_000, mainnetParams)).toBe(2_099_999_997_690_000n);
    let total = 0n;
    for (let era = 0; era < 64; era++) total += blockSubsidy(era * 210_000, mainnetParams) * 210_000n;
    expect(total).toBe(2_099_999_997_690_000n);
  });

  test('what was issued grows by one subsidy a block, across a halving too', () => {
    for (const height of [0, 1, 143, 144, 145, 287, 288, 9216, 9300]) {
      const grown = issuedThrough(height, classParams) - issuedThrough(height - 1, classParams);
      expect(grown).toBe(blockSubsidy(height, classParams));
    }
  });
});
