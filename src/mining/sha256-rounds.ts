import { roundConstants } from './sha256-constants.ts';

/** SHA-256's compression function on words: `state` and the message block in `schedule` give the next state.
 * @param schedule 64 words of which the first 16 are the message block; the others are overwritten
 * @param result receives eight words; must not be `state`
 * @see FIPS 180-4 §6.2.2 */
export function compress(state: Int32Array, schedule: Int32Array, result: Int32Array): void {
  runRounds(state, schedule, 64, result);
  for (let i = 0; i < 8; i++) result[i] = result[i]! + state[i]!;
}

/** The first `roundCount` rounds of `compress`, without the sum at the end; `result` receives a … h. */
export function runRounds(
  state: Int32Array,
  schedule: Int32Array,
  roundCount: number,
  result: Int32Array,
): void {
  const k = roundConstants; // a local name is three times as fast in V8
  for (let t = 16; t < roundCount; t++) {
    const w2 = schedule[t - 2]!;
    const w15 = schedule[t - 15]!;
    const sigma1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    const sigma0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    schedule[t] = sigma1 + schedule[t - 7]! + sigma0 + schedule[t - 16]!;
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
    const temporary1 = (h + sum1 + choice + k[t]! + schedule[t]!) | 0;
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
