import { expect, test, vi } from 'vitest';
import { createBatch } from '../../../src/app/experiments/create-batch.ts';
import type { ExperimentCrew } from '../../../src/app/experiments/experiment-crew.ts';
import type { BatchRequest } from '../../../src/experiments/experiment.ts';
import { runTrials } from '../../../src/experiments/run-trials.ts';
import { bestSearch } from '../../../src/mining/best-search.ts';
import { memoryKeeper } from './memory-keeper.ts';

const request: BatchRequest = {
  experiment: 'double-spend',
  seed: 11,
  trials: 9,
  cells: [0, 1].map((z) => ({ q: 0.4, z, win: 'ahead', preMined: 0, giveUp: 4 })),
};

/** As many searchers as asked for, of which each takes its turn when the others have had theirs. */
function realCrew(count: number): ExperimentCrew {
  let batch: BatchRequest | undefined;
  return {
    services: Array.from({ length: count }, () => ({
      open: async (opened: BatchRequest) => {
        batch = opened;
      },
      run: async (cell: number, first: number, trials: number) => {
        await new Promise((resolve) => setImmediate(resolve));
        const began = performance.now();
        const tally = runTrials(batch!, cell, first, trials, bestSearch());
        return { tally, millis: performance.now() - began };
      },
    })),
    close: () => {},
  };
}

test('real trials add up to the same in one piece, by one worker, by three, and across a pause', async () => {
  const whole = request.cells.map((_, cell) => runTrials(request, cell, 0, request.trials, bestSearch()));
  expect(whole[0]!.trials).toBe(9);
  expect(whole[0]!.sums.hashes).toBeGreaterThan(256);
  for (const workers of [1, 3]) {
    const batch = createBatch({
      place: 'test',
      workers,
      startCrew: realCrew,
      keeper: memoryKeeper(),
      clock: () => performance.now(),
    });
    await batch.start(request);
    await vi.waitFor(() => expect(batch.store.getState().done).toBeGreaterThan(0), { timeout: 20_000 });
    batch.cancel();
    batch.resume();
    await vi.waitFor(() => expect(batch.store.getState().phase).toBe('finished'), { timeout: 20_000 });
    expect(batch.store.getState().result?.cells.map((cell) => cell.tally)).toEqual(whole);
  }
});
