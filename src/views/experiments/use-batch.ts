import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { createBatchKeeper } from '#app/experiments/batch-keeper';
import { type Batch, type BatchState, createBatch } from '#app/experiments/create-batch';
import { startExperimentCrew } from '#app/experiments/experiment-crew';
import type { BatchRequest } from '#experiments/experiment';

/** One batch on the page: what it has found so far, and what can be done with it. */
export interface BatchInUse extends BatchState {
  /** Runs a batch on all cores; what is kept of it already is not done again. Another one that runs is paused. */
  start(request: BatchRequest): void;
  /** Goes on with a paused batch. */
  resume(): void;
  /** Frees the workers at once; what is done is kept. */
  cancel(): void;
  /** Shows what is kept of this batch from earlier. */
  recall(request: BatchRequest): void;
  /** Shows the last batch of this place, from before a reload. */
  recallLast(): void;
  /** Forgets what is shown. */
  forget(): void;
  /** The place whose batch has the workers now, if that is another one. */
  readonly otherRunning: string | undefined;
}

/** Workers that are worth starting: one for each logical core. */
const coreCount = Math.min(64, Math.max(1, navigator.hardwareConcurrency || 2));

const keeper = createBatchKeeper(() => Date.now());
const batches = new Map<string, Batch>();
const runningPlace = createStore<{ readonly place: string | undefined }>(() => ({ place: undefined }));

/** The batch of a place of the page: it goes on while the reader looks at something else, and is found again after a
 * reload. Only one batch has the workers at a time.
 * @param place a constant name, e.g. `director` */
export function useBatch(place: string): BatchInUse {
  const batch = batchAt(place);
  const state = useStore(batch.store);
  const running = useStore(runningPlace, (now) => now.place);
  const verbs = useMemo(
    () => ({
      start: (request: BatchRequest) => {
        pauseOthers(place);
        void batch.start(request);
      },
      resume: () => {
        pauseOthers(place);
        batch.resume();
      },
      cancel: batch.cancel,
      recall: (request: BatchRequest) => void batch.recall(request),
      recallLast: () => void batch.recallLast(),
      forget: () => void batch.forget(),
    }),
    [batch, place],
  );
  return { ...state, ...verbs, otherRunning: running === place ? undefined : running };
}

function batchAt(place: string): Batch {
  const known = batches.get(place);
  if (known !== undefined) return known;
  if (batches.size === 0) watchPageHide();
  const batch = createBatch({
    place,
    workers: coreCount,
    startCrew: startExperimentCrew,
    keeper,
    clock: () => performance.now(),
  });
  batch.store.subscribe(({ phase }) => {
    const { place: now } = runningPlace.getState();
    if (phase === 'running' && now !== place) runningPlace.setState({ place });
    if (phase !== 'running' && now === place) runningPlace.setState({ place: undefined });
  });
  batches.set(place, batch);
  return batch;
}

function pauseOthers(place: string): void {
  for (const [other, batch] of batches) {
    if (other !== place && batch.store.getState().phase === 'running') batch.cancel();
  }
}

/** A tab that is closed or put away may not come back. */
function watchPageHide(): void {
  const keepAll = () => {
    for (const batch of batches.values()) batch.keepNow();
  };
  addEventListener('pagehide', keepAll);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepAll();
  });
}
