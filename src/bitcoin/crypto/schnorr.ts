import { bytesToNumber, CURVE_ORDER, schnorr } from './curve.ts';
import { doubleMultiply, FIELD_PRIME, toAffine } from './double-multiply.ts';
import { liftX } from './public-key.ts';
import { taggedHash } from './tagged-hash.ts';

const noAuxiliaryRandomness = new Uint8Array(32);

/** Signs a message for taproot.
 * @param message 32 bytes in Bitcoin, any length in the standard
 * @param privateKey 32 bytes
 * @param auxiliaryRandomness 32 bytes; zeros unless given, so that equal inputs give equal bytes
 * @returns 64 bytes without a hash type
 * @see BIP-0340 */
export function signSchnorr(
  message: Uint8Array,
  privateKey: Uint8Array,
  auxiliaryRandomness: Uint8Array = noAuxiliaryRandomness,
): Uint8Array {
  return schnorr.sign(message, privateKey, auxiliaryRandomness);
}

/** Whether a 64-byte signature is right for a 32-byte x-only key: s·G = R + e·P, with R's y even.
 * @param message 32 bytes in Bitcoin, any length in the standard
 * @see BIP-0340, "Verification" */
export function verifySchnorr(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const key = liftX(publicKey);
  const r = bytesToNumber(signature.subarray(0, 32));
  const s = bytesToNumber(signature.subarray(32));
  if (key === undefined || r >= FIELD_PRIME || s >= CURVE_ORDER) return false;
  const challenge = taggedHash('BIP0340/challenge', signature.subarray(0, 32), publicKey, message);
  const e = bytesToNumber(challenge) % CURVE_ORDER;
  const point = toAffine(doubleMultiply(s, e === 0n ? 0n : CURVE_ORDER - e, key));
  return point !== undefined && (point.y & 1n) === 0n && point.x === r;
}
