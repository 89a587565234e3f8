import type { Estimate } from '../experiment.ts';

/** Standard normal quantiles of 97.5 and 99.5 in a hundred. */
const z95 = 1.959964;
const z99 = 2.575829;

/** The mean of some values from their sum and the sum of their squares, by the normal law.
 * @param unit how many of the counted units make one of the measured */
export function estimateMean(sum: number, squares: number, count: number, unit: number): Estimate {
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
