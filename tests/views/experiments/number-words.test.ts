import { expect, test } from 'vitest';
import { formatFigure, formatShare } from '../../../src/views/experiments/number-words.ts';

test('shares are told with the digits that say something', () => {
  expect(formatShare(0)).toBe('0\u202f%');
  expect(formatShare(1)).toBe('100\u202f%');
  expect(formatShare(0.1773)).toBe('17.7\u202f%');
  expect(formatShare(0.0456)).toBe('4.6\u202f%');
  expect(formatShare(0.000243)).toBe('0.024\u202f%');
  expect(formatShare(1.2e-8)).toBe('1.2\u202f×\u202f10⁻⁶\u202f%');
});

test('figures have three digits', () => {
  expect(formatFigure(19.27)).toBe('19.3');
  expect(formatFigure(1234.5)).toBe('1,235');
  expect(formatFigure(Number.NaN)).toBe('–');
});
