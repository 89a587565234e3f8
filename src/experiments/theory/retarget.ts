/** The rule by which difficulty follows hash power. */
export interface RetargetRule {
  /** Blocks between retargets, N. */
  readonly interval: number;
  /** Largest factor of one retarget, either way. */
  readonly clamp: number;
}

/** By how much one retarget multiplies the target after a period in which blocks came every `meanInterval` spacings on
 * the dot. The rule compares the time between the first and the last of N blocks, N − 1 intervals, with N spacings.
 * @see Bitcoin Core `CalculateNextWorkRequired`, src/pow.cpp */
export function targetFactor({ interval, clamp }: RetargetRule, meanInterval: number): number {
  const factor = (meanInterval * (interval - 1)) / interval;
  return Math.min(clamp, Math.max(1 / clamp, factor));
}

/** How much difficulty rises in every period although blocks come exactly on time: N/(N − 1), 1.000496 with 2016. */
export function steadyDrift(interval: number): number {
  return interval / (interval - 1);
}

/** Where the mean interval settles, in spacings, when finds are random: the next interval is N/G spacings with G the sum of
 * N − 1 exponential waits, and the mean of 1/G is 1/(N − 2). With 2016 nobody sees it, with 10 it is a quarter. */
export function settledInterval(interval: number): number {
  return interval / (interval - 2);
}

/** Mean interval in each period from the jump of hash power on, in spacings. Exact but for the discretised distribution of
 * the period's length: with I_k the interval of period k and G the sum of N − 1 unit waits,
 *
 *     I_(k+1) = N/G, but at least I_k/clamp and at most I_k·clamp
 *
 * @param first mean interval of the period in which the jump happens, from its first block on
 * @param periods how many means to give; the first is `first` */
export function intervalsAfterJump(rule: RetargetRule, first: number, periods: number): number[] {
  const { interval, clamp } = rule;
  const waits = gammaAtoms(interval - 1);
  const means: number[] = [];
  let states: readonly Atom[] = [{ value: first, weight: 1 }];
  for (let period = 0; period < periods; period++) {
    means.push(states.reduce((sum, { value, weight }) => sum + value * weight, 0));
    const next = waits.map(({ value }): { value: number; weight: number } => ({
      value: interval / value,
      weight: 0,
    }));
    const clamped: Atom[] = [];
    for (const state of states) {
      let low = 0;
      let high = 0;
      for (const [i, { weight }] of waits.entries()) {
        const to = next[i]!;
        if (to.value < state.value / clamp) low += weight;
        else if (to.value > state.value * clamp) high += weight;
        else to.weight += weight * state.weight;
      }
      if (low > 0) clamped.push({ value: state.value / clamp, weight: low * state.weight });
      if (high > 0) clamped.push({ value: state.value * clamp, weight: high * state.weight });
    }
    states = [...next, ...clamped].filter(({ weight }) => weight > 1e-15);
  }
  return means;
}

interface Atom {
  readonly value: number;
  readonly weight: number;
}

/** The sum of `shape` unit exponential waits as atoms: its density at evenly spaced points within nine deviations. */
function gammaAtoms(shape: number): Atom[] {
  const count = 512;
  const deviation = Math.sqrt(shape);
  const from = Math.max(0, shape - 9 * deviation);
  const step = (shape + 9 * deviation - from) / count;
  const mode = shape - 1;
  const atoms = Array.from({ length: count }, (_, i) => {
    const value = from + (i + 0.5) * step;
    return { value, weight: Math.exp((shape - 1) * Math.log(value / mode) - (value - mode)) };
  });
  const total = atoms.reduce((sum, { weight }) => sum + weight, 0);
  return atoms.map(({ value, weight }) => ({ value, weight: weight / total }));
}
