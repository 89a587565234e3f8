import { wrap } from 'comlink';
import type { BatchRequest } from '#experiments/experiment';
import type { ExperimentService, TrialsDone } from '#workers/experiment-service';
import { createWorker, type WorkerKind } from '../create-worker.ts';
import { startCrew, type WorkerCrew, watchWorker } from '../worker-crew.ts';

/** The experiment service as it looks from another thread. */
export interface RemoteExperimentService {
  open(batch: BatchRequest): Promise<void>;
  run(cell: number, first: number, count: number): Promise<TrialsDone>;
}

/** The workers of one batch. */
export type ExperimentCrew = WorkerCrew<RemoteExperimentService>;

/** Starts `count` workers for a batch.
 * @throws {Error} where not even one worker can be had */
export function startExperimentCrew(
  count: number,
  create: (kind: WorkerKind) => Worker = createWorker,
): ExperimentCrew {
  return startCrew(count, () => {
    const worker = create('experiment');
    const remote = wrap<ExperimentService>(worker);
    const { unlessGone, close } = watchWorker(worker);
    return {
      service: {
        open: (batch) => unlessGone(remote.open(batch)),
        run: (cell, first, count) => unlessGone(remote.run(cell, first, count)),
      },
      close,
    };
  });
}
