import { describe, expect, test } from 'vitest';
import { estimates } from '#experiments/estimates';
import type { BatchRequest, Cell, ExperimentId } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { theory } from '#experiments/theory';
import { binomialProbability } from '#experiments/theory/mining-income';
import { bestSearch } from '#mining/best-search';

/* Measured points against the exact formula for the same convention. In 100 cells one is expected to lie outside its 99 %
 * interval by luck; more than three would mean that the engine, the convention or the formula is wrong. */

const search = bestSearch();

/** Whether so many successes are inside the central 99 % of what `probability` gives, neither tail above half a per cent. */
function isInside(successes: number, trials: number, probability: number): boolean {
  if (probability <= 0 || probability >= 1) return successes === Math.round(probability) * trials;
  let below = 0;
  for (let k = 0; k <= successes; k++) below += binomialProbability(k, trials, probability);
  const above = 1 - below + binomialProbability(successes, trials, probability);
  return below > 0.005 && above > 0.005;
}

const conventions = (['level', 'ahead'] as const).flatMap((win) =>
  [0, 1].map((preMined) => ({ win, preMined })),
);
const shares = [0.1, 0.2, 0.3, 0.4];

/** The usual grid under every convention, and the merchant who does not wait. */
const raceCells: readonly Cell[] = [
  ...conventions.flatMap((convention) =>
    shares.flatMap((q) => [1, 2, 3, 4, 5, 6].map((z) => ({ q, z, ...convention, giveUp: 12 }))),
  ),
  ...shares.map((q) => ({ q, z: 0, win: 'ahead', preMined: 0, giveUp: 12 })),
];

test('double spends succeed as often as the exact formula says, cell by cell', { timeout: 900_000 }, () => {
  const trials = 100;
  const batch: BatchRequest = { experiment: 'double-spend', seed: 2012, trials, cells: raceCells };
  expect(raceCells).toHaveLength(100);
  const outside = raceCells.filter((cell, i) => {
    const { sums } = runTrials(batch, i, 0, trials, search);
    const exact = theory('double-spend', cell).find(({ id }) => id === 'capped')!.value;
    return !isInside(sums.success ?? 0, trials, exact);
  });
  expect(outside.length, JSON.stringify(outside)).toBeLessThanOrEqual(3);
});

const others: readonly (readonly [ExperimentId, readonly Cell[], number, string, string])[] = [
  [
    'selfish-mining',
    [0, 3, 4].flatMap((near) => [0.2, 0.3, 0.4].map((q) => ({ q, near, miners: 4 }))),
    25,
    'revenue',
    'eyal-sirer',
  ],
  [
    'fork-rate',
    [2, 4].flatMap((miners) => [0.05, 0.2, 0.5].map((delay) => ({ delay, miners }))),
    25,
    'fork',
    'fork-known',
  ],
  [
    'propagation',
    [2, 4, 8].flatMap((degree) =>
      [0, 24].map((payments) => ({ payments, degree, nodes: 50, bandwidth: 10_000 })),
    ),
    20,
    'nine-tenths',
    'announced-nine-tenths',
  ],
  ['retarget', [{ jump: 0.25 }, { jump: 2 }], 8, 'interval', 'clamped'],
  [
    'mining-income',
    [0.1, 0.3].map((share) => ({ share, pay: 'alone', blocks: 50 })),
    60,
    'deviation',
    'deviation',
  ],
];

describe.each(others)('%s', (experiment, cells, trials, series, formula) => {
  test('lies within its 99 % interval around theory, but for luck', { timeout: 900_000 }, () => {
    const batch: BatchRequest = { experiment, seed: 2014, trials, cells };
    let points = 0;
    const outside: string[] = [];
    for (const [i, cell] of cells.entries()) {
      const tally = runTrials(batch, i, 0, trials, search);
      const read = estimates(experiment, cell, tally);
      for (const { id, value } of theory(experiment, cell, tally)) {
        if (id.split('.')[0] !== formula) continue;
        const measured = read[id.replace(formula, series)];
        expect(measured).toBeDefined();
        points++;
        if (value < measured!.low99 || value > measured!.high99)
          outside.push(`${JSON.stringify(cell)} ${id}: ${measured!.value} for ${value}`);
      }
    }
    expect(points).toBeGreaterThanOrEqual(cells.length);
    expect(outside.length, outside.join('\n')).toBeLessThanOrEqual(1);
  });
});

test('reorganisations are rarer than the geometric bound at every depth', { timeout: 300_000 }, () => {
  const cell = { delay: 0.4, miners: 4 };
  const batch: BatchRequest = { experiment: 'confirmations', seed: 2015, trials: 20, cells: [cell] };
  const tally = runTrials(batch, 0, 0, 20, search);
  const read = estimates('confirmations', cell, tally);
  expect(read['depth.1']!.value).toBeGreaterThan(0.1);
  for (const { id, value } of theory('confirmations', cell))
    expect(read[id.replace('geometric', 'depth')]?.low99 ?? 0).toBeLessThanOrEqual(value);
});
