import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';

/** SHA-256 of `bytes`, 32 bytes.
 * @see FIPS 180-4 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** SHA-256 applied twice: Bitcoin's hash for blocks, transactions, signatures and checksums.
 * @returns 32 bytes in internal order; displayed hashes are this reversed */
export function sha256d(bytes: Uint8Array): Uint8Array {
  return nobleSha256(nobleSha256(bytes));
}
