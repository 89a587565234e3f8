import * as noble from '@noble/secp256k1';
import * as btc from '@scure/btc-signer/utils.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURVE_ORDER, numberToBytes } from '#bitcoin/crypto/curve';
import { xOnlyPublicKeyOf } from '#bitcoin/crypto/public-key';
import { signSchnorr, verifySchnorr } from '#bitcoin/crypto/schnorr';
import { sha256 } from '#bitcoin/crypto/sha256';
import { taggedHash, tagPrefix } from '#bitcoin/crypto/tagged-hash';
import { checkTaprootTweak, tweakPrivateKey, tweakPublicKey } from '#bitcoin/crypto/taproot-key';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { arbitraryPrivateKey, bytesOf, bytesUpTo } from '../arbitrary-transaction.ts';

const few = { numRuns: 12 };

test('signatures are those of other software, and verify', () => {
  fc.assert(
    fc.property(bytesUpTo(80), arbitraryPrivateKey, bytesOf(32), (message, secret, randomness) => {
      const publicKey = xOnlyPublicKeyOf(secret);
      expect(publicKey).toEqual(btc.pubSchnorr(secret));
      const signature = signSchnorr(message, secret, randomness);
      expect(signature).toEqual(btc.signSchnorr(message, secret, randomness));
      expect(verifySchnorr(signature, publicKey, message)).toBe(true);
    }),
    few,
  );
});

test('without randomness equal inputs give equal bytes', () => {
  const secret = new Uint8Array(32).fill(9);
  const message = sha256(secret);
  expect(signSchnorr(message, secret)).toEqual(signSchnorr(message, secret, new Uint8Array(32)));
});

test('damage anywhere is noticed, as other software notices it', () => {
  fc.assert(
    fc.property(arbitraryPrivateKey, fc.nat(63), fc.integer({ min: 1, max: 255 }), (secret, at, mask) => {
      const message = sha256(secret);
      const publicKey = xOnlyPublicKeyOf(secret);
      const signature = signSchnorr(message, secret);
      signature[at]! ^= mask;
      expect(verifySchnorr(signature, publicKey, message)).toBe(false);
      expect(noble.schnorr.verify(signature, message, publicKey)).toBe(false);
    }),
    few,
  );
});

test('any bytes at all give an answer', () => {
  fc.assert(
    fc.property(bytesUpTo(70), bytesUpTo(40), bytesUpTo(40), (signature, publicKey, message) => {
      expect(verifySchnorr(signature, publicKey, message)).toBe(false);
    }),
  );
  const key = xOnlyPublicKeyOf(new Uint8Array(32).fill(1));
  expect(verifySchnorr(new Uint8Array(64), key, key)).toBe(false);
  const tooLarge = concatBytes(key, numberToBytes(CURVE_ORDER));
  expect(verifySchnorr(tooLarge, key, key)).toBe(false);
});

test('a tagged hash is SHA-256 behind two hashes of its tag', () => {
  fc.assert(
    fc.property(fc.constantFrom('TapLeaf', 'TapBranch', 'x'), bytesUpTo(99), bytesUpTo(9), (tag, a, b) => {
      expect(taggedHash(tag, a, b)).toEqual(sha256(concatBytes(tagPrefix(tag), a, b)));
      expect(taggedHash(tag, a, b)).toEqual(btc.tagSchnorr(tag, a, b));
    }),
  );
});

test('tweaked keys are those of other software and belong together', () => {
  const root = fc.oneof(bytesOf(32), fc.constant(new Uint8Array(0)));
  fc.assert(
    fc.property(arbitraryPrivateKey, root, (secret, merkleRoot) => {
      const internal = xOnlyPublicKeyOf(secret);
      const { key, parity } = tweakPublicKey(internal, merkleRoot)!;
      expect([key, parity]).toEqual(btc.taprootTweakPubkey(internal, merkleRoot));
      const tweaked = tweakPrivateKey(secret, merkleRoot);
      expect(tweaked).toEqual(btc.taprootTweakPrivKey(secret, merkleRoot));
      expect(xOnlyPublicKeyOf(tweaked)).toEqual(key);
      expect(checkTaprootTweak(key, internal, merkleRoot, parity)).toBe(true);
      expect(checkTaprootTweak(key, internal, merkleRoot, 1 - parity)).toBe(false);
      expect(checkTaprootTweak(key, internal, sha256(merkleRoot), parity)).toBe(false);
    }),
    few,
  );
});

test('an internal key that is no point has no output key', () => {
  const noPoint = hexToBytes('ff'.repeat(32));
  expect(tweakPublicKey(noPoint)).toBeUndefined();
  expect(checkTaprootTweak(noPoint, noPoint, new Uint8Array(0), 0)).toBe(false);
});
