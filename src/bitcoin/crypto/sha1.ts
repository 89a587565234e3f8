import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';

/** SHA-1 of `bytes`, 20 bytes; only for OP_SHA1, collisions are known.
 * @see FIPS 180-4 */
export function sha1(bytes: Uint8Array): Uint8Array {
  return nobleSha1(bytes);
}
