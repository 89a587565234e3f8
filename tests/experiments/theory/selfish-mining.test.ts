import { expect, test } from 'vitest';
import { largestGamma, selfishRevenue, selfishThreshold } from '#experiments/theory/selfish-mining';

/** Eyal and Sirer's state machine, its stationary distribution found by iteration. State 0' is entry 1, lead k is k + 1. */
function iterated(alpha: number, gamma: number): number {
  const size = 200;
  let chance = new Float64Array(size);
  chance[0] = 1;
  let pool = 0;
  let others = 0;
  for (let round = 0; round < 3_000; round++) {
    const next = new Float64Array(size);
    pool = 0;
    others = 0;
    for (let state = 0; state < size; state++) {
      const weight = chance[state]!;
      const found = weight * alpha;
      const lost = weight * (1 - alpha);
      if (state === 0) {
        next[2]! += found;
        next[0]! += lost;
        others += lost;
      } else if (state === 1) {
        next[0]! += weight;
        pool += 2 * found + lost * gamma;
        others += lost * gamma + 2 * lost * (1 - gamma);
      } else {
        next[Math.min(state + 1, size - 1)]! += found;
        const lead = state - 1;
        next[lead === 1 ? 1 : lead === 2 ? 0 : state - 1]! += lost;
        pool += lead === 1 ? 0 : lead === 2 ? 2 * lost : lost;
      }
    }
    chance = next;
  }
  return pool / (pool + others);
}

test('equation 8 is the revenue of the state machine', () => {
  for (const alpha of [0.1, 0.25, 0.33, 0.42]) {
    for (const gamma of [0, 0.5, 1]) {
      expect(selfishRevenue(alpha, gamma)).toBeCloseTo(iterated(alpha, gamma), 6);
    }
  }
});

test('the threshold is where withholding begins to pay', () => {
  for (let gamma = 0; gamma <= 0.95; gamma += 0.05) {
    const threshold = selfishThreshold(gamma);
    expect(selfishRevenue(threshold, gamma)).toBeCloseTo(threshold, 12);
    expect(selfishRevenue(threshold + 0.01, gamma)).toBeGreaterThan(threshold + 0.01);
    if (threshold > 0.01) expect(selfishRevenue(threshold - 0.01, gamma)).toBeLessThan(threshold - 0.01);
  }
  expect([selfishThreshold(0), selfishThreshold(0.5), selfishThreshold(1)]).toEqual([1 / 3, 1 / 4, 0]);
});

test('with k honest miners the winner of a tie mines on its own block', () => {
  expect([2, 4, 10].map(largestGamma)).toEqual([0.5, 0.75, 0.9]);
});
