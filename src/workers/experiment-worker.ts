import * as Comlink from 'comlink';
import type { BatchRequest } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { bestSearch } from '#mining/best-search';
import type { ExperimentService } from './experiment-service.ts';

/* Tries what it is asked, one chunk after the other, until it is ended. */

let batch: BatchRequest | undefined;

const service: ExperimentService = {
  open(opened) {
    batch = opened;
  },
  run(cell, first, count) {
    if (batch === undefined) throw new Error('a chunk came before its batch');
    const began = performance.now();
    const tally = runTrials(batch, cell, first, count, bestSearch());
    return { tally, millis: performance.now() - began };
  },
};

Comlink.expose(service);
