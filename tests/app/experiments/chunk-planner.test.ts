import { expect, test } from 'vitest';
import { createChunkPlanner } from '../../../src/app/experiments/chunk-planner.ts';
import { addTrials, type TrialRanges } from '../../../src/app/experiments/trial-ranges.ts';

test('every trial is handed out exactly once, around what is done already', () => {
  const done: TrialRanges[] = [[], [3, 7], [0, 100]];
  const planner = createChunkPlanner(100, done);
  let handed = 0;
  for (let chunk = planner.next(); chunk !== undefined; chunk = planner.next()) {
    done[chunk.cell] = addTrials(done[chunk.cell]!, chunk.first, chunk.count); // throws on a repetition
    planner.learn(chunk, chunk.count * 10);
    handed += chunk.count;
  }
  expect(handed).toBe(196);
  expect(done).toEqual([
    [0, 100],
    [0, 100],
    [0, 100],
  ]);
});

test('chunks grow towards 175 milliseconds, and shrink again', () => {
  const planner = createChunkPlanner(1_000_000, [[]]);
  const lengths: number[] = [];
  for (let i = 0; i < 12; i++) {
    const chunk = planner.next()!;
    lengths.push(chunk.count);
    planner.learn(chunk, chunk.count * (i < 8 ? 0.5 : 5));
  }
  expect(lengths[0]).toBe(1);
  expect(lengths[7]).toBe(350);
  expect(lengths[11]).toBeLessThan(60);
});

test('all cells get some trials before any gets all of them', () => {
  const planner = createChunkPlanner(1_000, [[], [], []]);
  const first: number[] = [];
  const counts = [0, 0, 0];
  for (let i = 0; i < 40; i++) {
    const chunk = planner.next()!;
    counts[chunk.cell]! += chunk.count;
    first.push(chunk.cell);
    planner.learn(chunk, chunk.count * 20);
  }
  expect(new Set(first)).toEqual(new Set([0, 1, 2]));
  expect(Math.max(...counts)).toBeLessThan(400);
});

test('the time left follows from the pace of each cell', () => {
  const planner = createChunkPlanner(100, [[], []]);
  expect(planner.millisFor([100, 100])).toBeUndefined();
  planner.learn({ cell: 0, first: 0, count: 10 }, 100);
  expect(planner.millisFor([90, 100])).toBe(1_900);
  planner.learn({ cell: 1, first: 0, count: 10 }, 300);
  expect(planner.millisFor([90, 90])).toBe(900 + 2_700);
});
