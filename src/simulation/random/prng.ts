import { sha256 } from '#bitcoin/crypto/sha256';

/** State of one pseudo-random stream (sfc32): four uint32 words. Copy it with `copyPrng`; every draw changes it. */
export interface Prng {
  a: number;
  b: number;
  c: number;
  counter: number;
}

/** The stream that belongs to a label under a seed: streams with different labels are independent.
 * @param seed uint32 */
export function prngFor(seed: number, label: string): Prng {
  const digest = labelDigest(seed, label);
  const word = (i: number) =>
    digest[i]! | (digest[i + 1]! << 8) | (digest[i + 2]! << 16) | (digest[i + 3]! << 24) | 0;
  const random: Prng = { a: word(0), b: word(4), c: word(8), counter: word(12) | 1 };
  for (let i = 0; i < 12; i++) nextUint32(random);
  return random;
}

/** A stable uint32 for a label, used as its identity in tie-breaks and hashes. */
export function labelKey(seed: number, label: string): number {
  const digest = labelDigest(seed, label);
  return (digest[16]! | (digest[17]! << 8) | (digest[18]! << 16) | (digest[19]! << 24)) >>> 0;
}

function labelDigest(seed: number, label: string): Uint8Array {
  const bytes = new Uint8Array(4 + label.length * 2);
  bytes.set([seed & 255, (seed >>> 8) & 255, (seed >>> 16) & 255, (seed >>> 24) & 255]);
  for (let i = 0; i < label.length; i++) {
    bytes[4 + 2 * i] = label.charCodeAt(i) & 255;
    bytes[5 + 2 * i] = label.charCodeAt(i) >> 8;
  }
  return sha256(bytes);
}

/** The next uint32 of the stream.
 * @see C. Doty-Humphrey, PractRand, sfc32 */
export function nextUint32(random: Prng): number {
  const t = (random.a + random.b + random.counter) | 0;
  random.counter = (random.counter + 1) | 0;
  random.a = random.b ^ (random.b >>> 9);
  random.b = (random.c + (random.c << 3)) | 0;
  random.c = ((random.c << 21) | (random.c >>> 11)) + t;
  random.c |= 0;
  return t >>> 0;
}

/** A uniform integer in 0 … bound − 1 (bound ≤ 2^32), without modulo bias. */
export function nextBelow(random: Prng, bound: number): number {
  const limit = 4294967296 - (4294967296 % bound);
  for (;;) {
    const draw = nextUint32(random);
    if (draw < limit) return draw % bound;
  }
}

export function copyPrng(random: Prng): Prng {
  return { a: random.a, b: random.b, c: random.c, counter: random.counter };
}
