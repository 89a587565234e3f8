import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTrials, countTrials, firstMissing } from '../../../src/app/experiments/trial-ranges.ts';

test('touching ranges become one, others stay apart', () => {
  expect(addTrials([], 0, 5)).toEqual([0, 5]);
  expect(addTrials([0, 5], 8, 2)).toEqual([0, 5, 8, 10]);
  expect(addTrials([0, 5, 8, 10], 5, 3)).toEqual([0, 10]);
  expect(addTrials([3, 4], 0, 3)).toEqual([0, 4]);
  expect(() => addTrials([0, 5], 4, 2)).toThrow(RangeError);
  expect(() => addTrials([4, 9], 0, 5)).toThrow(RangeError);
  expect(() => addTrials([4, 6], 3, 9)).toThrow(RangeError);
});

test('the first gap is found, cut to what is wanted and to the end', () => {
  expect(firstMissing([], 10, 4)).toEqual({ first: 0, count: 4 });
  expect(firstMissing([2, 4], 10, 9)).toEqual({ first: 0, count: 2 });
  expect(firstMissing([0, 4, 6, 8], 10, 9)).toEqual({ first: 4, count: 2 });
  expect(firstMissing([0, 8], 10, 9)).toEqual({ first: 8, count: 2 });
  expect(firstMissing([0, 10], 10, 9)).toBeUndefined();
});

test('whatever the order, the set is what was put in', () => {
  const pieces = fc
    .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 40 })
    .chain((trials) => fc.constant(trials));
  fc.assert(
    fc.property(pieces, (trials) => {
      const set = trials.reduce<readonly number[]>((ranges, trial) => addTrials(ranges, trial, 1), []);
      expect(countTrials(set)).toBe(trials.length);
      for (let i = 2; i < set.length; i += 2) expect(set[i]).toBeGreaterThan(set[i - 1]!);
      const missing = firstMissing(set, 1_000, 1);
      expect(missing?.first).toBe([...Array(42).keys()].find((trial) => !trials.includes(trial)));
    }),
  );
});
