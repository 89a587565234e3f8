import { sha256 } from '@noble/hashes/sha2.js';
import type { HeaderSearch, SearchResult } from '../../src/mining/header-search.ts';

/** The definition of a search in ten lines and another author's SHA-256: hash, read as a number, compare. */
export function naiveSearch({ header, target, firstNonce, count }: HeaderSearch): SearchResult {
  const bytes = Uint8Array.from(header);
  const view = new DataView(bytes.buffer);
  const limit = toNumber(target);
  for (let i = 0; i < count; i++) {
    view.setUint32(76, firstNonce + i, true);
    if (toNumber(sha256(sha256(bytes)).reverse()) <= limit) return { nonce: firstNonce + i, tried: i + 1 };
  }
  return { nonce: -1, tried: count };
}

/** Bytes, most significant first, as a number. */
export function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** A number as 32 bytes, most significant first. */
export function toTarget(value: bigint): Uint8Array {
  return Uint8Array.from(Buffer.from(value.toString(16).padStart(64, '0'), 'hex'));
}

/** The hash of `header` with this nonce, as a number. */
export function hashNumber(header: Uint8Array, nonce: number): bigint {
  const bytes = Uint8Array.from(header);
  new DataView(bytes.buffer).setUint32(76, nonce, true);
  return toNumber(sha256(sha256(bytes)).reverse());
}
