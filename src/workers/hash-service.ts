import { type BatchRun, beginBatch } from '#mining/batch-run';
import type { HeaderSearch, SearchHeaders, SearchResult } from '#mining/header-search';

/** What a hash worker offers behind a port. */
export interface HashService {
  /** Answers every search of the batch, in order; batches wait for earlier ones of the same port.
   * After a cancel the answer comes at once: what was not finished has nonce -1 and `tried` < `count`.
   * @param ticket the caller's number for this batch, to cancel it by */
  search(batch: readonly HeaderSearch[], ticket?: number): Promise<readonly SearchResult[]>;
  /** Ends a batch early, within one step (about 3 ms). Tickets that are not under way are ignored. */
  cancel(ticket: number): void;
}

/** Milliseconds between two looks at the messages; the look itself costs 6 µs in Chromium and 8 in Firefox. */
const stepMillis = 3;
const firstStep = 4_096;
const longestStep = 65_536;
/** Steps are timed so many at a time, since the clock of some browsers ticks once a millisecond. */
const stepsPerTiming = 8;

/** A searcher that owns its loop and lets messages in between steps.
 * @param pause resolves after the messages that are waiting have been handled
 * @param clock milliseconds; only the length of a step depends on it */
export function createHashService(
  search: SearchHeaders,
  pause: () => Promise<void>,
  clock: () => number = () => performance.now(),
): HashService {
  const underWay = new Map<number, { isCancelled: boolean }>();
  let last: Promise<unknown> = Promise.resolve();
  let noncesPerStep = firstStep;
  let timedMillis = 0;
  let timedSteps = 0;

  return {
    search(batch, ticket) {
      const state = { isCancelled: false };
      if (ticket !== undefined) underWay.set(ticket, state);
      const answer = last.then(async () => {
        const run = beginBatch(search, batch);
        while (!state.isCancelled && timedStep(run)) await pause();
        if (ticket !== undefined) underWay.delete(ticket);
        return run.results();
      });
      last = answer.catch(() => undefined);
      return answer;
    },
    cancel(ticket) {
      const state = underWay.get(ticket);
      if (state) state.isCancelled = true;
    },
  };

  /** A step; now and then makes the next ones as long as they should be on this machine, in its present mood. */
  function timedStep(run: BatchRun): boolean {
    const began = clock();
    const goesOn = run.step(noncesPerStep);
    const millis = clock() - began;
    if (!goesOn) return false;
    timedMillis += millis;
    timedSteps++;
    // At once when much too long: code that is not optimised yet, or a machine with other work.
    if (timedSteps === stepsPerTiming || millis > 3 * stepMillis) {
      const factor = Math.min(2, Math.max(0.5, (stepMillis * timedSteps) / timedMillis));
      noncesPerStep = Math.round(Math.min(longestStep, Math.max(firstStep / 4, noncesPerStep * factor)));
      timedMillis = 0;
      timedSteps = 0;
    }
    return true;
  }
}
