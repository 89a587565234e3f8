import { concatBytes } from '../encoding/concat-bytes.ts';
import { BoundedCache } from './bounded-cache.ts';
import { contentKey } from './content-key.ts';
import { verifyEcdsa } from './ecdsa.ts';
import { verifySchnorr } from './schnorr.ts';

/** Verdicts by everything they depend on: scheme, key, digest, signature. Shared by the whole page, so that a
 * thousand nodes pay for one verification. Remembering changes no result, only its cost. An entry is about 100 bytes. */
const verdicts = new BoundedCache<boolean>(1 << 15);

/** `verifyEcdsa`, remembered by content. */
export function verifyEcdsaCached(
  derSignature: Uint8Array,
  publicKey: Uint8Array,
  digest: Uint8Array,
): boolean {
  return remembered('e', derSignature, publicKey, digest, verifyEcdsa);
}

/** `verifySchnorr`, remembered by content. */
export function verifySchnorrCached(
  signature: Uint8Array,
  publicKey: Uint8Array,
  digest: Uint8Array,
): boolean {
  return remembered('s', signature, publicKey, digest, verifySchnorr);
}

/** Forgets every verdict; for measurements and tests. */
export function clearSignatureCache(): void {
  verdicts.clear();
}

/** Number of verdicts remembered. */
export function signatureCacheSize(): number {
  return verdicts.size;
}

function remembered(
  scheme: 'e' | 's',
  signature: Uint8Array,
  publicKey: Uint8Array,
  digest: Uint8Array,
  verify: (signature: Uint8Array, publicKey: Uint8Array, digest: Uint8Array) => boolean,
): boolean {
  const key = keyOf(scheme, signature, publicKey, digest);
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = verify(signature, publicKey, digest);
  verdicts.set(key, verdict);
  return verdict;
}

/** The digest has a fixed length and the key's length is spelled out: no two triples share a key. */
function keyOf(scheme: 'e' | 's', signature: Uint8Array, publicKey: Uint8Array, digest: Uint8Array): string {
  const head = Uint8Array.of(scheme === 'e' ? 0 : 1, publicKey.length);
  return contentKey(concatBytes(head, digest, publicKey, signature));
}
