import { sha256 } from './sha256.ts';

/** The key under which a cache remembers what it knows about exactly these bytes: their SHA-256, one character a byte.
 * Nobody can find two contents with one key, and 48 bytes of memory hold it; pieces of text put together take three
 * times as much. */
export function contentKey(bytes: Uint8Array): string {
  return String.fromCharCode(...sha256(bytes));
}
