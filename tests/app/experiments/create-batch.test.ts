import { expect, test, vi } from 'vitest';
import { type BatchOptions, createBatch } from '../../../src/app/experiments/create-batch.ts';
import type { ExperimentCrew } from '../../../src/app/experiments/experiment-crew.ts';
import type { BatchRequest, Tally } from '../../../src/experiments/experiment.ts';
import { memoryKeeper } from './memory-keeper.ts';

const request: BatchRequest = {
  experiment: 'double-spend',
  seed: 7,
  trials: 50,
  cells: [{ q: 0.1 }, { q: 0.3 }, { q: 0.4 }],
};

/** A number that depends on cell and trial only, as a trial does. */
const outcomeOf = (cell: number, trial: number) => ((cell + 1) * 7919 + trial * 104_729) % 1_000;

function tallyOf(cell: number, first: number, count: number): Tally {
  let sum = 0;
  const histogram: number[] = [];
  for (let trial = first; trial < first + count; trial++) {
    const value = outcomeOf(cell, trial);
    sum += value;
    histogram[value % 10] = (histogram[value % 10] ?? 0) + 1;
  }
  return { trials: count, sums: { value: sum }, histograms: { last: Array.from(histogram, (n) => n ?? 0) } };
}

/** Workers that take turns in an order of their own, and stop where they are told to. */
function crewOf(workers: number, limit = Number.POSITIVE_INFINITY) {
  let asked = 0;
  let closed = 0;
  const start = (count: number): ExperimentCrew => ({
    services: Array.from({ length: count }, (_, worker) => ({
      open: async () => {},
      run: async (cell: number, first: number, trials: number) => {
        if (asked++ >= limit) return new Promise<never>(() => {});
        const turns = 1 + ((worker * 5 + first) % 7);
        for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
        return { tally: tallyOf(cell, first, trials), millis: trials * 20 };
      },
    })),
    close: () => {
      closed++;
    },
  });
  return { options: { workers, startCrew: start }, closed: () => closed };
}

function batchWith(options: Partial<BatchOptions> & Pick<BatchOptions, 'workers' | 'startCrew'>) {
  return createBatch({ place: 'test', keeper: memoryKeeper(), clock: () => performance.now(), ...options });
}

const whole = request.cells.map((_, cell) => tallyOf(cell, 0, request.trials));

async function finished(batch: ReturnType<typeof createBatch>) {
  await vi.waitFor(() => expect(batch.store.getState().phase).toBe('finished'), { timeout: 10_000 });
  return batch.store.getState().result!.cells.map((cell) => cell.tally);
}

test('the result is the same whatever the number of workers', async () => {
  for (const workers of [1, 2, 5]) {
    const crew = crewOf(workers);
    const batch = batchWith(crew.options);
    await batch.start(request);
    expect(await finished(batch)).toEqual(whole);
    expect(crew.closed()).toBe(1);
    expect(batch.store.getState()).toMatchObject({ done: 150, total: 150, workers: 0 });
  }
});

test('a cancelled batch frees its workers, keeps what it has, and ends the same when it goes on', async () => {
  const keeper = memoryKeeper();
  const crew = crewOf(3, 20);
  const batch = batchWith({ ...crew.options, keeper });
  await batch.start(request);
  await vi.waitFor(() => expect(batch.store.getState().done).toBeGreaterThan(10));
  batch.cancel();
  expect(crew.closed()).toBe(1);
  const { done, phase } = batch.store.getState();
  expect(phase).toBe('paused');
  expect(done).toBeLessThan(150);
  expect([...keeper.kept.values()]).toHaveLength(1);

  // The page is closed and opened again.
  const later = batchWith({ ...crewOf(2).options, keeper });
  await later.recallLast();
  expect(later.store.getState()).toMatchObject({ phase: 'paused', done });
  later.resume();
  expect(await finished(later)).toEqual(whole);
});

test('what is kept of a batch is not done again', async () => {
  const keeper = memoryKeeper();
  const first = batchWith({ ...crewOf(2).options, keeper });
  await first.start(request);
  await finished(first);
  const again = batchWith({
    workers: 1,
    startCrew: () => {
      throw new Error('nobody should work');
    },
    keeper,
  });
  await again.start(request);
  expect(await finished(again)).toEqual(whole);
});

test('workers that cannot run are a sentence, and nothing is lost', async () => {
  const failing = batchWith({
    workers: 1,
    startCrew: () => ({
      services: [{ open: async () => {}, run: () => Promise.reject(new Error('no memory')) }],
      close: () => {},
    }),
  });
  await failing.start(request);
  await vi.waitFor(() => expect(failing.store.getState().phase).toBe('failed'));
  expect(failing.store.getState().failure).toBe('no memory');
});
