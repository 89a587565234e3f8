import { initialState, roundConstants } from '#bitcoin/crypto/sha256-constants';
import { assertSearch, type HeaderSearch, type SearchResult } from './header-search.ts';
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
  midstateOf(header, midstate);
  for (let i = 0; i < count; i++) {
    writeHeaderTail(header, firstNonce + i);
    compress(midstate, hash);
    writeHash(hash);
    // The last word of the hash is the e of round 61, moved on to f, g and h by the three rounds left out.
    runRounds(initialState, 61, result);
    if (swapBytes(result[4]! + initialState[7]!) >>> 0 > highestLimit) continue;
    compress(initialState, result);
    if (isAtMost(result, target)) return { nonce: firstNonce + i, tried: i + 1 };
  }
  return { nonce: -1, tried: count };
}

/** SHA-256's state after the first 64 bytes of `header`, which hold no nonce: eight int32 into `result`.
 * Cost: about 0.5 µs. */
export function midstateOf(header: Uint8Array, result: Int32Array): void {
  for (let i = 0; i < 16; i++) schedule[i] = bigEndianWord(header, 4 * i);
  compress(initialState, result);
}

/** What a kernel is given with each header: the eight words of the midstate, then the header's last three words before
 * the nonce. */
export function headerInputs(header: Uint8Array): Int32Array {
  const inputs = new Int32Array(11);
  midstateOf(header, inputs);
  for (let i = 0; i < 3; i++) inputs[8 + i] = bigEndianWord(header, 64 + 4 * i);
  return inputs;
}

// Scratch, so that a search of ten nonces allocates nothing but its answer. Arrays that are private to this file are
// known to V8 when it compiles, which makes the rounds a third faster; hence also the copy of the round constants.
const schedule = new Int32Array(64);
const constants = Int32Array.from(roundConstants);
const midstate = new Int32Array(8);
const hash = new Int32Array(8);
const result = new Int32Array(8);

/** The header's second message block: its last 12 bytes, the nonce, padding, the length of 640 bits. */
function writeHeaderTail(header: Uint8Array, nonce: number): void {
  for (let i = 0; i < 3; i++) schedule[i] = bigEndianWord(header, 64 + 4 * i);
  schedule[3] = swapBytes(nonce); // little-endian in the header, as every number in Bitcoin
  schedule[4] = 0x80000000;
  for (let i = 5; i < 15; i++) schedule[i] = 0;
  schedule[15] = 640;
}

/** The only message block of the second hash: the first hash, padding, the length of 256 bits. */
function writeHash(hash: Int32Array): void {
  for (let i = 0; i < 8; i++) schedule[i] = hash[i]!;
  schedule[8] = 0x80000000;
  for (let i = 9; i < 15; i++) schedule[i] = 0;
  schedule[15] = 256;
}

/** SHA-256's compression function: `state` and the block in `schedule` give the next state.
 * @param result receives eight words; must not be `state`
 * @see FIPS 180-4 §6.2.2 */
function compress(state: Int32Array, result: Int32Array): void {
  runRounds(state, 64, result);
  for (let i = 0; i < 8; i++) result[i] = result[i]! + state[i]!;
}

/** The first `roundCount` rounds of `compress`, without the sum at the end; `result` receives a … h. */
function runRounds(state: Int32Array, roundCount: number, result: Int32Array): void {
  const w = schedule;
  const k = constants;
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

/** Whether the hash, read as a little-endian number, is at most the big-endian `target`. */
function isAtMost(hash: Int32Array, target: Uint8Array): boolean {
  for (let i = 0; i < 8; i++) {
    const have = swapBytes(hash[7 - i]!) >>> 0;
    const limit = bigEndianWord(target, 4 * i) >>> 0;
    if (have !== limit) return have < limit;
  }
  return true;
}
