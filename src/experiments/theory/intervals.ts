import type { Estimate } from '../experiment.ts';

/** Quantiles of the normal distribution: 95 and 99 times in a hundred a value lies within so many deviations. */
const deviations95 = 1.959963984540054;
const deviations99 = 2.5758293035489004;

/** What is known of a probability after `successes` in `trials`: the observed share and Wilson's interval, which holds for
 * few trials and rare events as well.
 * @see E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927) */
export function proportion(successes: number, trials: number): Estimate {
  if (trials === 0) return { value: Number.NaN, low: 0, high: 1, low99: 0, high99: 1 };
  const [low, high] = wilson(successes, trials, deviations95);
  const [low99, high99] = wilson(successes, trials, deviations99);
  return { value: successes / trials, low, high, low99, high99 };
}

function wilson(successes: number, trials: number, deviations: number): [number, number] {
  const share = successes / trials;
  const square = deviations * deviations;
  const middle = (share + square / (2 * trials)) / (1 + square / trials);
  const half =
    (deviations * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials))) /
    (1 + square / trials);
  // At none and at all, rounding must not push the observed share out of its own interval.
  return [Math.min(share, Math.max(0, middle - half)), Math.max(share, Math.min(1, middle + half))];
}

/** A mean from the sum and the sum of squares of `count` values. */
export function meanOf(sum: number, squares: number, count: number): Estimate {
  if (count === 0) return around(Number.NaN, Number.NaN);
  const mean = sum / count;
  const variance = count < 2 ? Number.POSITIVE_INFINITY : Math.max(0, squares - sum * mean) / (count - 1);
  return around(mean, Math.sqrt(variance / count), count - 1);
}

/** Sums over trials of two quantities, their squares and their product. */
export interface RatioSums {
  readonly top: number;
  readonly bottom: number;
  readonly topSquares: number;
  readonly bottomSquares: number;
  readonly products: number;
  readonly trials: number;
}

/** A ratio of two sums over trials; its error by the delta method, from how trials differ. */
export function ratioOf(sums: RatioSums): Estimate {
  const { top, bottom, topSquares, bottomSquares, products, trials } = sums;
  const ratio = top / bottom;
  if (trials < 2 || bottom === 0) return around(ratio, Number.POSITIVE_INFINITY);
  const squares = topSquares - 2 * ratio * products + ratio * ratio * bottomSquares;
  const variance = Math.max(0, squares) / (trials - 1);
  return around(ratio, Math.sqrt(variance * trials) / bottom, trials - 1);
}

/** A standard deviation over its mean, from `count` values near enough to normal. */
export function relativeDeviationOf(sum: number, squares: number, count: number): Estimate {
  if (count < 2 || sum === 0) return around(Number.NaN, Number.NaN);
  const mean = sum / count;
  const deviation = Math.sqrt(Math.max(0, squares - sum * mean) / (count - 1)) / mean;
  const error = deviation * Math.sqrt((1 / 2 + deviation * deviation) / (count - 1));
  return around(deviation, error);
}

/** The same in another unit. */
export function scaled({ value, low, high, low99, high99 }: Estimate, factor: number): Estimate {
  return {
    value: value * factor,
    low: low * factor,
    high: high * factor,
    low99: low99 * factor,
    high99: high99 * factor,
  };
}

function around(value: number, error: number, freedom = Number.POSITIVE_INFINITY): Estimate {
  const half95 = studentQuantile(deviations95, freedom) * error;
  const half99 = studentQuantile(deviations99, freedom) * error;
  return {
    value,
    low: value - half95,
    high: value + half95,
    low99: value - half99,
    high99: value + half99,
  };
}

/** Student's quantile that belongs to a normal one: with few values their scatter is itself uncertain.
 * @see M. Abramowitz & I. A. Stegun, Handbook of Mathematical Functions, 26.7.5 */
function studentQuantile(normal: number, freedom: number): number {
  const cube = normal ** 3;
  return (
    normal +
    (cube + normal) / (4 * freedom) +
    (5 * normal ** 5 + 16 * cube + 3 * normal) / (96 * freedom ** 2)
  );
}
