import { assert } from '#bitcoin/encoding/assert';
import type { SearchHeaders } from '#mining/header-search';
import type { BatchRequest, Cell, ExperimentId, Tally } from './experiment.ts';
import { TallyBuilder } from './tally-builder.ts';
import { confirmationsTrial } from './trials/confirmations.ts';
import { doubleSpendTrial } from './trials/double-spend.ts';
import { forkRateTrial } from './trials/fork-rate.ts';
import { miningIncomeTrial } from './trials/mining-income.ts';
import { propagationTrial } from './trials/propagation.ts';
import { repeatTrial } from './trials/repeat.ts';
import { retargetTrial } from './trials/retarget.ts';
import { selfishTrial } from './trials/selfish-mining.ts';
import { trialSeed } from './trials/trial-seed.ts';

type Trial = (cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder) => void;

const trials: Readonly<Record<Exclude<ExperimentId, 'repeat'>, Trial>> = {
  'double-spend': doubleSpendTrial,
  'selfish-mining': selfishTrial,
  'fork-rate': forkRateTrial,
  propagation: propagationTrial,
  retarget: retargetTrial,
  confirmations: confirmationsTrial,
  'mining-income': miningIncomeTrial,
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
  const { experiment, base } = batch;
  const tally = new TallyBuilder();
  for (let i = firstTrial; i < firstTrial + count; i++) {
    const seed = trialSeed(batch.seed, experiment, cell, i);
    if (experiment !== 'repeat') trials[experiment](cell, seed, search, tally);
    else {
      assert(base !== undefined, 'a repetition has something to repeat');
      repeatTrial(base, seed, search, tally);
    }
    tally.trialDone();
  }
  return tally.tally();
}
