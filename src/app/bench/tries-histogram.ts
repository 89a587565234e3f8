/** Blocks that took `from` ≤ tries < `to`, and how many the geometric law says there should be. */
export interface HistogramBin {
  /** In multiples of the expected tries. */
  readonly from: number;
  /** Infinity in the last bin. */
  readonly to: number;
  readonly count: number;
  readonly expected: number;
}

/** A bin is a quarter of the expected tries wide. */
const binsPerExpectation = 4;
const binCount = 17;

/** How often a block took how many tries, against the geometric distribution: each try wins with the same chance,
 * whatever came before.
 * @param tries of each block, at least 1
 * @param expected tries on average by the target */
export function triesHistogram(tries: readonly number[], expected: number): readonly HistogramBin[] {
  const counts = new Array<number>(binCount).fill(0);
  for (const each of tries) {
    const bin = Math.floor(((each - 1) / expected) * binsPerExpectation);
    counts[Math.min(binCount - 1, bin)]!++;
  }
  return counts.map((count, bin) => {
    const from = bin / binsPerExpectation;
    const to = bin === binCount - 1 ? Number.POSITIVE_INFINITY : (bin + 1) / binsPerExpectation;
    return {
      from,
      to,
      count,
      expected: tries.length * (stillNone(from, expected) - stillNone(to, expected)),
    };
  });
}

/** The chance that the first `multiple` × `expected` tries (rounded up to whole ones) are all in vain. */
function stillNone(multiple: number, expected: number): number {
  if (multiple === Number.POSITIVE_INFINITY) return 0;
  if (expected <= 1) return multiple === 0 ? 1 : 0;
  return Math.exp(Math.ceil(multiple * expected) * Math.log1p(-1 / expected));
}
