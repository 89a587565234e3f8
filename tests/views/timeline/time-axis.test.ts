import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  pan,
  ticksOf,
  timeAt,
  underFlag,
  wholeRange,
  xOf,
  zoom,
} from '../../../src/views/timeline/time-axis.ts';

const minute = 60_000_000;
const time = fc.integer({ min: 0, max: 30 * 24 * 60 * minute });

describe('the whole range', () => {
  test('begins at zero and holds everything seen, with room to spare but not much', () => {
    fc.assert(
      fc.property(time, (seen) => {
        const { from, to } = wholeRange(seen);
        expect(from).toBe(0);
        expect(to).toBeGreaterThanOrEqual(seen);
        expect(to).toBeLessThanOrEqual(Math.max(seen * 1.4, 6 * minute));
      }),
    );
  });

  test('stands still while little more is seen', () => {
    expect(wholeRange(20 * minute)).toEqual(wholeRange(20.4 * minute));
  });
});

test('pixels and times are each other’s inverse', () => {
  fc.assert(
    fc.property(
      time,
      fc.integer({ min: 100, max: 3000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seen, width, share) => {
        const range = wholeRange(seen);
        expect(xOf(range, width, timeAt(range, width, share * width))).toBeCloseTo(share * width, 6);
      },
    ),
  );
});

describe('zooming', () => {
  test('keeps the time under the pointer in its place, unless the end is near', () => {
    const whole = wholeRange(60 * minute);
    const near = zoom(whole, 30 * minute, 4, whole);
    expect(xOf(near, 1000, 30 * minute)).toBeCloseTo(xOf(whole, 1000, 30 * minute), 6);
    expect(near.to - near.from).toBeCloseTo((whole.to - whole.from) / 4, 0);
  });

  test('and moving never leave the whole', () => {
    fc.assert(
      fc.property(
        time,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: -1e12, max: 1e12 }),
        (seen, share, factor, micros) => {
          const whole = wholeRange(seen);
          const zoomed = zoom(whole, share * whole.to, factor, whole);
          for (const range of [zoomed, pan(zoomed, micros, whole)]) {
            expect(range.from).toBeGreaterThanOrEqual(whole.from - 1);
            expect(range.to).toBeLessThanOrEqual(whole.to + 1);
            expect(range.to).toBeGreaterThan(range.from);
          }
        },
      ),
    );
  });
});

test('ticks are round, in order, and never closer than asked', () => {
  fc.assert(
    fc.property(time, fc.integer({ min: 100, max: 3000 }), (seen, width) => {
      const range = wholeRange(seen);
      const ticks = ticksOf(range, width, 90);
      ticks.forEach((tick, index) => {
        expect(tick % 1_000_000).toBe(0);
        if (index > 0)
          expect(xOf(range, width, tick) - xOf(range, width, ticks[index - 1]!)).toBeGreaterThanOrEqual(89);
      });
    }),
  );
});

test('a label gives way to the flag of the playhead, also where the flag is held at an end', () => {
  expect(underFlag(100, 130, 50, 800)).toBe(true);
  expect(underFlag(100, 160, 50, 800)).toBe(false);
  expect(underFlag(60, 0, 50, 800)).toBe(true);
  expect(underFlag(80, 0, 50, 800)).toBe(false);
  expect(underFlag(735, 800, 50, 800)).toBe(true);
});
