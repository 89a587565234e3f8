import { periodsWatched } from './cells/retarget-cell.ts';
import type { Cell, Estimate, ExperimentId, Tally } from './experiment.ts';
import { incomeUnit } from './income-unit.ts';
import { meanOf, proportion, ratioOf, relativeDeviationOf, scaled } from './theory/intervals.ts';

type Estimates = Readonly<Record<string, Estimate>>;
type Read = (tally: Tally) => Estimates;

const read: Readonly<Record<ExperimentId, Read>> = {
  'double-spend': (tally) => ({
    success: proportion(sum(tally, 'success'), tally.trials),
    time: scaled(mean(tally, 'time', sum(tally, 'success')), 1 / 1_000),
  }),
  'selfish-mining': (tally) => ({
    revenue: ratio(tally, 'pool', 'main', 'pool·main'),
    gamma: proportion(sum(tally, 'onPool'), sum(tally, 'tiesOfOthers')),
  }),
  'fork-rate': (tally) => ({
    fork: proportion(sum(tally, 'forks'), sum(tally, 'epochs')),
    stale: ratio(tally, 'stale', 'found', 'stale·found'),
  }),
  propagation: (tally) => ({
    half: scaled(mean(tally, 'half', tally.trials), 1 / 1_000),
    'nine-tenths': scaled(mean(tally, 'nine-tenths', tally.trials), 1 / 1_000),
    'ninety-nine': scaled(mean(tally, 'ninety-nine', tally.trials), 1 / 1_000),
  }),
  retarget: (tally) =>
    Object.fromEntries(
      Array.from({ length: periodsWatched }, (_, period) => [
        `interval.${period}`,
        scaled(mean(tally, `interval.${period}`, tally.trials), 1 / 1_000),
      ]),
    ),
  confirmations: (tally) => {
    const counts = tally.histograms.depth ?? [];
    const heights = sum(tally, 'heights');
    return Object.fromEntries(
      Array.from({ length: Math.max(1, counts.length - 1) }, (_, i) => {
        const atLeast = counts.slice(i + 1).reduce((all, count) => all + count, 0);
        return [`depth.${i + 1}`, proportion(atLeast, heights)];
      }),
    );
  },
  'mining-income': (tally) => ({
    income: scaled(mean(tally, 'income', tally.trials), 1 / incomeUnit),
    deviation: relativeDeviationOf(sum(tally, 'income'), sum(tally, 'income²'), tally.trials),
    ...Object.fromEntries(
      (tally.histograms.blocks ?? []).map((count, i) => [`blocks.${i}`, proportion(count, tally.trials)]),
    ),
  }),
  repeat: (tally) => ({
    success: proportion(sum(tally, 'success'), tally.trials),
  }),
};

/** What a tally says about each measured series, with intervals. Entry number n of a distribution is called `id.n`. A
 * series of which nothing has been seen is left out. */
export function estimates(experiment: ExperimentId, _cell: Cell, tally: Tally): Record<string, Estimate> {
  const all = Object.entries(read[experiment](tally));
  return Object.fromEntries(all.filter(([, { value }]) => Number.isFinite(value)));
}

function sum(tally: Tally, name: string): number {
  return tally.sums[name] ?? 0;
}

function mean(tally: Tally, name: string, count: number): Estimate {
  return meanOf(sum(tally, name), sum(tally, `${name}²`), count);
}

function ratio(tally: Tally, top: string, bottom: string, products: string): Estimate {
  return ratioOf({
    top: sum(tally, top),
    bottom: sum(tally, bottom),
    topSquares: sum(tally, `${top}²`),
    bottomSquares: sum(tally, `${bottom}²`),
    products: sum(tally, products),
    trials: tally.trials,
  });
}
