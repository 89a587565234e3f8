import type { HeaderSearch, SearchHeaders, SearchResult } from './header-search.ts';

/** Some searches on their way, in order. Whoever runs them takes steps and does other things in between. */
export interface BatchRun {
  /** Tries about `nonces` nonces, over as many searches as that takes; false when nothing is left to do. */
  readonly step: (nonces: number) => boolean;
  /** One answer a search at any time. What is not finished answers -1 with `tried` < `count`: the first `tried`
   * nonces of its range hold no winner. */
  readonly results: () => readonly SearchResult[];
}

/** Begins the searches of `batch`. */
export function beginBatch(search: SearchHeaders, batch: readonly HeaderSearch[]): BatchRun {
  const results: SearchResult[] = batch.map(() => ({ nonce: -1, tried: 0 }));
  let current = 0;

  const step = (nonces: number): boolean => {
    for (let left = nonces; left > 0 && current < batch.length; ) {
      const whole = batch[current]!;
      const before = results[current]!.tried;
      const count = Math.min(left, whole.count - before);
      const { nonce, tried } = search({ ...whole, firstNonce: whole.firstNonce + before, count });
      results[current] = { nonce, tried: before + tried };
      // A search costs something to begin, so that a step of many tiny ones ends as well.
      left -= tried + 16;
      if (nonce >= 0 || before + tried === whole.count) current++;
    }
    return current < batch.length;
  };
  return { step, results: () => results };
}
