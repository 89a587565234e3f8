import * as noble from '@noble/secp256k1';
import * as btc from '@scure/btc-signer/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CURVE_ORDER } from '#bitcoin/crypto/curve';
import { encodeDerSignature, hasLowS, parseDerSignatureLax } from '#bitcoin/crypto/der-signature';
import { signEcdsa, verifyEcdsa } from '#bitcoin/crypto/ecdsa';
import {
  isValidPrivateKey,
  isValidPublicKey,
  isValidXOnlyPublicKey,
  parsePublicKey,
  publicKeyOf,
} from '#bitcoin/crypto/public-key';
import { clearSignatureCache, signatureCacheSize, verifyEcdsaCached } from '#bitcoin/crypto/signature-cache';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { isStrictDerSignature } from '#bitcoin/script/signature-encoding';
import { arbitraryPrivateKey, bytesOf, bytesUpTo } from '../arbitrary-transaction.ts';

const few = { numRuns: 15 };
const key = hexToBytes('00000000000000000000000000000000000000000000000000000000000000c0');
const digest = hexToBytes('5d'.repeat(32));
const signature = signEcdsa(digest, key);

describe('signing', () => {
  test('gives the bytes that other software gives', () => {
    fc.assert(
      fc.property(bytesOf(32), arbitraryPrivateKey, (message, secret) => {
        const der = signEcdsa(message, secret);
        expect(bytesToHex(der)).toBe(bytesToHex(btc.signECDSA(message, secret, false)));
        expect(isStrictDerSignature(concatBytes(der, Uint8Array.of(1)))).toBe(true);
        expect(hasLowS(der)).toBe(true);
        expect(verifyEcdsa(der, publicKeyOf(secret), message)).toBe(true);
        expect(verifyEcdsa(der, publicKeyOf(secret, false), message)).toBe(true);
      }),
      few,
    );
  });

  test('keys are those of other software', () => {
    fc.assert(
      fc.property(arbitraryPrivateKey, fc.boolean(), (secret, compressed) => {
        expect(publicKeyOf(secret, compressed)).toEqual(noble.getPublicKey(secret, compressed));
      }),
      few,
    );
  });
});

describe('verification', () => {
  test('agrees with other software on random and on damaged signatures', () => {
    const damage = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(bytesOf(32), arbitraryPrivateKey, damage, (message, secret, [at, mask]) => {
        const compact = noble.sign(message, secret, { prehash: false });
        compact[at % 64]! ^= mask;
        const number = (bytes: Uint8Array) => BigInt(`0x${bytesToHex(bytes)}`);
        const [r, s] = [number(compact.subarray(0, 32)), number(compact.subarray(32))];
        if (r >= CURVE_ORDER || s >= CURVE_ORDER) return;
        const publicKey = publicKeyOf(secret);
        const theirs = noble.verify(compact, message, publicKey, { prehash: false, lowS: false });
        expect(verifyEcdsa(encodeDerSignature({ r, s }), publicKey, message)).toBe(theirs);
      }),
      few,
    );
  });

  test('a signature is for one digest, one key and one pair of numbers only', () => {
    const publicKey = publicKeyOf(key);
    expect(verifyEcdsa(signature, publicKey, digest)).toBe(true);
    for (let i = 0; i < digest.length; i += 7) {
      expect(verifyEcdsa(signature, publicKey, flipped(digest, i))).toBe(false);
    }
    // Bytes 0 and 1 are not read for their value: lax parsing ignores the outer length.
    for (let i = 4; i < signature.length; i += 9) {
      expect(verifyEcdsa(flipped(signature, i), publicKey, digest)).toBe(false);
    }
    for (let i = 0; i < publicKey.length; i += 5) {
      expect(verifyEcdsa(signature, flipped(publicKey, i), digest)).toBe(false);
    }
  });

  test('consensus takes either half for s; policy can tell them apart', () => {
    const { r, s } = parseDerSignatureLax(signature)!;
    const twin = encodeDerSignature({ r, s: CURVE_ORDER - s });
    expect(verifyEcdsa(twin, publicKeyOf(key), digest)).toBe(true);
    expect(hasLowS(signature)).toBe(true);
    expect(hasLowS(twin)).toBe(false);
  });

  test('zero and too large numbers never verify', () => {
    const publicKey = publicKeyOf(key);
    const { r, s } = parseDerSignatureLax(signature)!;
    for (const bad of [
      { r: 0n, s },
      { r, s: 0n },
      { r: CURVE_ORDER, s },
      { r, s: CURVE_ORDER },
      { r: r + CURVE_ORDER < 1n << 256n ? r + CURVE_ORDER : CURVE_ORDER, s },
    ]) {
      expect(verifyEcdsa(encodeDerSignature(bad), publicKey, digest)).toBe(false);
    }
  });

  test('any bytes at all give an answer', () => {
    fc.assert(
      fc.property(bytesUpTo(80), bytesUpTo(70), bytesOf(32), (sig, publicKey, message) => {
        expect(verifyEcdsa(sig, publicKey, message)).toBe(false);
      }),
    );
  });
});

describe('lax DER', () => {
  const { r, s } = parseDerSignatureLax(signature)!;
  const parsed = { r, s };
  const body = signature.subarray(2);

  test.each([
    ['a wrong outer length', concatBytes(Uint8Array.of(0x30, 0x01), body)],
    ['an outer length in several bytes', concatBytes(Uint8Array.of(0x30, 0x83, 9, 9, 9), body)],
    ['an indefinite outer length', concatBytes(Uint8Array.of(0x30, 0x80), body)],
    ['garbage behind', concatBytes(signature, Uint8Array.of(1, 2, 3))],
    [
      'an inner length with zeros',
      concatBytes(Uint8Array.of(0x30, 0x46, 0x02, 0x82, 0x00, body[1]!), body.subarray(2)),
    ],
    ['leading zeros', concatBytes(Uint8Array.of(0x30, 0x48, 0x02, body[1]! + 2, 0, 0), body.subarray(2))],
  ])('%s is tolerated', (_, bytes) => {
    expect(parseDerSignatureLax(bytes)).toEqual(parsed);
  });

  test.each([
    ['nothing', ''],
    ['another tag', '31'],
    ['no length', '30'],
    ['an outer length beyond the end', '3085'],
    ['no integer', '300603'],
    ['an integer without length', '300602'],
    ['an integer longer than the rest', '30060202ff'],
    ['a length of four bytes', `3020028401000001${'00'.repeat(20)}`],
    ['only one integer', '3006020101'],
  ])('%s is not', (_, hex) => {
    expect(parseDerSignatureLax(hexToBytes(hex))).toBeUndefined();
  });

  test('a number of more than 256 bits makes the whole signature zero', () => {
    const huge = hexToBytes(`3027022101${'00'.repeat(32)}020101`);
    expect(parseDerSignatureLax(huge)).toEqual({ r: 0n, s: 0n });
  });

  test('strict encoding and lax parsing agree on honest signatures', () => {
    const number = bytesOf(32).map((bytes) => BigInt(`0x${bytesToHex(bytes)}`) % CURVE_ORDER);
    fc.assert(
      fc.property(number, number, (r1, s1) => {
        expect(parseDerSignatureLax(encodeDerSignature({ r: r1, s: s1 }))).toEqual({ r: r1, s: s1 });
      }),
    );
  });
});

describe('public keys', () => {
  test('hybrid keys count when the first byte repeats the parity', () => {
    const plain = publicKeyOf(key, false);
    const odd = plain[64]! & 1;
    const hybrid = plain.slice();
    hybrid[0] = 6 + odd;
    expect(parsePublicKey(hybrid)).toEqual(parsePublicKey(plain));
    expect(verifyEcdsa(signature, hybrid, digest)).toBe(true);
    hybrid[0] = 7 - odd;
    expect(isValidPublicKey(hybrid)).toBe(false);
    expect(verifyEcdsa(signature, hybrid, digest)).toBe(false);
  });

  test('only points of the curve are keys', () => {
    fc.assert(
      fc.property(bytesOf(32), fc.constantFrom(2, 3), (x, prefix) => {
        const bytes = concatBytes(Uint8Array.of(prefix), x);
        expect(isValidPublicKey(bytes)).toBe(noble.utils.isValidPublicKey(bytes));
        expect(isValidXOnlyPublicKey(x)).toBe(isValidPublicKey(bytes));
      }),
      few,
    );
    const fieldPrime = hexToBytes(`02${'f'.repeat(55)}efffffc2f`);
    expect(isValidPublicKey(fieldPrime)).toBe(false);
    expect(isValidPublicKey(new Uint8Array(0))).toBe(false);
    expect(isValidPublicKey(publicKeyOf(key).subarray(1))).toBe(false);
  });

  test('private keys are 1 to the group order less 1', () => {
    const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
    expect(isValidPrivateKey(new Uint8Array(32))).toBe(false);
    expect(isValidPrivateKey(hexToBytes(order))).toBe(false);
    expect(isValidPrivateKey(hexToBytes(order.replace(/41$/, '40')))).toBe(true);
    expect(isValidPrivateKey(new Uint8Array(31).fill(1))).toBe(false);
    expect(() => publicKeyOf(new Uint8Array(32))).toThrow(RangeError);
  });
});

test('the signature cache answers as verification does and keeps one entry a question', () => {
  clearSignatureCache();
  const publicKey = publicKeyOf(key);
  for (let i = 0; i < 2; i++) {
    expect(verifyEcdsaCached(signature, publicKey, digest)).toBe(true);
    expect(verifyEcdsaCached(signature, publicKey, flipped(digest, 0))).toBe(false);
    expect(verifyEcdsaCached(signature, flipped(publicKey, 1), digest)).toBe(false);
  }
  expect(signatureCacheSize()).toBe(3);
});

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at]! ^= 0x01;
  return copy;
}
