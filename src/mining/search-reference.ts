import { assertSearch, type HeaderSearch, type SearchResult } from './header-search.ts';
import { midstateOf } from './midstate.ts';
import { initialState } from './sha256-constants.ts';
import { compress, runRounds } from './sha256-rounds.ts';
import { bigEndianWord, swapBytes } from './words.ts';

/** Searches one header in plain TypeScript: the definition that every faster searcher must agree with.
 *
 * Three things are worth knowing. The first 64 of the 80 bytes do not hold the nonce, so that their compression, the
 * *midstate*, is done once. The hash is read as a little-endian number, so that the last word of the second hash
 * alone decides against almost every nonce. And that word is complete after 61 of the 64 rounds.
 * Cost: about 0.8 µs a nonce, and 1 µs to begin.
 * @throws {Error} when the search is malformed, see `assertSearch`
 * @see Bitcoin Core `CheckProofOfWork`, src/pow.cpp; whitepaper §4 */
export function searchReference(search: HeaderSearch): SearchResult {
  assertSearch(search);
  const { header, target, firstNonce, count } = search;
  const highestLimit = bigEndianWord(target, 0) >>> 0;
  beginSearch(header);
  for (let i = 0; i < count; i++) {
    setNonce(firstNonce + i);
    compress(midstate, headerTail, hash);
    hashBlock.set(hash);
    // The last word of the hash is the e of round 61, moved on to f, g and h by the three rounds left out.
    runRounds(initialState, hashBlock, 61, result);
    if (swapBytes(result[4]! + initialState[7]!) >>> 0 > highestLimit) continue;
    compress(initialState, hashBlock, result);
    if (isAtMost(result, target)) return { nonce: firstNonce + i, tried: i + 1 };
  }
  return { nonce: -1, tried: count };
}

// Scratch, so that a search of ten nonces allocates nothing but its answer.
const midstate = new Int32Array(8);
const hash = new Int32Array(8);
const result = new Int32Array(8);

/** The header's second message block: its last 12 bytes, the nonce, padding, the length of 640 bits. */
const headerTail = new Int32Array(64);
headerTail[4] = 0x80000000;
headerTail[15] = 640;

/** The only message block of the second hash: the first hash, padding, the length of 256 bits. */
const hashBlock = new Int32Array(64);
hashBlock[8] = 0x80000000;
hashBlock[15] = 256;

function beginSearch(header: Uint8Array): void {
  midstateOf(header, midstate);
  for (let i = 0; i < 3; i++) headerTail[i] = bigEndianWord(header, 64 + 4 * i);
}

function setNonce(nonce: number): void {
  headerTail[3] = swapBytes(nonce); // little-endian in the header, as every number in Bitcoin
}

/** Whether the hash, read as a little-endian number, is at most the big-endian `target`. */
function isAtMost(hash: Int32Array, target: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) {
    const have = swapBytes(hash[7 - i]!) >>> 0;
    const limit = bigEndianWord(target, 4 * i) >>> 0;
    if (have !== limit) return have < limit;
  }
  return true;
}
