import { bitsThatDiffer, type Compression, digestOf, sha256Compressions } from './sha256-rounds.ts';

/** The compressions of a double SHA-256, first hash then second. */
export function doubleCompressions(bytes: Uint8Array): readonly Compression[] {
  const first = sha256Compressions(bytes);
  return [...first, ...sha256Compressions(digestOf(first.at(-1)!.after))];
}

/** Bits that differ after each round when one bit of the input is flipped: one number a round, all compressions in a row. */
export function avalancheOf(bytes: Uint8Array, bit: number): readonly number[] {
  const flipped = withFlippedBit(bytes, bit);
  const [p, q] = [doubleCompressions(bytes), doubleCompressions(flipped)];
  return p.flatMap((compression, i) =>
    compression.rounds.slice(1).map((working, round) => bitsThatDiffer(working, q[i]!.rounds[round + 1]!)),
  );
}

/** A copy with one bit the other way; bit 0 is the highest of the first byte. */
export function withFlippedBit(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = copy[bit >> 3]! ^ (0x80 >> (bit & 7));
  return copy;
}
