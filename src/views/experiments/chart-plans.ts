import type { ExperimentId } from '#experiments/experiment';

/** What one chart of an experiment shows. */
export interface ChartPlan {
  /** The measured series, by id. */
  readonly measured: string;
  /** How the values are laid out at first; the reader can switch where both make sense. */
  readonly y: 'linear' | 'log';
  readonly canBeLog?: boolean;
  readonly x?: 'log';
  /** The largest chart comes first; others stand beside it. */
  readonly size: 'large' | 'small';
  /** The y axis ends here at least. */
  readonly yAtLeast?: number;
  /** Values of the x axis that the literature names: text keys below `reference`. */
  readonly references?: readonly { readonly axis: 'x' | 'y'; readonly at: number; readonly text: string }[];
}

/** The charts of each experiment. */
export const chartPlans: Readonly<Record<ExperimentId, readonly ChartPlan[]>> = {
  'double-spend': [
    { measured: 'success', y: 'linear', canBeLog: true, size: 'large' },
    { measured: 'time', y: 'linear', size: 'small' },
  ],
  'selfish-mining': [
    {
      measured: 'revenue',
      y: 'linear',
      size: 'large',
      references: [
        { axis: 'x', at: 0, text: 'zero' },
        { axis: 'x', at: 1 / 4, text: 'quarter' },
        { axis: 'x', at: 1 / 3, text: 'third' },
      ],
    },
    { measured: 'gamma', y: 'linear', size: 'small', yAtLeast: 1 },
  ],
  'fork-rate': [
    { measured: 'fork', y: 'linear', canBeLog: true, size: 'large' },
    { measured: 'stale', y: 'linear', size: 'small' },
  ],
  propagation: [
    { measured: 'half', y: 'linear', size: 'small' },
    { measured: 'nine-tenths', y: 'linear', size: 'small' },
    { measured: 'ninety-nine', y: 'linear', size: 'small' },
  ],
  retarget: [
    {
      measured: 'interval',
      y: 'log',
      canBeLog: true,
      size: 'large',
      references: [{ axis: 'y', at: 1, text: 'aim' }],
    },
  ],
  confirmations: [{ measured: 'depth', y: 'log', canBeLog: true, size: 'large' }],
  'mining-income': [
    { measured: 'deviation', y: 'linear', size: 'large' },
    { measured: 'income', y: 'linear', size: 'small' },
    { measured: 'blocks', y: 'linear', size: 'small' },
  ],
  repeat: [{ measured: 'success', y: 'linear', size: 'large' }],
};
