import { describe, expect, test } from 'vitest';
import { checkBatch } from '#experiments/check-batch';
import { estimates } from '#experiments/estimates';
import type { BatchRequest, Cell, ExperimentId, Tally } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { mergeTallies } from '#experiments/merge-tallies';
import { runTrials } from '#experiments/run-trials';
import { theory } from '#experiments/theory';
import { bestSearch } from '#mining/best-search';
import { findScenario } from '#scenarios/shipped';
import { engineVersion } from '#simulation/run';

const search = bestSearch();
const nothing: Tally = { trials: 0, sums: {}, histograms: {} };

const cells: readonly (readonly [Exclude<ExperimentId, 'repeat'>, Cell, number])[] = [
  ['selfish-mining', { q: 0.35, near: 3, miners: 4 }, 4],
  ['fork-rate', { delay: 0.3, miners: 3 }, 4],
  ['propagation', { payments: 5, degree: 3, nodes: 12, bandwidth: 20_000 }, 4],
  ['retarget', { jump: 0.5 }, 2],
  ['confirmations', { delay: 0.4, miners: 3 }, 3],
  ['mining-income', { share: 0.2, pay: 'pool', blocks: 20 }, 6],
  ['mining-income', { share: 0.2, pay: 'alone', blocks: 20 }, 6],
];

function inPieces(batch: BatchRequest, size: number): Tally {
  const pieces: Tally[] = [];
  for (let first = 0; first < batch.trials; first += size)
    pieces.push(runTrials(batch, 0, first, Math.min(size, batch.trials - first), search));
  return pieces.reduceRight(mergeTallies, nothing);
}

describe.each(cells)('%s at %o', (experiment, cell, trials) => {
  const batch: BatchRequest = { experiment, seed: 3, trials, cells: [cell] };

  test('is accepted, adds up to the same however it is cut, and reads as its specification says', () => {
    expect(checkBatch(batch)).toEqual(batch);
    const whole = inPieces(batch, trials);
    expect(inPieces(batch, 1)).toEqual(whole);
    const spec = experiments[experiment];
    const known = spec.measured.map(({ id }) => id);
    const read = estimates(experiment, cell, whole);
    expect(Object.keys(read).length).toBeGreaterThan(0);
    for (const [id, { value, low, high, low99, high99 }] of Object.entries(read)) {
      expect(known).toContain(id.split('.')[0]);
      expect([low99 <= low, low <= value, value <= high, high <= high99]).toEqual([true, true, true, true]);
    }
    for (const { id, value, exact } of theory(experiment, cell, whole)) {
      const named = spec.theories.find((one) => one.id === id.split('.')[0]);
      expect(named).toBeDefined();
      expect(Number.isFinite(value)).toBe(true);
      if (!exact && experiment !== 'mining-income') expect(named?.exact).toBe(false);
    }
  });
});

test('a shipped run is repeated from a moment on, with other luck', { timeout: 300_000 }, () => {
  const scenario = findScenario('double-spend')!;
  const run = { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] };
  const spacing = 600_000_000;
  const base = { run, ledger: '', at: 1_000_000, until: 30 * spacing };
  const batch = checkBatch({ experiment: 'repeat', seed: 5, trials: 2, cells: [{}], base });
  if ('key' in batch) throw new Error(batch.key);
  const tally = runTrials(batch, 0, 0, 2, search);
  expect(tally.trials).toBe(2);
  // Eve has 60 % of the hash power and two confirmations to beat.
  expect(tally.sums.success).toBeGreaterThan(0);
  expect(mergeTallies(runTrials(batch, 0, 1, 1, search), runTrials(batch, 0, 0, 1, search))).toEqual(tally);
  // Another question about the same run: somebody finds a block in time.
  const asked = { ...batch, base: { ...base, condition: { type: 'height', atLeast: 31 } as const } };
  expect(runTrials(asked, 0, 0, 1, search).sums.success).toBe(1);
});
