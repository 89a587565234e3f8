import type { Cell, Estimate, ExperimentId, Tally } from './experiment.ts';
import { experiments } from './experiments.ts';

/** Standard normal quantiles of 97.5 and 99.5 in a hundred. */
const z95 = 1.959964;
const z99 = 2.575829;

/** What a tally says about each measured series, with intervals. A series of which nothing has been seen is left out. */
export function estimates(experiment: ExperimentId, _cell: Cell, tally: Tally): Record<string, Estimate> {
  const found: Record<string, Estimate> = {};
  for (const { id, kind } of experiments[experiment].measured) {
    if (kind === 'proportion' && tally.trials > 0) found[id] = proportion(tally.sums[id] ?? 0, tally.trials);
    if (kind === 'mean' && id === 'time' && (tally.sums.success ?? 0) > 1) {
      found[id] = mean(tally.sums[id] ?? 0, tally.sums[`${id}²`] ?? 0, tally.sums.success!, 1_000);
    }
  }
  return found;
}

/** The share of successes. Wilson's interval holds for small numbers and at the ends as well.
 * @see E. B. Wilson, 1927, JASA 22, 209 */
function proportion(successes: number, trials: number): Estimate {
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

/** The mean of some values from their sum and the sum of their squares, by the normal law.
 * @param unit how many of the counted units make one of the measured */
function mean(sum: number, squares: number, count: number, unit: number): Estimate {
  const value = sum / count;
  const variance = Math.max(0, squares / count - value * value) * (count / (count - 1));
  const error = Math.sqrt(variance / count);
  return {
    value: value / unit,
    low: (value - z95 * error) / unit,
    high: (value + z95 * error) / unit,
    low99: (value - z99 * error) / unit,
    high99: (value + z99 * error) / unit,
  };
}
