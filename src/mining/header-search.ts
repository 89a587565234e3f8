import { assert } from '#bitcoin/encoding/assert';

/* What lives in this folder: the search for a header whose SHA-256d is at most a target. `search-reference.ts` is the
 * readable one and defines what is right, `wasm-kernel.ts` is the fast one and must agree with it in every answer,
 * `best-search.ts` chooses. Nothing here knows workers, clocks or the network; only `#bitcoin` may be imported. */

/** One search: the nonces `firstNonce` … `firstNonce + count - 1` of this header template. */
export interface HeaderSearch {
  /** 80 bytes as hashed (Bitcoin Core `CBlockHeader`); the nonce field, bytes 76…79, is ignored. */
  readonly header: Uint8Array;
  /** 32 bytes, big-endian: a hash wins when, read as a number, it is at most this. */
  readonly target: Uint8Array;
  /** uint32 */
  readonly firstNonce: number;
  /** How many nonces, 0 … 2³² - firstNonce: the range never wraps, a new extraNonce is the caller's. */
  readonly count: number;
}

/** The answer to a `HeaderSearch`: the smallest winning nonce of the range, or -1 for "nothing in this range". */
export interface SearchResult {
  readonly nonce: number;
  /** Hashes computed for this answer; `count` when nothing was found. One searcher stops at its find, so that it
   * reports `nonce - firstNonce + 1`; several that work in parallel may have tried further. */
  readonly tried: number;
}

/** A searcher that answers at once, without yielding. All implementations give equal answers. */
export type SearchHeaders = (search: HeaderSearch) => SearchResult;

/** 2³²: the number of nonces that a header has. */
export const nonceSpace = 4_294_967_296;

/** Stops the program when a search was put together wrongly: our bug, since nothing here comes from outside.
 * @throws {Error} naming the field */
export function assertSearch({ header, target, firstNonce, count }: HeaderSearch): void {
  assert(header.length === 80, 'a header has 80 bytes');
  assert(target.length === 32, 'a target has 32 bytes');
  assert(firstNonce >>> 0 === firstNonce, 'firstNonce is a uint32');
  assert(Number.isInteger(count) && count >= 0, 'count is a whole number');
  assert(firstNonce + count <= nonceSpace, 'a search ends with the nonce space');
}
