import { defineConfig } from 'vitest/config';

/** `unit` is the fast inner loop; `slow` holds golden runs, properties at depth and published vectors;
 * `e2e` drives the built page in a Chromium (run it with `npm run e2e`, which builds and finds one). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/**/*.slow.test.ts'],
          // Nothing these tests load keeps state between them but caches: one module graph a thread is three times as quick.
          pool: 'threads',
          isolate: false,
          // A limit against hanging, far from what any of them needs on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'slow',
          include: ['tests/**/*.slow.test.ts'],
          exclude: ['tests/e2e/**'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/serve-page.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A limit against hanging, as above: how soon the page shows something is for the benchmarks to say.
          expect: { poll: { timeout: 15_000 } },
          // They wait more than they compute: two at a time take half as long, also on two cores.
          maxWorkers: 2,
        },
      },
    ],
  },
});
