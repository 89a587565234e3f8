import { compactFromTarget, difficultyFromBits, targetFromBits } from '#bitcoin/consensus/target';
import { expectedTries } from '#mining/expected-tries';

/** One difficulty in all the forms in which people speak of it. */
export interface Difficulty {
  /** uint32 as in the header */
  readonly bits: number;
  readonly target: bigint;
  /** The target as a searcher wants it: 32 bytes, big-endian. */
  readonly targetBytes: Uint8Array;
  /** Times as hard as Bitcoin's first block; below 1 for anything easier. */
  readonly difficulty: number;
  /** How many tries a find takes on average. */
  readonly tries: number;
  /** log₂ of `tries`: the zero bits a hash must begin with, fractions included. */
  readonly zeroBits: number;
}

/** Steps of the slider: a twentieth of a zero bit makes a find 3.5 % harder. */
export const zeroBitStep = 0.05;

/** The difficulty that `bits` stand for; undefined when they stand for no target at all. */
export function difficultyOf(bits: number): Difficulty | undefined {
  let target: bigint;
  try {
    target = targetFromBits(bits);
  } catch {
    return undefined;
  }
  const targetBytes = bytesOfTarget(target);
  const tries = expectedTries(targetBytes);
  return {
    bits,
    target,
    targetBytes,
    difficulty: difficultyFromBits(bits),
    tries,
    zeroBits: Math.log2(tries),
  };
}

/** The difficulty at which a find takes 2^zeroBits tries on average, as exactly as compact bits can say it.
 * @param zeroBits 1 … 240, fractions welcome */
export function difficultyAt(zeroBits: number): Difficulty {
  const whole = Math.floor(zeroBits);
  const mantissa = BigInt(Math.round(2 ** (52 - (zeroBits - whole))));
  const target = (mantissa << BigInt(204 - whole)) - 1n;
  return difficultyOf(compactFromTarget(target))!;
}

/** A 256-bit number as 32 bytes, big-endian. */
export function bytesOfTarget(target: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let rest = target;
  for (let i = 31; i >= 0 && rest > 0n; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}

/** Where a hash lies between 0 and 2^256, as a share of the whole.
 * @param hash 64 hex digits, display order */
export function shareOfHash(hash: string): number {
  const first = /^0*/.exec(hash)![0].length;
  const digits = hash.slice(first, first + 13);
  return digits === '' ? 0 : Number.parseInt(digits, 16) / 16 ** (first + digits.length);
}

/** How many zero bits a hash begins with, fractions included: −log₂ of its share. The all-zero hash has 256. */
export function zeroBitsOfHash(hash: string): number {
  const share = shareOfHash(hash);
  return share === 0 ? 256 : -Math.log2(share);
}
