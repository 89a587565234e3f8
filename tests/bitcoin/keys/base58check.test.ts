import { base58 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base58Alphabet, decodeBase58, encodeBase58 } from '#bitcoin/encoding/base58';
import { decodeBase58check, encodeBase58check, splitBase58check } from '#bitcoin/encoding/base58check';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';

test('leading zero bytes are leading ones, and nothing is nothing', () => {
  expect(encodeBase58(Uint8Array.of(0, 0, 58))).toBe('1121');
  expect(encodeBase58(new Uint8Array(0))).toBe('');
  expect(decodeBase58('1121')).toEqual(Uint8Array.of(0, 0, 58));
});

test('any bytes survive, and read the same elsewhere', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(decodeBase58(encodeBase58(bytes))).toEqual(bytes);
      expect(base58.decode(encodeBase58(bytes))).toEqual(bytes);
      expect(decodeBase58check(encodeBase58check(bytes))).toEqual(bytes);
    }),
  );
});

describe('a text is refused at the right place:', () => {
  test.each([
    ['a digit that looks like another', '1Il', 1],
    ['a space', '12 3', 2],
    ['a letter of another alphabet', '12é', 2],
    ['endless text', '1'.repeat(5000), 5000],
  ])('%s', (_what, text, offset) => {
    expect(() => decodeBase58(text)).toThrow(expect.objectContaining({ name: 'DecodeError', offset }));
  });

  test('too short for a checksum', () => {
    expect(() => decodeBase58check('21')).toThrow(/too short/);
    expect(() => decodeBase58check('')).toThrow(DecodeError);
  });
});

test('one wrong character breaks the checksum, and both checksums can be shown', () => {
  // The address of the genesis block's key.
  const text = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa';
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...base58Alphabet), (at, digit) => {
      fc.pre(text[at] !== digit);
      const wrong = text.slice(0, at) + digit + text.slice(at + 1);
      expect(() => decodeBase58check(wrong)).toThrow(DecodeError);
    }),
  );
  expect(splitBase58check(text)).toEqual({
    payload: hexToBytes('0062e907b15cbf27d5425399ebf6f0fb50ebb88f18'),
    checksum: hexToBytes('c29b7d93'),
    expected: hexToBytes('c29b7d93'),
  });
});
