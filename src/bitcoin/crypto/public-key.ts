import { bytesToNumber, CURVE_ORDER, Point } from './curve.ts';
import { type AffinePoint, FIELD_PRIME, squareRoot } from './double-multiply.ts';

/** Whether these 32 bytes are a private key: a number from 1 to the group order less 1. */
export function isValidPrivateKey(privateKey: Uint8Array): boolean {
  if (privateKey.length !== 32) return false;
  const value = bytesToNumber(privateKey);
  return value > 0n && value < CURVE_ORDER;
}

/** The public key of a private key.
 * @param compressed 33 bytes (default) or 65
 * @throws {RangeError} when the private key is out of range */
export function publicKeyOf(privateKey: Uint8Array, compressed = true): Uint8Array {
  if (!isValidPrivateKey(privateKey)) throw new RangeError('a private key is 1 … n − 1 in 32 bytes');
  return Point.BASE.multiply(bytesToNumber(privateKey)).toBytes(compressed);
}

/** The x coordinate that stands for a private key's public key in taproot, 32 bytes.
 * @see BIP-0340 */
export function xOnlyPublicKeyOf(privateKey: Uint8Array): Uint8Array {
  return publicKeyOf(privateKey).slice(1);
}

/** Whether the length fits the first byte: 33 for 02 and 03, 65 for 04, 06 and 07. The curve is not consulted.
 * @see Bitcoin Core `CPubKey::ValidSize` */
export function hasPublicKeySize(bytes: Uint8Array): boolean {
  const first = bytes[0];
  if (first === 2 || first === 3) return bytes.length === 33;
  return (first === 4 || first === 6 || first === 7) && bytes.length === 65;
}

/** Whether the bytes are a point of the curve in any form Bitcoin accepts, hybrid ones included. */
export function isValidPublicKey(bytes: Uint8Array): boolean {
  return parsePublicKey(bytes) !== undefined;
}

/** Whether 32 bytes are the x coordinate of a point.
 * @see BIP-0340 `lift_x` */
export function isValidXOnlyPublicKey(bytes: Uint8Array): boolean {
  return bytes.length === 32 && liftX(bytes) !== undefined;
}

/** The point that a public key stands for, or undefined when it is none.
 * @see Bitcoin Core `secp256k1_ec_pubkey_parse` */
export function parsePublicKey(bytes: Uint8Array): AffinePoint | undefined {
  if (!hasPublicKeySize(bytes)) return undefined;
  const first = bytes[0]!;
  if (first <= 3) {
    const even = liftX(bytes.subarray(1));
    return even === undefined || first === 2 ? even : { x: even.x, y: FIELD_PRIME - even.y };
  }
  // Hybrid keys of OpenSSL: both coordinates, and the parity of y once more in the first byte.
  if (first !== 4 && (first & 1) !== (bytes[64]! & 1)) return undefined;
  const x = bytesToNumber(bytes.subarray(1, 33));
  const y = bytesToNumber(bytes.subarray(33));
  if (x >= FIELD_PRIME || y >= FIELD_PRIME) return undefined;
  return (y * y - x * x * x - 7n) % FIELD_PRIME === 0n ? { x, y } : undefined;
}

/** The point with this x coordinate and an even y, or undefined when there is none.
 * @param bytes 32 bytes
 * @see BIP-0340 `lift_x` */
export function liftX(bytes: Uint8Array): AffinePoint | undefined {
  const x = bytesToNumber(bytes);
  if (x >= FIELD_PRIME) return undefined;
  const y = squareRoot((x * x * x + 7n) % FIELD_PRIME);
  if (y === undefined) return undefined;
  return { x, y: (y & 1n) === 0n ? y : FIELD_PRIME - y };
}
