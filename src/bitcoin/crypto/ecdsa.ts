import { assert } from '../encoding/assert.ts';
import { bytesToNumber, CURVE_ORDER, sign } from './curve.ts';
import { encodeDerSignature, parseDerSignatureLax } from './der-signature.ts';
import { doubleMultiply, FIELD_PRIME, hasX, invert } from './double-multiply.ts';
import { parsePublicKey } from './public-key.ts';

/** Signs a digest with the nonce of RFC 6979 and s in the lower half, so that equal inputs give equal bytes.
 * @param digest 32 bytes, already hashed
 * @param privateKey 32 bytes, 1 … group order − 1
 * @returns strict DER without a hash type
 * @see RFC 6979; BIP-0062 rule 5 */
export function signEcdsa(digest: Uint8Array, privateKey: Uint8Array): Uint8Array {
  assert(digest.length === 32, 'a digest has 32 bytes');
  const compact = sign(digest, privateKey, { prehash: false, lowS: true, extraEntropy: false });
  return encodeDerSignature({
    r: bytesToNumber(compact.subarray(0, 32)),
    s: bytesToNumber(compact.subarray(32)),
  });
}

/** Whether a signature is right, by the rules of consensus: lax DER, either half for s, hybrid keys allowed.
 * Stricter forms (DERSIG, LOW_S, STRICTENC) are the script interpreter's business.
 * @param derSignature without the hash type byte
 * @see Bitcoin Core `CPubKey::Verify`, src/pubkey.cpp */
export function verifyEcdsa(derSignature: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): boolean {
  assert(digest.length === 32, 'a digest has 32 bytes');
  const key = parsePublicKey(publicKey);
  const signature = parseDerSignatureLax(derSignature);
  if (key === undefined || signature === undefined) return false;
  const { r, s } = signature;
  if (r === 0n || s === 0n) return false;
  const inverse = invert(s, CURVE_ORDER);
  const u1 = (bytesToNumber(digest) * inverse) % CURVE_ORDER;
  const u2 = (r * inverse) % CURVE_ORDER;
  const point = doubleMultiply(u1, u2, key);
  // r is an x coordinate modulo the group order, which is a little smaller than the field.
  return hasX(point, r) || (r + CURVE_ORDER < FIELD_PRIME && hasX(point, r + CURVE_ORDER));
}
