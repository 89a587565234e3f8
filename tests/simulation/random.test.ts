import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tieBreak } from '#simulation/random/mix';
import { copyPrng, nextBelow, nextUint32, prngFor } from '#simulation/random/prng';
import { drawWait } from '#simulation/random/wait';

test('a stream is a function of seed and label, and a copy continues it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), (seed, label) => {
      const one = prngFor(seed, label);
      const two = prngFor(seed, label);
      expect(nextUint32(one)).toBe(nextUint32(two));
      const copy = copyPrng(one);
      expect([nextUint32(one), nextUint32(one)]).toEqual([nextUint32(copy), nextUint32(copy)]);
    }),
  );
  expect(nextUint32(prngFor(1, 'traffic'))).not.toBe(nextUint32(prngFor(2, 'traffic')));
  expect(nextUint32(prngFor(1, 'a'))).not.toBe(nextUint32(prngFor(1, 'b')));
});

test('draws stay the same for ever: a change here changes every history', () => {
  const random = prngFor(42, 'golden');
  expect(Array.from({ length: 4 }, () => nextUint32(random))).toMatchInlineSnapshot(`
    [
      211104108,
      979999419,
      1662300124,
      604616217,
    ]
  `);
});

test('nextBelow is uniform', () => {
  const random = prngFor(3, 'dice');
  const counts = new Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[nextBelow(random, 6)]!++;
  // Five degrees of freedom: chi-square beyond 25.7 has a chance of one in ten thousand.
  const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(25.7);
});

test('waits are memoryless: their mean and their quantiles are those of the exponential distribution', () => {
  const random = prngFor(9, 'waits');
  const mean = 30_000_000;
  const waits = Array.from({ length: 40_000 }, () => drawWait(random, mean)).sort((a, b) => a - b);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / mean).toBeCloseTo(1, 1);
  for (const quantile of [0.1, 0.5, 0.9, 0.99]) {
    const wanted = -Math.log(1 - quantile) * mean;
    expect(Math.abs(waits[Math.floor(waits.length * quantile)]! / wanted - 1)).toBeLessThan(0.05);
  }
  expect(waits.every(Number.isInteger)).toBe(true);
});

test('ties favour nobody: the same two nodes meet in either order equally often', () => {
  let first = 0;
  for (let counter = 0; counter < 10_000; counter++)
    if (tieBreak(7, 111, 5, counter) < tieBreak(7, 222, 5, counter)) first++;
  expect(Math.abs(first - 5_000)).toBeLessThan(250);
});
