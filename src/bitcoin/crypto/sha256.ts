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

// The first 32 bits of the fractional parts of the square roots of the first 8 primes (§5.3.3), and of the cube roots of
// the first 64 (§4.2.2).
const initialState = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);
const roundConstants = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);

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
