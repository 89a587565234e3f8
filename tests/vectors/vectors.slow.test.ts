import { describe, expect, test } from 'vitest';
import { loadSuites, vectorsFolder, vectorsPresent } from './load-suites.ts';

const suites = vectorsPresent ? await loadSuites() : [];

describe.skipIf(!vectorsPresent)(`published vectors in ${vectorsFolder}`, () => {
  test.each(suites)('$name', { timeout: 600_000 }, async ({ run }) => {
    const { passed, total, failures } = await run(vectorsFolder);
    expect(failures).toEqual([]);
    expect(passed).toBe(total);
    expect(total).toBeGreaterThan(0);
  });
  // Keeps the file from being empty where there are no vectors, so that the skip is reported.
  test.runIf(!vectorsPresent)('are absent', () => {});
});
