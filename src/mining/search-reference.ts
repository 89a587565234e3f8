import { assertSearch, type HeaderSearch, type SearchResult } from './header-search.ts';
import { initialState, roundConstants } from './sha256-constants.ts';

/** Searches one header in plain TypeScript: the definition that every faster searcher must agree with.
 *
 * Three things are worth knowing. The first 64 of the 80 bytes do not hold the nonce, so that their compression, the
 * *midstate*, is done once. The hash is read as a little-endian number, so that the last word of the second hash
 * alone decides against almost every nonce. And that word stands complete after 61 of the 64 rounds.
 * Cost: about 0.6 µs a nonce; less than 2 µs to begin.
 * @throws {Error} when the search is malformed, see `assertSearch`
 * @see Bitcoin Core `CheckProofOfWork`, src/pow.cpp; whitepaper §4 */
export function searchReference(search: HeaderSearch): SearchResult {
  assertSearch(search);
  const { header, target, firstNonce, count } = search;
  const highestLimit = bigEndianWord(target, 0) >>> 0;

  for (let i = 0; i < 16; i++) schedule[i] = bigEndianWord(header, 4 * i);
  compress(initialState, midstate);

  for (let i = 0; i < count; i++) {
    const nonce = firstNonce + i;
    beginFirstHash(header, nonce);
    compress(midstate, firstHash);
    beginSecondHash();
    // Nothing reads a round's new e but the next three rounds and, as h, the sum at the end.
    runRounds(initialState, 61, rounds);
    const lastWord = (rounds[4]! + initialState[7]!) | 0;
    if (swapBytes(lastWord) >>> 0 > highestLimit) continue;
    compress(initialState, secondHash);
    if (isAtMost(secondHash, target)) return { nonce, tried: i + 1 };
  }
  return { nonce: -1, tried: count };
}

// Scratch, so that a search of ten nonces allocates nothing but its answer.
const schedule = new Int32Array(64);
const midstate = new Int32Array(8);
const rounds = new Int32Array(8);
const firstHash = new Int32Array(8);
const secondHash = new Int32Array(8);

/** Message block two of the header: its last 12 bytes, the nonce, padding, the length of 640 bits. */
function beginFirstHash(header: Uint8Array, nonce: number): void {
  schedule[0] = bigEndianWord(header, 64);
  schedule[1] = bigEndianWord(header, 68);
  schedule[2] = bigEndianWord(header, 72);
  schedule[3] = swapBytes(nonce); // little-endian in the header, as every number in Bitcoin
  schedule[4] = 0x80000000;
  for (let i = 5; i < 15; i++) schedule[i] = 0;
  schedule[15] = 640;
}

/** The only message block of the second hash: the first hash, padding, the length of 256 bits. */
function beginSecondHash(): void {
  for (let i = 0; i < 8; i++) schedule[i] = firstHash[i]!;
  schedule[8] = 0x80000000;
  for (let i = 9; i < 15; i++) schedule[i] = 0;
  schedule[15] = 256;
}

/** SHA-256's compression of the block in `schedule` (FIPS 180-4 §6.2.2). */
function compress(state: Int32Array, result: Int32Array): void {
  runRounds(state, 64, rounds);
  for (let i = 0; i < 8; i++) result[i] = state[i]! + rounds[i]!;
}

/** The first `roundCount` rounds on the block in `schedule`; leaves a … h in `result`. */
function runRounds(state: Int32Array, roundCount: number, result: Int32Array): void {
  const w = schedule;
  const k = roundConstants;
  for (let t = 16; t < roundCount; t++) {
    const w2 = w[t - 2]!;
    const w15 = w[t - 15]!;
    const sigma1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    const sigma0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    w[t] = sigma1 + w[t - 7]! + sigma0 + w[t - 16]!;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < roundCount; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = g ^ (e & (f ^ g));
    const temporary1 = (h + sum1 + choice + k[t]! + w[t]!) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = b ^ ((a ^ b) & (b ^ c));
    h = g;
    g = f;
    f = e;
    e = (d + temporary1) | 0;
    d = c;
    c = b;
    b = a;
    a = (temporary1 + sum0 + majority) | 0;
  }
  result[0] = a;
  result[1] = b;
  result[2] = c;
  result[3] = d;
  result[4] = e;
  result[5] = f;
  result[6] = g;
  result[7] = h;
}

/** Whether the digest, read as a little-endian number, is at most the big-endian `target`. */
function isAtMost(digest: Int32Array, target: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) {
    const have = swapBytes(digest[7 - i]!) >>> 0;
    const limit = bigEndianWord(target, 4 * i) >>> 0;
    if (have !== limit) return have < limit;
  }
  return true;
}

function bigEndianWord(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

function swapBytes(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
