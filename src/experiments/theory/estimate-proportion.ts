import type { Estimate } from '../experiment.ts';

/** Standard normal quantiles of 97.5 and 99.5 in a hundred. */
const z95 = 1.959964;
const z99 = 2.575829;

/** The share of successes. Wilson's interval holds for small numbers and at the ends as well.
 * @see E. B. Wilson, 1927, JASA 22, 209 */
export function estimateProportion(successes: number, trials: number): Estimate {
  const value = successes / trials;
  const interval = (z: number): [number, number] => {
    const spread = 1 + (z * z) / trials;
    const centre = (value + (z * z) / (2 * trials)) / spread;
    const half = (z / spread) * Math.sqrt((value * (1 - value)) / trials + (z * z) / (4 * trials * trials));
    return [
      successes === 0 ? 0 : Math.max(0, centre - half),
      successes === trials ? 1 : Math.min(1, centre + half),
    ];
  };
  const [low, high] = interval(z95);
  const [low99, high99] = interval(z99);
  return { value, low, high, low99, high99 };
}
