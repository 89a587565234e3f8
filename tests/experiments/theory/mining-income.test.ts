import { expect, test } from 'vitest';
import { binomialProbability, incomeAlone, incomeInPool } from '#experiments/theory/mining-income';

test('the deviation alone is that of the binomial distribution', () => {
  const blocks = 144;
  const share = 0.05;
  let mean = 0;
  let square = 0;
  for (let found = 0; found <= blocks; found++) {
    const chance = binomialProbability(found, blocks, share);
    mean += found * chance;
    square += found * found * chance;
  }
  const alone = incomeAlone(share, blocks);
  expect(mean / blocks).toBeCloseTo(alone.mean, 12);
  expect(Math.sqrt(square - mean * mean) / mean).toBeCloseTo(alone.deviation, 10);
});

test('four times as many blocks halve the scatter', () => {
  expect(incomeAlone(0.1, 400).deviation).toBeCloseTo(incomeAlone(0.1, 100).deviation / 2, 12);
});

test('a pool leaves its own luck and little else', () => {
  const pooled = incomeInPool(0.02, 0.5, 144, 64);
  expect(pooled.mean).toBe(0.02);
  expect(pooled.deviation).toBeGreaterThan(incomeAlone(0.5, 144).deviation);
  expect(pooled.deviation).toBeLessThan(incomeAlone(0.02, 144).deviation / 3);
});
