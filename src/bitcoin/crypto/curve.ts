import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { etc, hashes, Point, schnorr, sign } from '@noble/secp256k1';

/* This folder holds the hashes, keys and signatures Bitcoin is made of: bytes in, bytes or verdicts out, no knowledge of
 * transactions. It may import only `encoding`. Signing uses the audited library below; verification, where nothing is
 * secret and time is short, has its own arithmetic in `double-multiply.ts`. */

// The library leaves the choice of hash implementation to its user; signing needs both, synchronously.
hashes.sha256 = nobleSha256;
hashes.hmacSha256 = (key, message) => hmac(nobleSha256, key, message);

/** The curve library with its hash functions in place; import it from here only.
 * @see SEC 2 v2 §2.4.1 */
export { Point, schnorr, sign };

/** Order of the group: private keys are 1 … CURVE_ORDER − 1. */
export const CURVE_ORDER = Point.CURVE().n;

/** The number that big-endian bytes stand for; 0 for none. */
export function bytesToNumber(bytes: Uint8Array): bigint {
  return etc.bytesToNumberBE(bytes);
}

/** 32 big-endian bytes of a number below 2²⁵⁶. */
export function numberToBytes(value: bigint): Uint8Array {
  return etc.numberToBytesBE(value);
}
