import { initialState, roundConstants } from '#bitcoin/crypto/sha256-constants';

/** The eight working words a … h. */
export type Working = readonly number[];

/** One compression of 64 bytes, with everything between. All words are uint32. */
export interface Compression {
  /** The state before: eight words. */
  readonly before: Working;
  /** The message schedule: 64 words, the first sixteen straight from the bytes. */
  readonly schedule: readonly number[];
  /** The working words before round 0, after round 0, … after round 63: 65 entries. */
  readonly rounds: readonly Working[];
  /** `before` plus the last working words: the state after. */
  readonly after: Working;
}

/** What `bytes` become before they are hashed: a 1 bit, zeros, and their length in bits, in chunks of 64.
 * @see FIPS 180-4, 5.1.1 */
export function paddedChunks(bytes: Uint8Array): readonly Uint8Array[] {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setUint32(length - 4, bytes.length * 8);
  return Array.from({ length: length / 64 }, (_, i) => padded.subarray(i * 64, i * 64 + 64));
}

/** Every compression of one SHA-256, the first from the standard's initial state.
 * @see FIPS 180-4, 6.2 */
export function sha256Compressions(bytes: Uint8Array): readonly Compression[] {
  const compressions: Compression[] = [];
  let state: Working = Array.from(initialState, (word) => word >>> 0);
  for (const chunk of paddedChunks(bytes)) {
    const compression = compress(state, chunk);
    compressions.push(compression);
    state = compression.after;
  }
  return compressions;
}

/** The 32 bytes that eight words are, big-endian. */
export function digestOf(words: Working): Uint8Array {
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => {
    view.setUint32(i * 4, word);
  });
  return bytes;
}

/** How many of the 256 bits of two states differ. */
export function bitsThatDiffer(p: Working, q: Working): number {
  let count = 0;
  for (let i = 0; i < 8; i++) {
    for (let x = (p[i]! ^ q[i]!) >>> 0; x !== 0; x &= x - 1) count++;
  }
  return count;
}

/** What goes into one round, for showing its sums. */
export interface RoundParts {
  readonly schedule: number;
  readonly constant: number;
  readonly sum1: number;
  readonly choice: number;
  readonly sum0: number;
  readonly majority: number;
  readonly temp1: number;
  readonly temp2: number;
}

/** The parts of round `round` (0 … 63) of a compression. */
export function roundParts(compression: Compression, round: number): RoundParts {
  const [a, b, c, , e, f, g, h] = compression.rounds[round]! as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const schedule = compression.schedule[round]!;
  const constant = roundConstants[round]! >>> 0;
  const sum1 = (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) >>> 0;
  const choice = ((e & f) ^ (~e & g)) >>> 0;
  const sum0 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) >>> 0;
  const majority = ((a & b) ^ (a & c) ^ (b & c)) >>> 0;
  return {
    schedule,
    constant,
    sum1,
    choice,
    sum0,
    majority,
    temp1: (h + sum1 + choice + constant + schedule) >>> 0,
    temp2: (sum0 + majority) >>> 0,
  };
}

function compress(before: Working, chunk: Uint8Array): Compression {
  const schedule = scheduleOf(chunk);
  const rounds: Working[] = [before];
  const compression = { before, schedule, rounds, after: before };
  for (let round = 0; round < 64; round++) {
    const [a, b, c, d, e, f, g] = rounds[round]!;
    const { temp1, temp2 } = roundParts(compression, round);
    rounds.push([(temp1 + temp2) >>> 0, a!, b!, c!, (d! + temp1) >>> 0, e!, f!, g!]);
  }
  return { before, schedule, rounds, after: before.map((word, i) => (word + rounds[64]![i]!) >>> 0) };
}

function scheduleOf(chunk: Uint8Array): number[] {
  const view = new DataView(chunk.buffer, chunk.byteOffset, 64);
  const w = Array.from({ length: 16 }, (_, i) => view.getUint32(i * 4));
  for (let i = 16; i < 64; i++) {
    const s0 = rotate(w[i - 15]!, 7) ^ rotate(w[i - 15]!, 18) ^ (w[i - 15]! >>> 3);
    const s1 = rotate(w[i - 2]!, 17) ^ rotate(w[i - 2]!, 19) ^ (w[i - 2]! >>> 10);
    w.push((w[i - 16]! + s0 + w[i - 7]! + s1) >>> 0);
  }
  return w;
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
