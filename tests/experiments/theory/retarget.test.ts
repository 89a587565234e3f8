import { expect, test } from 'vitest';
import { intervalsAfterJump, settledInterval, steadyDrift, targetFactor } from '#experiments/theory/retarget';

const mainnet = { interval: 2016, clamp: 4 };
const class72 = { interval: 72, clamp: 4 };

test('2,015 intervals are held against 2,016', () => {
  expect(steadyDrift(2016)).toBeCloseTo(1_209_600 / 1_209_000, 12);
  expect(targetFactor(mainnet, 1)).toBeCloseTo(2015 / 2016, 12);
});

test('a retarget moves the target at most fourfold', () => {
  expect(targetFactor(mainnet, 0.1)).toBe(0.25);
  expect(targetFactor(mainnet, 10)).toBe(4);
});

test('without a jump the interval settles at N/(N − 2)', () => {
  expect(settledInterval(72)).toBeCloseTo(72 / 70, 12);
  const means = intervalsAfterJump(class72, 1, 8);
  for (const mean of means.slice(1)) expect(mean).toBeCloseTo(72 / 70, 4);
});

test('twice the hash power is caught in one period, eight times in two', () => {
  const [during, after] = intervalsAfterJump(class72, 0.5, 2);
  expect(during).toBe(0.5);
  expect(after).toBeCloseTo(72 / 70, 4);
  const eight = intervalsAfterJump(class72, 1 / 8, 4);
  expect(eight[1]).toBeCloseTo(1 / 2, 3);
  expect(eight[2]).toBeCloseTo(72 / 70, 3);
  const eighth = intervalsAfterJump(class72, 8, 3);
  expect(eighth[1]).toBeCloseTo(2, 3);
});
