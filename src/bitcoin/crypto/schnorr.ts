import { schnorr } from './curve.ts';

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

/** Whether a 64-byte signature is right for a 32-byte x-only key.
 * @see BIP-0340 */
export function verifySchnorr(signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return schnorr.verify(signature, message, publicKey);
}
