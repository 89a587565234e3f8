import { expect, test } from 'vitest';
import { createComparison } from '#app/bench/comparison';
import type { ContenderName } from '#workers/bench-service';
import { createContender } from '#workers/contenders';
import { measureContender } from '#workers/measure-contender';

const measurement = { hashesPerSecond: 1000, nonce: 2_083_236_893, device: '' };

test('contenders are measured one after the other; absent and failing ones are said to be', async () => {
  const asked: ContenderName[] = [];
  let closed = 0;
  const comparison = createComparison(() => ({
    service: {
      measure: async (name) => {
        asked.push(name);
        if (name === 'subtle') throw new Error('no');
        return name === 'webgpu' ? undefined : measurement;
      },
    },
    close: () => {
      closed++;
    },
  }));
  comparison.start();
  expect(comparison.store.getState().running).toBe(true);
  await expect.poll(() => comparison.store.getState().running).toBe(false);
  expect(asked).toEqual(['noble', 'subtle', 'rolled', 'wasm', 'webgpu']);
  expect(comparison.store.getState().rows.map((row) => row.phase)).toEqual([
    'measured',
    'failed',
    'measured',
    'measured',
    'absent',
  ]);
  expect(closed).toBe(1);
});

test('a stop frees the worker at once', async () => {
  let closed = 0;
  const comparison = createComparison(() => ({
    service: { measure: () => new Promise(() => {}) },
    close: () => {
      closed++;
    },
  }));
  comparison.start();
  comparison.stop();
  expect(closed).toBe(1);
  expect(comparison.store.getState().running).toBe(false);
});

test.each(['noble', 'subtle', 'rolled', 'wasm'] as const)(
  '%s finds the nonce of the first block',
  async (name) => {
    const contender = await createContender(name);
    const result = await measureContender(contender!, () => performance.now(), 5);
    expect(result.nonce).toBe(2_083_236_893);
    expect(result.hashesPerSecond).toBeGreaterThan(1000);
  },
);
