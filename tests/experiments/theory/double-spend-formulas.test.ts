import { expect, test } from 'vitest';
import { nakamotoProbability } from '#experiments/theory/nakamoto';
import { confirmationsNeeded, raceProbability, rosenfeldProbability } from '#experiments/theory/rosenfeld';

/** Whitepaper §11 as its C program has it. */
function asPrinted(q: number, z: number): number {
  const p = 1 - q;
  const lambda = z * (q / p);
  let sum = 1;
  for (let k = 0; k <= z; k++) {
    let poisson = Math.exp(-lambda);
    for (let i = 1; i <= k; i++) poisson *= lambda / i;
    sum -= poisson * (1 - (q / p) ** (z - k));
  }
  return sum;
}

test('the paper: less than 0.1 % needs these z', () => {
  const solved = [
    [0.1, 5],
    [0.15, 8],
    [0.2, 11],
    [0.25, 15],
    [0.3, 24],
    [0.35, 41],
    [0.4, 89],
    [0.45, 340],
  ] as const;
  for (const [q, z] of solved) {
    expect(nakamotoProbability(q, z)).toBeLessThan(0.001);
    expect(nakamotoProbability(q, z - 1)).toBeGreaterThan(0.001);
  }
});

test('the sum without cancellation is the printed one', () => {
  for (const q of [0.01, 0.1, 0.3, 0.45])
    for (let z = 0; z <= 30; z++) expect(nakamotoProbability(q, z)).toBeCloseTo(asPrinted(q, z), 12);
});

test('half of the hash power always wins in the end', () => {
  for (const q of [0.5, 0.51, 0.9]) {
    expect(nakamotoProbability(q, 6)).toBe(1);
    expect(rosenfeldProbability(q, 6)).toBe(1);
    expect(raceProbability(q, 6, { win: 'ahead', preMined: 0 })).toBe(1);
  }
  expect(confirmationsNeeded(0.5, 0.001)).toBe(Number.POSITIVE_INFINITY);
});

test('who has no hash power never wins', () => {
  expect(rosenfeldProbability(0, 1)).toBe(0);
  expect(nakamotoProbability(0, 1)).toBe(0);
});

test('q = 0.1 as printed by Rosenfeld: 20 %, 5.6 %, 1.712 %', () => {
  expect([1, 2, 3].map((z) => rosenfeldProbability(0.1, z))).toEqual([
    expect.closeTo(0.2, 12),
    expect.closeTo(0.056, 12),
    expect.closeTo(0.01712, 12),
  ]);
});

test('the approximation understates the danger', () => {
  for (let z = 1; z <= 20; z++) {
    expect(rosenfeldProbability(0.1, z)).toBeGreaterThan(nakamotoProbability(0.1, z) * 0.97);
  }
  expect(rosenfeldProbability(0.1, 6) / nakamotoProbability(0.1, 6)).toBeCloseTo(2.436, 3);
});
