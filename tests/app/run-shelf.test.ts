import { expect, test } from 'vitest';
import { shelved, without } from '#app/run-shelf';
import { shippedScenarios } from '#scenarios/shipped';
import { engineVersion, type Run } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';

const run = (seed: number): Run => ({
  engine: engineVersion,
  scenario: shippedScenarios[0] as Scenario,
  seed,
  actions: [],
});
const seeds = (shelf: readonly { readonly run: Run }[]) => shelf.map(({ run: { seed } }) => seed);

test('the newest few runs are kept, each once, where it was left last', () => {
  let shelf = shelved([], { run: run(1), time: 10 });
  for (const seed of [2, 1, 3]) shelf = shelved(shelf, { run: run(seed), time: seed * 100 });
  expect(seeds(shelf)).toEqual([3, 1, 2]);
  expect(shelf[1]?.time).toBe(100);
  expect(seeds(shelved(shelf, { run: run(4), time: 0 }))).toEqual([4, 3, 1]);
});

test('whoever goes back to a run takes it from the shelf', () => {
  const shelf = [1, 2, 3].map((seed) => ({ run: run(seed), time: 0 }));
  expect(seeds(without(shelf, run(2)))).toEqual([1, 3]);
});
