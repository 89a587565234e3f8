import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmount, formatCoins } from '../../../src/views/format/coins.ts';
import {
  formatBytes,
  formatCount,
  formatFeeRate,
  formatPercent,
  formatQuantity,
  formatTimes,
} from '../../../src/views/format/quantity.ts';
import { shortHash } from '../../../src/views/format/short-hash.ts';
import {
  durationOf,
  formatClock,
  formatClockMicros,
  formatUnixTime,
} from '../../../src/views/format/sim-time.ts';

describe('amounts', () => {
  test.each([
    [0n, '0.00'],
    [1n, '0.00000001'],
    [50_000n, '0.0005'],
    [10_000_000n, '0.10'],
    [5_000_000_000n, '50.00'],
    [2_509_094_928n, '25.09094928'],
    [123_456_700_000_000n, '1,234,567.00'],
    [-1_500_000n, '−0.015'],
  ])('%d satoshi', (satoshis, text) => {
    expect(formatCoins(satoshis)).toBe(text);
  });

  test('say the amount exactly, whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }), (satoshis) => {
        const [whole, decimals] = formatCoins(satoshis).replaceAll(',', '').split('.');
        expect(BigInt(whole!) * 100_000_000n + BigInt(decimals!.padEnd(8, '0'))).toBe(satoshis);
      }),
    );
  });

  test('an unknown amount is a dash', () => {
    expect(formatAmount('')).toBe('–');
    expect(formatAmount('100000000')).toBe('1.00');
  });
});

test('hashes are known by their last four digits', () => {
  expect(shortHash('000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f')).toBe('e26f');
});

test('quantities keep three digits', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(formatQuantity(9_999)).toBe('9,999');
  expect(formatQuantity(65_536)).toBe('65.5\u202fk');
  expect(formatQuantity(5_100_000_000)).toBe('5.10\u202fG');
  expect(formatQuantity(Number.POSITIVE_INFINITY)).toBe('–');
  expect(formatPercent(0.034)).toBe('3.4\u202f%');
  expect(formatPercent(0.5)).toBe('50\u202f%');
  expect(formatTimes(0.04)).toBe('×0.04');
  expect(formatTimes(1.35)).toBe('×1.35');
  expect(formatTimes(2)).toBe('×2');
  expect(formatTimes(12.3)).toBe('×12');
  expect(formatBytes(213)).toBe('213\u202fB');
  expect(formatBytes(8_200)).toBe('8.20\u202fkB');
  expect(formatFeeRate(1)).toBe('1');
  expect(formatFeeRate(3.14)).toBe('3.1');
  expect(formatFeeRate(20.4)).toBe('20');
});

test('time is a clock since the start, durations take the unit they read best in', () => {
  expect(formatClock(0)).toBe('0:00');
  expect(formatClock(247e6)).toBe('4:07');
  expect(formatClock(3_753e6)).toBe('1:02:33');
  expect(formatClock(2 * 86_400e6 + 3_600e6)).toBe('2d 01:00:00');
  expect(formatClockMicros(1_000_042)).toBe('0:01.000\u202f042');
  expect(durationOf(412)).toEqual({ unit: 'micros', count: '412' });
  expect(durationOf(83_000)).toEqual({ unit: 'millis', count: '83' });
  expect(durationOf(1_500_000)).toEqual({ unit: 'seconds', count: '1.5' });
  expect(durationOf(600e6)).toEqual({ unit: 'minutes', count: '10' });
  expect(durationOf(7_200e6)).toEqual({ unit: 'hours', count: '2' });
  expect(formatUnixTime(1_231_006_505)).toBe('2009-01-03 18:15:05');
});
