import type { SearchHeaders } from '#mining/header-search';
import type { BatchRequest, Cell, ExperimentId, Tally } from './experiment.ts';
import { TallyBuilder } from './tally-builder.ts';
import { doubleSpendTrial } from './trials/double-spend.ts';
import { trialSeed } from './trials/trial-seed.ts';

type Trial = (cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder) => void;

const trials: Partial<Record<ExperimentId, Trial>> = {
  'double-spend': doubleSpendTrial,
};

/** Tries trials `firstTrial` … `firstTrial + count − 1` of one cell of a batch that `checkBatch` has passed.
 * Pure: trial i depends on (batch.seed, cell, i) alone, and so the tallies of any cuts of a batch add up to the same. */
export function runTrials(
  batch: BatchRequest,
  cellIndex: number,
  firstTrial: number,
  count: number,
  search: SearchHeaders,
): Tally {
  const cell = batch.cells[cellIndex]!;
  const trial = trials[batch.experiment];
  if (trial === undefined) throw new RangeError(`no trials of ${batch.experiment}`);
  const tally = new TallyBuilder();
  for (let i = firstTrial; i < firstTrial + count; i++) {
    trial(cell, trialSeed(batch.seed, batch.experiment, cell, i), search, tally);
    tally.trialDone();
  }
  return tally.tally();
}
