import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetParams } from '#bitcoin/consensus/params';
import { decodeBase58check, encodeBase58check } from '#bitcoin/encoding/base58check';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { regtestNetwork } from '#bitcoin/keys/address-networks';
import {
  decodeExtendedKey,
  deriveChild,
  derivePath,
  encodeExtendedKey,
  masterKeyOf,
  neuter,
} from '#bitcoin/keys/bip32';

const master = masterKeyOf(hexToBytes('000102030405060708090a0b0c0d0e0f'));
const xprv =
  'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi';
const xpub =
  'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8';

test("BIP-0032's first example", () => {
  expect(encodeExtendedKey(master, mainnetParams)).toBe(xprv);
  expect(encodeExtendedKey(neuter(master), mainnetParams)).toBe(xpub);
});

test('the public parent gives the public keys of the private children', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (number) => {
      expect(deriveChild(neuter(master), number)).toEqual(neuter(deriveChild(master, number)));
    }),
    { numRuns: 10 },
  );
});

test('a path is its steps, and h means the same as an apostrophe', () => {
  const byHand = deriveChild(deriveChild(deriveChild(master, 0x80000054), 0), 7);
  expect(derivePath(master, "m/84'/0/7")).toEqual(byHand);
  expect(derivePath(master, 'm/84h/0/7')).toEqual(byHand);
  expect(derivePath(master, 'm')).toEqual(master);
  expect(() => derivePath(neuter(master), "m/0'")).toThrow(RangeError);
});

test.each([
  ['', 0],
  ['x/0', 0],
  ['m/', 2],
  ['m/0//1', 4],
  ['m/2147483648', 2],
  ["m/1/a'", 4],
])('the path %j is refused at %i', (path, offset) => {
  expect(() => derivePath(master, path)).toThrow(expect.objectContaining({ offset }));
});

test('texts survive on every network', () => {
  for (const params of [mainnetParams, regtestNetwork])
    for (const key of [master, neuter(master), derivePath(master, "m/1'/2")])
      expect(decodeExtendedKey(encodeExtendedKey(key, params), params)).toEqual({
        ok: true,
        key,
        network: params.name,
      });
});

describe('what is no extended key is refused by reason:', () => {
  const payloadOf = (text: string, at: number, ...bytes: readonly number[]) => {
    const payload = decodeBase58check(text);
    payload.set(bytes, at);
    return encodeBase58check(payload);
  };
  const order = hexToBytes('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
  test.each([
    ['a typing error', xprv.replace('9s21', '9s22'), 'bip32-checksum'],
    ['a foreign character', `${xprv}0`, 'bip32-character'],
    ['nothing', '', 'bip32-length'],
    ['an address', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'bip32-length'],
    ['an unknown version', payloadOf(xprv, 0, 1), 'bip32-version'],
    ['a master key with a parent', payloadOf(xprv, 5, 1), 'bip32-master'],
    ['a master key with a number', payloadOf(xpub, 12, 1), 'bip32-master'],
    ['a private key without its zero byte', payloadOf(xprv, 45, 2), 'bip32-key'],
    ['the private key zero', payloadOf(xprv, 46, ...new Uint8Array(32)), 'bip32-key'],
    ['the group order as private key', payloadOf(xprv, 46, ...order), 'bip32-key'],
    ['a public key that begins with 04', payloadOf(xpub, 45, 4), 'bip32-key'],
    ['a public key off the curve', payloadOf(xpub, 46, ...new Uint8Array(31), 7), 'bip32-key'],
  ])('%s', (_what, text, reason) => {
    expect(decodeExtendedKey(text)).toMatchObject({ ok: false, reason });
  });
  test('noise, with or without a right checksum', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(decodeExtendedKey(text).ok).toBe(false)));
    const head = decodeBase58check(xpub).slice(0, 4);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        const decoded = decodeExtendedKey(encodeBase58check(Uint8Array.of(...head, ...bytes)));
        if (decoded.ok) expect(bytes.length).toBe(74);
      }),
    );
  });

  test('one of another network', () => {
    expect(decodeExtendedKey(xprv, regtestNetwork)).toMatchObject({ ok: false, reason: 'bip32-version' });
  });
});

test('a path error is a DecodeError', () => {
  expect(() => derivePath(master, 'n')).toThrow(DecodeError);
});
