import type { ChartWords } from '../../../src/views/experiments/build-chart.ts';

/** Words that say only which ones they are. */
export const plainWords: ChartWords = {
  title: (id) => `title ${id}`,
  unit: (id) => `unit ${id}`,
  entries: (id) => `entries ${id}`,
  axis: (id) => id,
  valueOf: (axis, value) => `${axis.id}=${value}`,
  tick: (_, value) => String(value),
  figure: (_, value) => value.toFixed(3),
  theory: (id) => `theory ${id}`,
  reference: (id) => id,
  published: (id) => `published ${id}`,
  dot: (where, value, low, high) => `${where}: ${value} (${low}–${high})`,
  fits: (inside, count) => `${inside} of ${count} inside`,
  range: (count, low, high) => `${count} from ${low} to ${high}`,
  empty: () => 'empty',
  note: (trials, seed, settings) => `${trials} trials, seed ${seed}, ${settings}`,
};
