import * as Comlink from 'comlink';
import type { Run } from '#simulation/run';
import type { RehearsalReport } from '#simulation/stage/rehearsal';
import type { RehearsalService } from '#workers/rehearsal-service';
import { createWorker } from '../create-worker.ts';

export type { RehearsalReport };

/** A rehearsal under way. */
export interface RunningRehearsal {
  /** Undefined when it was cancelled. @throws what went wrong in the worker */
  readonly result: Promise<RehearsalReport | undefined>;
  /** Frees the worker at once. */
  cancel(): void;
}

/** Plays a run through in a worker of its own. */
export function rehearse(run: Run, onProgress: (report: RehearsalReport) => void): RunningRehearsal {
  const worker = createWorker('rehearsal');
  const service = Comlink.wrap<RehearsalService>(worker);
  let stop: (value: undefined) => void = () => undefined;
  const cancelled = new Promise<undefined>((resolve) => {
    stop = resolve;
  });
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
  });
  const played = service.rehearse(run, Comlink.proxy(onProgress));
  const result = Promise.race([played, cancelled, failed]).finally(() => worker.terminate());
  return {
    result,
    cancel() {
      stop(undefined);
      worker.terminate();
    },
  };
}
