/** A TCP connection between two nodes: the facts that never change. How it is doing stands in `Links`. */
export interface Link {
  readonly index: number;
  /** Who dialled, and who answered (node indices). */
  readonly a: number;
  readonly b: number;
  /** uint32 of both names and the how-manieth connection between them. */
  readonly key: number;
  readonly latencyMicros: number;
  readonly bytesPerSecond: number;
  readonly lossPerMillion: number;
}

/** Of a link whose scenario does not say. */
export const defaultBytesPerSecond = 250_000;

/** One-way latency over a map: 8 ms of equipment and up to about 110 ms of fibre for the unit square's diagonal.
 * Positions 0 … 1; distances in integer thousandths, so that no rounding differs between machines. */
export function latencyBetween(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const dx = Math.round((a.x - b.x) * 1000);
  const dy = Math.round((a.y - b.y) * 1000);
  return 8_000 + integerSquareRoot(dx * dx + dy * dy) * 80;
}

/** ⌊√n⌋ for integers below 2^31, without Math.sqrt. */
export function integerSquareRoot(n: number): number {
  if (n < 2) return n;
  let guess = 1 << ((32 - Math.clz32(n) + 1) >> 1);
  for (;;) {
    const next = Math.floor((guess + Math.floor(n / guess)) / 2);
    if (next >= guess) return guess;
    guess = next;
  }
}
