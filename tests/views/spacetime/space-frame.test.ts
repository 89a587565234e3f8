import { expect, test } from 'vitest';
import { firstAt } from '../../../src/views/spacetime/space-facts.ts';
import { alongTime, spaceFrame, tickStep, timeAlong } from '../../../src/views/spacetime/space-frame.ts';
import { tellStory } from '../story.ts';

const { history } = tellStory();
const born = new Uint8Array(history.nodes.length).fill(1);
const span = { from: 1_000_000, to: 3_000_000 };

test('time runs along the longer side, and a place on the axis is a moment', () => {
  const wide = spaceFrame(history.nodes, born, { width: 880, height: 300 }, 1, span, 60);
  const tall = spaceFrame(history.nodes, born, { width: 390, height: 660 }, 1, span, 60);
  expect([wide.vertical, tall.vertical]).toEqual([false, true]);
  for (const frame of [wide, tall]) {
    expect(alongTime(frame, span.from)).toBeCloseTo(frame.timeStart);
    expect(alongTime(frame, span.to)).toBeCloseTo(frame.timeEnd);
    expect(timeAlong(frame, alongTime(frame, 1_234_567))).toBeCloseTo(1_234_567);
  }
});

test('world lines stand at equal distances, one for each node that exists', () => {
  const some = Uint8Array.from(born, (_, node) => (node === 2 ? 0 : 1));
  const frame = spaceFrame(history.nodes, some, { width: 880, height: 300 }, 1, span, 60);
  expect(frame.order).toHaveLength(7);
  const places = frame.order.map((node) => frame.across[node]!);
  for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeCloseTo(frame.spacing, 3);
});

test('ticks are round numbers that leave room for their labels', () => {
  expect(tickStep(1_000_000, 8)).toBe(200_000);
  expect(tickStep(100_000, 10)).toBe(10_000);
  expect(tickStep(300e6, 8)).toBe(60e6);
  expect(tickStep(3600e6, 8)).toBe(600e6);
  for (const micros of [3e4, 7e5, 2e6, 45e6, 9e8, 8e9]) {
    expect(micros / tickStep(micros, 8)).toBeLessThanOrEqual(8.01);
  }
});

test('firstAt finds the first row at or after a time', () => {
  const rows = [{ time: 1 }, { time: 3 }, { time: 3 }, { time: 7 }];
  expect([0, 1, 2, 3, 4, 7, 8].map((time) => firstAt(rows, time))).toEqual([0, 0, 1, 1, 3, 3, 4]);
});
