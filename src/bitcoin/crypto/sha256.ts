import { initialState, roundConstants } from './sha256-constants.ts';

/* SHA-256 in one shot for the short inputs that Bitcoin hashes all day: headers, Merkle nodes, transactions. Nothing is
 * allocated but the result, which makes it about three times as fast as a general streaming implementation. */

/** SHA-256 of `bytes`, 32 bytes.
 * @see FIPS 180-4 */
export function sha256(bytes: Uint8Array): Uint8Array {
  absorb(bytes);
  return digest();
}

/** SHA-256 applied twice: Bitcoin's hash for blocks, transactions, signatures and checksums.
 * @returns 32 bytes in internal order; displayed hashes are this reversed */
export function sha256d(bytes: Uint8Array): Uint8Array {
  absorb(bytes);
  // The second message is the first digest, padded to one block.
  schedule.set(state);
  schedule[8] = 0x80000000;
  schedule.fill(0, 9, 15);
  schedule[15] = 256;
  state.set(initialState);
  compress();
  return digest();
}

// Scratch of this file alone; every call begins by filling it.
const state = new Int32Array(8);
const schedule = new Int32Array(64);
const lastBlocks = new Uint8Array(128);

/** Runs the whole padded message through the compression function; `state` is the digest afterwards (§5.1.1, §6.2). */
function absorb(bytes: Uint8Array): void {
  const { length } = bytes;
  const whole = length & ~63;
  state.set(initialState);
  for (let at = 0; at < whole; at += 64) {
    load(bytes, at);
    compress();
  }
  const rest = length - whole;
  const end = rest < 56 ? 64 : 128;
  for (let i = 0; i < rest; i++) lastBlocks[i] = bytes[whole + i]!;
  lastBlocks[rest] = 0x80;
  lastBlocks.fill(0, rest + 1, end);
  const bitsHigh = Math.floor(length / 0x20000000);
  const bitsLow = length << 3;
  for (let at = 0; at < end; at += 64) {
    load(lastBlocks, at);
    if (at + 64 === end) {
      schedule[14] = bitsHigh;
      schedule[15] = bitsLow;
    }
    compress();
  }
}

function load(bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const from = at + 4 * i;
    schedule[i] =
      (bytes[from]! << 24) | (bytes[from + 1]! << 16) | (bytes[from + 2]! << 8) | bytes[from + 3]!;
  }
}

function digest(): Uint8Array {
  const result = new Uint8Array(32);
  for (let i = 0; i < 8; i++) {
    const word = state[i]!;
    result[4 * i] = word >>> 24;
    result[4 * i + 1] = word >>> 16;
    result[4 * i + 2] = word >>> 8;
    result[4 * i + 3] = word;
  }
  return result;
}

/** The compression function: `state` and the block in `schedule` give the next state (§6.2.2). */
function compress(): void {
  const w = schedule;
  const k = roundConstants;
  for (let t = 16; t < 64; t++) {
    const w2 = w[t - 2]!;
    const w15 = w[t - 15]!;
    const sigma1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    const sigma0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    w[t] = (sigma1 + w[t - 7]! + sigma0 + w[t - 16]!) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < 64; t++) {
    const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const temporary1 = (h + sum1 + (g ^ (e & (f ^ g))) + k[t]! + w[t]!) | 0;
    const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const temporary2 = (sum0 + (b ^ ((a ^ b) & (b ^ c)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + temporary1) | 0;
    d = c;
    c = b;
    b = a;
    a = (temporary1 + temporary2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}
