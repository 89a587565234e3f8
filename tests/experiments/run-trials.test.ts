import { expect, test } from 'vitest';
import { estimates } from '#experiments/estimates';
import type { BatchRequest, Cell, ExperimentId, Tally } from '#experiments/experiment';
import { mergeTallies } from '#experiments/merge-tallies';
import { runTrials } from '#experiments/run-trials';
import { trialSeed } from '#experiments/trials/trial-seed';
import { bestSearch } from '#mining/best-search';

const search = bestSearch();
const nothing: Tally = { trials: 0, sums: {}, histograms: {} };

function batchOf(experiment: ExperimentId, cell: Cell, trials: number): BatchRequest {
  return { experiment, seed: 11, trials, cells: [cell] };
}

/** The whole batch, tried in pieces of this size, the last piece first. */
function inPieces(batch: BatchRequest, size: number): Tally {
  const pieces: Tally[] = [];
  for (let first = 0; first < batch.trials; first += size)
    pieces.push(runTrials(batch, 0, first, Math.min(size, batch.trials - first), search));
  return pieces.reduceRight(mergeTallies, nothing);
}

const quick = { q: 0.4, z: 1, win: 'ahead', preMined: 0, giveUp: 3 } as const;

test('a batch adds up to the same, however it is cut', () => {
  const batch = batchOf('double-spend', quick, 21);
  const whole = inPieces(batch, 21);
  expect(whole.trials).toBe(21);
  expect(whole.sums.success).toBeGreaterThan(0);
  expect(whole.sums.success).toBeLessThan(21);
  expect(inPieces(batch, 7)).toEqual(whole);
  expect(inPieces(batch, 1)).toEqual(whole);
});

test('what a cell gives does not depend on the grid around it, and does on the seed', () => {
  const other = { ...quick, z: 2 };
  const alone = runTrials(batchOf('double-spend', quick, 9), 0, 0, 9, search);
  const second = { ...batchOf('double-spend', other, 9), cells: [other, quick] };
  expect(runTrials(second, 1, 0, 9, search)).toEqual(alone);
  expect(runTrials({ ...second, seed: 12 }, 1, 0, 9, search)).not.toEqual(alone);
});

test('trials have seeds of their own', () => {
  const seeds = new Set(Array.from({ length: 2_000 }, (_, i) => trialSeed(1, 'double-spend', quick, i)));
  expect(seeds.size).toBe(2_000);
  expect(trialSeed(1, 'double-spend', { b: 1, a: 2 }, 0)).toBe(
    trialSeed(1, 'double-spend', { a: 2, b: 1 }, 0),
  );
});

test('every trial hashes: about 256 tries for each block', () => {
  const { sums } = runTrials(batchOf('double-spend', quick, 40), 0, 0, 40, search);
  const perBlock = sums.hashes! / sums.blocks!;
  expect(perBlock).toBeGreaterThan(150);
  expect(perBlock).toBeLessThan(500);
});

test('the attacker without hash power to speak of loses, the one with nearly all wins', () => {
  const outcome = (q: number) =>
    runTrials(batchOf('double-spend', { ...quick, q }, 12), 0, 0, 12, search).sums.success ?? 0;
  expect(outcome(0.005)).toBe(0);
  expect(outcome(0.97)).toBe(12);
});

test('a block in store before the payment is really there', () => {
  // With one block in store and one confirmation to wait for, giving up when level, only two things can happen: the
  // attacker finds another block before the honest ones find theirs, or it is level at once and gives up at the next.
  const cell = { q: 0.5, z: 1, win: 'level', preMined: 1, giveUp: 1 };
  const { sums } = runTrials(batchOf('double-spend', cell, 30), 0, 0, 30, search);
  expect(sums.success).toBe(30);
});

test('time is taken at the very moment of success, not when the search ahead ends', () => {
  // One block in store and one confirmation: success comes with the first honest block, 1/0.9 finds from the start.
  const cell = { q: 0.1, z: 1, win: 'level', preMined: 1, giveUp: 12 };
  const tally = runTrials(batchOf('double-spend', cell, 300), 0, 0, 300, search);
  const { time } = estimates('double-spend', cell, tally);
  expect(time!.low99).toBeLessThan(1 / 0.9);
  expect(time!.high99).toBeGreaterThan(1 / 0.9);
});
