import { describe, expect, test } from 'vitest';
import { luckOf } from '#app/bench/luck';
import { triesHistogram } from '#app/bench/tries-histogram';

describe('luck', () => {
  test('is the ratio to the expected tries, whichever way', () => {
    expect(luckOf(2300, 1000)).toMatchObject({ kind: 'unlucky', times: 2.3 });
    expect(luckOf(250, 1000)).toMatchObject({ kind: 'lucky', times: 4 });
    expect(luckOf(1000, 1000).kind).toBe('average');
  });

  test('tells how many blocks take longer', () => {
    expect(luckOf(1, 2).longer).toBe(0.5);
    expect(luckOf(3, 4).longer).toBeCloseTo(0.75 ** 3, 12);
    // At a real difficulty 1 − 1/expected is 1 in floating point.
    expect(luckOf(1e20, 1e20).longer).toBeCloseTo(Math.exp(-1), 9);
    expect(luckOf(1, 1).longer).toBe(0);
  });
});

describe('histogram of tries', () => {
  test('counts every block once, and the law adds up to as many', () => {
    const tries = [1, 25, 26, 50, 100, 101, 399, 400, 401, 5000];
    const bins = triesHistogram(tries, 100);
    expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(tries.length);
    expect(bins.reduce((sum, bin) => sum + bin.expected, 0)).toBeCloseTo(tries.length, 9);
    expect(bins.slice(0, 5).map((bin) => bin.count)).toEqual([2, 2, 0, 1, 1]);
    expect(bins.at(-1)).toMatchObject({ count: 2, to: Number.POSITIVE_INFINITY });
  });

  test('expects what the geometric law says, discrete as it is', () => {
    // With one win in eight, a bin holds exactly two tries.
    const bins = triesHistogram(new Array(1000).fill(1), 8);
    expect(bins[0]!.expected).toBeCloseTo(1000 * (1 - (7 / 8) ** 2), 9);
    expect(bins[1]!.expected).toBeCloseTo(1000 * ((7 / 8) ** 2 - (7 / 8) ** 4), 9);
  });
});
