/** What so many tries mean when `expected` are needed on average. */
export interface Luck {
  readonly kind: 'lucky' | 'unlucky' | 'average';
  /** How many times fewer (lucky) or more (unlucky) than expected; at least 1. */
  readonly times: number;
  /** The share of all blocks that take more tries than this one. */
  readonly longer: number;
}

/** @param tries at least 1
 * @param expected tries of a find on average, at least 1 */
export function luckOf(tries: number, expected: number): Luck {
  const ratio = tries / expected;
  // log1p, since 1 − 1/expected is 1 to the last digit long before a real difficulty is reached.
  const longer = expected <= 1 ? 0 : Math.exp(tries * Math.log1p(-1 / expected));
  if (ratio > 1.1) return { kind: 'unlucky', times: ratio, longer };
  if (ratio < 0.9) return { kind: 'lucky', times: 1 / ratio, longer };
  return { kind: 'average', times: Math.max(ratio, 1 / ratio), longer };
}
