import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHistory } from '#app/create-history';
import { describePace } from '#app/describe-pace';
import { advanceStory, quietSeconds, type StoryKnown, storyPace, storySeconds } from '#app/pace';
import { changedSpeed } from '#app/speed-notches';
import type { StoryWindow } from '#app/story-windows';
import { LogKind } from '#simulation/log';
import { answers, syntheticLog } from './synthetic-log.ts';

function known(windows: readonly (readonly [number, number])[], reached: number): StoryKnown {
  const list: StoryWindow[] = windows
    .map(([start, length]) => ({ start, end: start + length, seconds: 3, settled: true, ordinal: 0 }))
    .sort((one, other) => one.start - other.start);
  return {
    reached,
    story: { windows: list, longest: Math.max(0, ...list.map((window) => window.end - window.start)) },
  };
}

const micros = fc.integer({ min: 0, max: 36_000 }).map((tenths) => tenths * 100_000);
const length = fc.integer({ min: 1, max: 200 }).map((tenths) => tenths * 100_000);
const someWindows = fc.array(fc.tuple(micros, length), { minLength: 1, maxLength: 12 });
const reached = 4_000e6;

describe('following the story', () => {
  test('gives every window alone its three seconds and every quiet stretch at most two and a half', () => {
    const story = known(
      [
        [600e6, 1.5e6],
        [1_500e6, 2e6],
      ],
      2_000e6,
    );
    expect(storySeconds(story, 600e6, 601.5e6)).toBeCloseTo(3, 6);
    expect(storySeconds(story, 601.5e6, 1_500e6)).toBeCloseTo(quietSeconds, 6);
    expect(storySeconds(story, 0, 600e6)).toBeCloseTo(quietSeconds, 6);
  });

  test('never stands still, never goes back, and is continuous: it eases in and out', () => {
    fc.assert(
      fc.property(someWindows, micros, (windows, time) => {
        const story = known(windows, reached);
        expect(storyPace(story, time)).toBeGreaterThan(0);
        const before = storyPace(story, Math.max(0, time - 0.01));
        const after = storyPace(story, time + 0.01);
        const local = Math.max(before, after);
        // A hair further the speed is much the same, boundaries included.
        expect(Math.abs(after - before)).toBeLessThanOrEqual(local * 0.05 + 50);
        expect(advanceStory(story, time, 1 / 60)).toBeGreaterThan(time);
      }),
      { numRuns: 300 },
    );
  });

  test('arrives at the same moment at any frame rate', () => {
    fc.assert(
      fc.property(someWindows, micros, fc.integer({ min: 1, max: 40 }), (windows, from, frames) => {
        const story = known(windows, reached);
        let time = from;
        for (let frame = 0; frame < frames; frame++) time = advanceStory(story, time, 4 / frames);
        const once = advanceStory(story, from, 4);
        expect(Math.abs(time - once)).toBeLessThanOrEqual(2 + once * 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  test('takes at least three seconds for a window, even where several overlap', () => {
    fc.assert(
      fc.property(someWindows, (windows) => {
        const story = known(windows, reached);
        for (const [start, long] of windows) {
          expect(storySeconds(story, start, start + long)).toBeGreaterThan(2.999);
        }
      }),
    );
  });

  test('stops where knowledge stops', () => {
    const story = known([[10e6, 1e6]], 30e6);
    expect(advanceStory(story, 0, 1_000)).toBe(30e6);
  });

  test('shows the first block within thirty seconds of opening, whatever the seed', () => {
    for (let seed = 0; seed < 20; seed++) {
      const history = createHistory();
      for (const answer of answers(syntheticLog({ seed, spacing: 600e6 }), 400)) history.append(answer);
      const found = history.milestones(0, history.reached).find((row) => row.kind === LogKind.blockFound);
      expect(storySeconds(history, 0, found?.time ?? Number.NaN)).toBeLessThan(30);
    }
  });

  test('watches the spread of a block from its find until almost all nodes hold it', () => {
    const history = createHistory();
    for (const answer of answers(syntheticLog({ seed: 5, spacing: 600e6 }), 400)) history.append(answer);
    for (const block of history.blocks.filter((block) => block.miner >= 0)) {
      const window = history.story.windows.find((window) => window.start === block.foundAt);
      const arrivals = history.arrivals('block', block.index);
      expect(window).toBeDefined();
      const held = arrivals.filter(({ time }) => time <= (window?.end ?? 0)).length;
      expect(held).toBeGreaterThanOrEqual(Math.min(arrivals.length, 3));
      expect(storySeconds(history, window?.start ?? 0, window?.end ?? 0)).toBeGreaterThan(2.99);
    }
  });

  test('is found again after a cut', () => {
    const log = syntheticLog({ seed: 9 });
    const history = createHistory();
    for (const answer of answers(log, 400)) history.append(answer);
    const windows = structuredClone(history.story.windows);
    history.truncate(Math.floor(log.rows.length / 2));
    const rest = answers(log, log.rows.length)[0];
    if (rest === undefined) throw new Error('no rows');
    history.append({ ...rest, records: { ...rest.records, reasons: [] } });
    expect(history.story.windows).toEqual(windows);
  });
});

describe('speeds', () => {
  test('are said as one would', () => {
    expect(describePace(600e6)).toEqual({ amount: 10, unit: 'min' });
    expect(describePace(333_333)).toEqual({ amount: 330, unit: 'ms' });
    expect(describePace(1.26e6)).toEqual({ amount: 1.3, unit: 's' });
    expect(describePace(5_400e6)).toEqual({ amount: 1.5, unit: 'h' });
    expect(describePace(0.5)).toEqual({ amount: 0.5, unit: 'µs' });
  });

  test('step to the next notch from wherever the story is', () => {
    expect(changedSpeed({ mode: 'story' }, 1.5e6, 1)).toEqual({ mode: 'fixed', microsPerSecond: 2e6 });
    expect(changedSpeed({ mode: 'story' }, 1.5e6, -1)).toEqual({ mode: 'fixed', microsPerSecond: 1e6 });
    expect(changedSpeed({ mode: 'fixed', microsPerSecond: 1e6 }, 0, 1)).toEqual({
      mode: 'fixed',
      microsPerSecond: 2e6,
    });
    expect(changedSpeed({ mode: 'fixed', microsPerSecond: 3_600e6 }, 0, 1)).toEqual({
      mode: 'fixed',
      microsPerSecond: 3_600e6,
    });
    expect(changedSpeed({ mode: 'fixed', microsPerSecond: 10_000 }, 0, -1)).toEqual({
      mode: 'fixed',
      microsPerSecond: 10_000,
    });
  });
});
