import type { ExperimentId } from '#experiments/experiment';
import { deckerWattenhofer } from '#experiments/theory/decker-wattenhofer';

/** What one chart of an experiment shows. */
export interface ChartPlan {
  /** The measured series, by id. */
  readonly measured: string;
  /** How the values are laid out at first; the reader can switch where both make sense. */
  readonly y: 'linear' | 'log';
  readonly canBeLog?: boolean;
  readonly x?: 'log';
  /** Only these cells have the series at all. */
  readonly where?: { readonly axis: string; readonly value: number | string };
  /** One value of this axis at a time: the reader chooses which. */
  readonly oneOf?: string;
  /** The y axis ends here at least. */
  readonly yAtLeast?: number;
  /** Values of the x axis that the literature names: text keys below `reference`. */
  readonly references?: readonly { readonly axis: 'x' | 'y'; readonly at: number; readonly text: string }[];
  /** What others measured in the real network: text keys below `published` for the point and for the sentence. */
  readonly published?: {
    readonly sentence: string;
    readonly points: readonly {
      /** Axis that runs along x, else the point has no place. */
      readonly across: string;
      readonly x: number;
      readonly value: number;
      readonly text: string;
      /** Their formula gives it; default: they measured it. */
      readonly computed?: boolean;
    }[];
  };
}

/** The charts of each experiment. */
export const chartPlans: Readonly<Record<ExperimentId, readonly ChartPlan[]>> = {
  'double-spend': [
    { measured: 'success', y: 'linear', canBeLog: true },
    { measured: 'time', y: 'linear' },
  ],
  'selfish-mining': [
    {
      measured: 'revenue',
      y: 'linear',
      references: [
        { axis: 'x', at: 0, text: 'zero' },
        { axis: 'x', at: 1 / 4, text: 'quarter' },
        { axis: 'x', at: 1 / 3, text: 'third' },
      ],
    },
    { measured: 'gamma', y: 'linear', yAtLeast: 1 },
  ],
  'fork-rate': [
    {
      measured: 'fork',
      y: 'linear',
      canBeLog: true,
      published: {
        sentence: 'forks',
        points: [
          {
            across: 'delay',
            x: deckerWattenhofer.uninformedSeconds / deckerWattenhofer.meanIntervalSeconds,
            value: deckerWattenhofer.forks / deckerWattenhofer.blocks,
            text: 'forkPoint',
          },
          {
            across: 'delay',
            x: deckerWattenhofer.uninformedSeconds / deckerWattenhofer.meanIntervalSeconds,
            value: deckerWattenhofer.predictedForkRate,
            text: 'forkPredicted',
            computed: true,
          },
        ],
      },
    },
    { measured: 'stale', y: 'linear' },
  ],
  propagation: [
    {
      measured: 'half',
      y: 'linear',
      references: [{ axis: 'y', at: deckerWattenhofer.medianSeconds, text: 'median2012' }],
      published: { sentence: 'propagation', points: [] },
    },
    {
      measured: 'nine-tenths',
      y: 'linear',
      references: [{ axis: 'y', at: deckerWattenhofer.mostSeconds, text: 'most2012' }],
      published: { sentence: 'propagation', points: [] },
    },
    { measured: 'ninety-nine', y: 'linear' },
  ],
  retarget: [
    {
      measured: 'interval',
      y: 'log',
      canBeLog: true,
      references: [{ axis: 'y', at: 1, text: 'aim' }],
    },
  ],
  confirmations: [{ measured: 'depth', y: 'log', canBeLog: true }],
  'mining-income': [
    { measured: 'deviation', y: 'linear' },
    { measured: 'income', y: 'linear' },
    {
      measured: 'blocks',
      y: 'linear',
      where: { axis: 'pay', value: 'alone' },
      oneOf: 'share',
    },
  ],
  repeat: [{ measured: 'success', y: 'linear' }],
};
