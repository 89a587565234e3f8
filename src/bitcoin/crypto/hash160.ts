import { ripemd160 as nobleRipemd160 } from '@noble/hashes/legacy.js';
import { sha256 } from './sha256.ts';

/** RIPEMD-160 of `bytes`, 20 bytes. */
export function ripemd160(bytes: Uint8Array): Uint8Array {
  return nobleRipemd160(bytes);
}

/** RIPEMD-160 of SHA-256: the 20 bytes that stand for a public key or a script in an address. */
export function hash160(bytes: Uint8Array): Uint8Array {
  return nobleRipemd160(sha256(bytes));
}
