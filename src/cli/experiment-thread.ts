import { parentPort } from 'node:worker_threads';
import type { BatchRequest, Tally } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { bestSearch } from '#mining/best-search';

/** What an experiment thread is told: the batch, once, and then which of its trials to try. */
export type ExperimentThreadRequest =
  | { readonly kind: 'open'; readonly batch: BatchRequest }
  | { readonly kind: 'run'; readonly cell: number; readonly first: number; readonly count: number };

/** What it says after each `run`. */
export interface ExperimentThreadAnswer {
  readonly tally: Tally;
}

let batch: BatchRequest | undefined;

parentPort?.on('message', (request: ExperimentThreadRequest) => {
  if (request.kind === 'open') batch = request.batch;
  else if (batch !== undefined) {
    const tally = runTrials(batch, request.cell, request.first, request.count, bestSearch());
    parentPort?.postMessage({ tally } satisfies ExperimentThreadAnswer);
  }
});
