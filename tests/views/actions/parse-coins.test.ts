import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCoins } from '../../../src/views/actions/parse-coins.ts';
import { formatCoins } from '../../../src/views/format/coins.ts';

test('whatever the page writes as an amount, it reads back exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2_100_000_000_000_000n }), (satoshis) => {
      expect(parseCoins(formatCoins(satoshis))).toEqual({ ok: true, satoshis });
    }),
  );
});

describe('what people type', () => {
  test.each([
    ['2', 200_000_000n],
    [' 0.5 ', 50_000_000n],
    ['.5', 50_000_000n],
    ['5.', 500_000_000n],
    ['1,000.25', 100_025_000_000n],
    ['0.00000001', 1n],
    ['0。5', 50_000_000n],
  ])('%s', (text, satoshis) => {
    expect(parseCoins(text)).toEqual({ ok: true, satoshis });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['.', 'not-a-number'],
    ['two', 'not-a-number'],
    ['-1', 'not-a-number'],
    ['1e8', 'not-a-number'],
    ['0', 'not-positive'],
    ['0.000000001', 'too-fine'],
    ['21000000.00000001', 'too-much'],
  ] as const)('%j is refused: %s', (text, why) => {
    expect(parseCoins(text)).toEqual({ ok: false, why });
  });
});
