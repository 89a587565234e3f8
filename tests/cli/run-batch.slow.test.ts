import { expect, test } from 'vitest';
import type { BatchRequest } from '#experiments/experiment';
import { runBatch } from '../../src/cli/run-batch.ts';

const batch: BatchRequest = {
  experiment: 'double-spend',
  seed: 4,
  trials: 40,
  cells: [1, 2].map((z) => ({ q: 0.4, z, win: 'ahead', preMined: 0, giveUp: 3 })),
};
const clock = () => performance.now();

test('one thread or three, the sums are the same', async () => {
  const alone = runBatch(batch, 1, clock);
  const together = runBatch(batch, 3, clock);
  await Promise.all([alone.finished, together.finished]);
  expect(alone.done).toBe(80);
  expect(together.tallies).toEqual(alone.tallies);
});

test('a batch that is stopped keeps what was handed in', async () => {
  const long = runBatch({ ...batch, trials: 100_000 }, 2, clock);
  await expect.poll(() => long.done, { timeout: 60_000 }).toBeGreaterThan(0);
  long.stop();
  await long.finished;
  const { done } = long;
  expect(done).toBeLessThan(200_000);
  expect(long.tallies.reduce((sum, { trials }) => sum + trials, 0)).toBe(done);
});
