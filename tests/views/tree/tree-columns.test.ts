import { expect, test } from 'vitest';
import { treeColumns } from '../../../src/views/tree/tree-columns.ts';

const options = { time: 1e9, busy: [], unfolded: new Set<number>(), pitch: 100, stubWidth: 60 };

test('a long quiet run folds into a stub, up to the horizon', () => {
  const columns = treeColumns({ ...options, horizon: 40 });
  expect(columns.runs).toEqual([{ from: 0, to: 40 }]);
  expect(columns.x(41)).toBe(4100);
  expect(columns.x(40)).toBe(4100 - 60);
  expect(columns.x(7)).toBe(columns.x(40));
  expect(columns.runAt(12)).toEqual({ from: 0, to: 40 });
  expect(columns.runAt(41)).toBeUndefined();
});

test('heights where something happened stay in sight with a neighbour on each side', () => {
  const columns = treeColumns({
    ...options,
    horizon: 40,
    busy: [
      { height: 20, since: 5, until: Number.POSITIVE_INFINITY },
      { height: 21, since: 6, until: Number.POSITIVE_INFINITY },
    ],
  });
  expect(columns.runs).toEqual([
    { from: 0, to: 18 },
    { from: 23, to: 40 },
  ]);
});

test('what has not happened yet keeps nothing open', () => {
  const columns = treeColumns({
    ...options,
    horizon: 40,
    time: 4,
    busy: [{ height: 20, since: 5, until: Number.POSITIVE_INFINITY }],
  });
  expect(columns.runs).toEqual([{ from: 0, to: 40 }]);
});

test('what is over keeps nothing open either', () => {
  const busy = [{ height: 20, since: 5, until: 7 }];
  expect(treeColumns({ ...options, horizon: 40, time: 6, busy }).runs).toHaveLength(2);
  expect(treeColumns({ ...options, horizon: 40, time: 7, busy }).runs).toHaveLength(1);
});

test('folding one more block moves nothing to its right', () => {
  const before = treeColumns({ ...options, horizon: 40 });
  const after = treeColumns({ ...options, horizon: 41 });
  for (let height = 42; height < 60; height++) expect(after.x(height)).toBe(before.x(height));
});

test('an unfolded run stays unfolded, a short one is never folded', () => {
  expect(treeColumns({ ...options, horizon: 40, unfolded: new Set([0]) }).runs).toEqual([]);
  expect(treeColumns({ ...options, horizon: 3 }).runs).toEqual([]);
});

test('columns increase with height, and heightAt undoes x', () => {
  const columns = treeColumns({
    ...options,
    horizon: 60,
    busy: [{ height: 30, since: 0, until: Number.POSITIVE_INFINITY }],
  });
  let last = Number.NEGATIVE_INFINITY;
  for (let height = 0; height < 80; height++) {
    const x = columns.x(height);
    expect(x).toBeGreaterThanOrEqual(last);
    last = x;
    if (columns.runAt(height) === undefined) expect(columns.heightAt(x + 1)).toBe(height);
  }
});
