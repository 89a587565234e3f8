import { beginBatch } from '#mining/batch-run';
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

/** Nonces between two looks at the messages: about 3 ms, and 0.3 % of it for the look. */
const noncesPerStep = 16_384;

/** A searcher that owns its loop and lets messages in between steps.
 * @param pause resolves after the messages that are waiting have been handled */
export function createHashService(search: SearchHeaders, pause: () => Promise<void>): HashService {
  const underWay = new Map<number, { isCancelled: boolean }>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    search(batch, ticket) {
      const state = { isCancelled: false };
      if (ticket !== undefined) underWay.set(ticket, state);
      const answer = last.then(async () => {
        const run = beginBatch(search, batch, noncesPerStep);
        while (!state.isCancelled && run.step()) await pause();
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
}
