import { expect, test } from 'vitest';
import { meanOf, proportion, ratioOf, relativeDeviationOf, scaled } from '#experiments/theory/intervals';

test('Wilson: nothing seen in ten trials leaves room up to 28 %', () => {
  const none = proportion(0, 10);
  expect(none.value).toBe(0);
  expect(none.low).toBe(0);
  expect(none.high).toBeCloseTo(0.2775, 4);
  const half = proportion(50, 100);
  expect([half.low, half.high]).toEqual([expect.closeTo(0.4038, 4), expect.closeTo(0.5962, 4)]);
  expect(half.low99).toBeLessThan(half.low);
  expect(proportion(0, 0)).toMatchObject({ low: 0, high: 1 });
});

test('a mean of few values has the wider interval of Student', () => {
  // 1 … 5: mean 3, deviation √2.5, t(4) = 2.776.
  const { value, low, high } = meanOf(15, 55, 5);
  expect(value).toBe(3);
  expect(high - value).toBeCloseTo(2.776 * Math.sqrt(2.5 / 5), 1);
  expect(value - low).toBeCloseTo(high - value, 12);
  expect(meanOf(3, 9, 1).high).toBe(Number.POSITIVE_INFINITY);
});

test('a ratio of sums that always agree is exact', () => {
  const sums = { top: 30, bottom: 60, topSquares: 300, bottomSquares: 1200, products: 600, trials: 3 };
  expect(ratioOf(sums)).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
});

test('scatter over mean, and units', () => {
  const deviation = relativeDeviationOf(15, 55, 5);
  expect(deviation.value).toBeCloseTo(Math.sqrt(2.5) / 3, 12);
  expect(scaled(deviation, 2).value).toBeCloseTo((2 * Math.sqrt(2.5)) / 3, 12);
});
