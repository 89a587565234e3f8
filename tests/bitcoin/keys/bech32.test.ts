import { bech32, bech32m } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bech32Alphabet, decodeBech32, encodeBech32, regroupBits } from '#bitcoin/encoding/bech32';

const words = fc.array(fc.nat(31), { maxLength: 70 });
const variant = fc.constantFrom('bech32' as const, 'bech32m' as const);

test('any words survive under either constant, in both cases, and read the same elsewhere', () => {
  fc.assert(
    fc.property(words, variant, fc.constantFrom('bc', 'tb', 'bcrt', 'a1b'), (list, kind, prefix) => {
      const text = encodeBech32({ prefix, words: list, variant: kind });
      expect(decodeBech32(text)).toEqual({ ok: true, prefix, words: list, variant: kind });
      expect(decodeBech32(text.toUpperCase())).toEqual({ ok: true, prefix, words: list, variant: kind });
      expect((kind === 'bech32' ? bech32 : bech32m).decode(text as `${string}1${string}`)).toEqual({
        prefix,
        words: list,
      });
    }),
  );
});

test('one wrong character, or two, are found where they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(31), { minLength: 1, maxLength: 60 }),
      variant,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 31 })), { minLength: 1, maxLength: 2 }),
      (list, kind, errors) => {
        const text = encodeBech32({ prefix: 'bc', words: list, variant: kind });
        const letters = Array.from(text);
        const places = new Set<number>();
        for (const [where, change] of errors) {
          const at = 3 + (where % (text.length - 3));
          if (places.has(at)) continue;
          places.add(at);
          letters[at] = bech32Alphabet[bech32Alphabet.indexOf(letters[at]!) ^ change]!;
        }
        const decoded = decodeBech32(letters.join(''));
        // Few changes can turn one constant's codeword into nearly the other's; then that one is explained instead.
        if (decoded.ok) return;
        expect(decoded.problem).toBe('checksum');
        expect(decoded.positions.length).toBeLessThanOrEqual(places.size);
        if (decoded.positions.length === places.size)
          expect(decoded.positions).toEqual([...places].sort((a, b) => a - b));
      },
    ),
    { numRuns: 60 },
  );
});

describe('a text is refused, and where:', () => {
  const valid = encodeBech32({ prefix: 'bc', words: [1, 2, 3], variant: 'bech32' });
  test.each([
    ['mixed case', `B${valid.slice(1)}`, 'mixed-case', [1]],
    ['a character that is no digit', `${valid.slice(0, 4)}b${valid.slice(5)}`, 'character', [4]],
    ['a control character', `bc\n${valid}`, 'character', [2]],
    ['a character outside ASCII', `${valid}ÿ`, 'character', [valid.length]],
    ['no separator', 'qqqqqq', 'separator', []],
    ['an empty prefix', '1qqqqqq', 'separator', [0]],
    ['too little after the separator', 'bc1qqqqq', 'length', []],
    ['more than 90 characters', `bc1${'q'.repeat(88)}`, 'length', [90]],
  ])('%s', (_what, text, problem, positions) => {
    expect(decodeBech32(text)).toMatchObject({ ok: false, problem, positions });
  });

  test('noise', () => {
    fc.assert(fc.property(fc.string({ maxLength: 100 }), (text) => void decodeBech32(text)));
  });
});

test('bytes regrouped into fives and back are the same, and padding must be zero', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const fives = regroupBits(bytes, 8, 5)!;
      expect(fives).toEqual(bech32.toWords(bytes));
      expect(regroupBits(fives, 5, 8)).toEqual(Array.from(bytes));
    }),
  );
  expect(regroupBits([31, 31], 5, 8)).toBeUndefined();
  expect(regroupBits([31, 28, 0], 5, 8)).toBeUndefined();
  expect(regroupBits([31, 28], 5, 8)).toEqual([255]);
});
