import type { Cell, Estimate, ExperimentId, Tally } from './experiment.ts';
import { experiments } from './experiments.ts';
import { estimateMean } from './theory/estimate-mean.ts';
import { estimateProportion } from './theory/estimate-proportion.ts';

/** What a tally says about each measured series, with intervals. A series of which nothing has been seen is left out. */
export function estimates(experiment: ExperimentId, _cell: Cell, tally: Tally): Record<string, Estimate> {
  const found: Record<string, Estimate> = {};
  for (const { id, kind } of experiments[experiment].measured) {
    if (kind === 'proportion' && tally.trials > 0)
      found[id] = estimateProportion(tally.sums[id] ?? 0, tally.trials);
    if (kind === 'mean' && id === 'time' && (tally.sums.success ?? 0) > 1) {
      found[id] = estimateMean(tally.sums[id] ?? 0, tally.sums[`${id}²`] ?? 0, tally.sums.success!, 1_000);
    }
  }
  return found;
}
