import { parentPort } from 'node:worker_threads';
import { bestSearch } from '#mining/best-search';
import type { HeaderSearch, SearchResult } from '#mining/header-search';
import { createHashService } from '#workers/hash-service';

/** What a hash thread is told. */
export type ThreadRequest =
  | { readonly kind: 'search'; readonly ticket: number; readonly batch: readonly HeaderSearch[] }
  | { readonly kind: 'cancel'; readonly ticket: number };

/** What it says: the answers to one request. */
export interface ThreadAnswer {
  readonly ticket: number;
  readonly results: readonly SearchResult[];
}

/* A hash worker as a Node thread: the same loop as the page's, over the thread's own port. */
const service = createHashService(bestSearch(), () => new Promise((resolve) => setImmediate(resolve)));

parentPort?.on('message', async (request: ThreadRequest) => {
  if (request.kind === 'cancel') return service.cancel(request.ticket);
  const results = await service.search(request.batch, request.ticket);
  parentPort?.postMessage({ ticket: request.ticket, results } satisfies ThreadAnswer);
});
