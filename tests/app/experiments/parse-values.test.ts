import { expect, test } from 'vitest';
import { parseValues } from '../../../src/app/experiments/parse-values.ts';

test('lists, ranges and per cent are read as a reader writes them', () => {
  expect(parseValues('0.1, 0.2,0.3')).toEqual([0.1, 0.2, 0.3]);
  expect(parseValues('1..6')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(parseValues('29 %, 4.5%')).toEqual([0.29, 0.045]);
  expect(parseValues('1，2、3；4')).toEqual([1, 2, 3, 4]);
  expect(parseValues('−1')).toEqual([-1]);
  expect(parseValues('')).toEqual([]);
});

test('what is no number stays as it was written', () => {
  expect(parseValues('abc, 1e3, 0x10, 6..1, 0..999999')).toEqual(['abc', 1000, '0x10', '6..1', '0..999999']);
});
