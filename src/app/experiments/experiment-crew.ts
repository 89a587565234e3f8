import { wrap } from 'comlink';
import type { BatchRequest } from '#experiments/experiment';
import type { ExperimentService, TrialsDone } from '#workers/experiment-service';
import { createWorker, type WorkerKind } from '../create-worker.ts';

/** The experiment service as it looks from another thread. */
export interface RemoteExperimentService {
  open(batch: BatchRequest): Promise<void>;
  run(cell: number, first: number, count: number): Promise<TrialsDone>;
}

/** The workers of one batch. */
export interface ExperimentCrew {
  /** One for each worker, at least one. */
  readonly services: readonly RemoteExperimentService[];
  /** Ends the workers at once, whatever they are doing; what they were asked rejects. */
  close(): void;
}

/** Starts a worker for each core.
 * @throws {Error} where not even one worker can be had */
export function startExperimentCrew(
  count: number,
  create: (kind: WorkerKind) => Worker = createWorker,
): ExperimentCrew {
  const started: { readonly service: RemoteExperimentService; close(): void }[] = [];
  for (let i = 0; i < count; i++) {
    try {
      started.push(startWorker(create('experiment')));
    } catch (reason) {
      if (started.length === 0) throw reason;
      break; // no more workers to be had
    }
  }
  return {
    services: started.map(({ service }) => service),
    close: () => {
      for (const each of started) each.close();
    },
  };
}

function startWorker(worker: Worker) {
  const remote = wrap<ExperimentService>(worker);
  let end!: (reason: Error) => void;
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  ended.catch(() => {}); // nobody need be asking when it ends
  worker.addEventListener('error', (event) => end(new Error(event.message)));
  const service: RemoteExperimentService = {
    open: (batch) => Promise.race([remote.open(batch), ended]),
    run: (cell, first, count) => Promise.race([remote.run(cell, first, count), ended]),
  };
  const close = () => {
    worker.terminate();
    end(new Error('the workers were ended'));
  };
  return { service, close };
}
