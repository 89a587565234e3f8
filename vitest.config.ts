import { defineConfig } from 'vitest/config';

/** `unit` is the fast inner loop; `slow` holds golden runs, properties at depth and published vectors. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/**/*.slow.test.ts'],
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
    ],
  },
});
