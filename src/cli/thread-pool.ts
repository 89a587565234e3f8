import type { Worker } from 'node:worker_threads';
import { bestSearch } from '#mining/best-search';
import type { SearchResult } from '#mining/header-search';
import { createHashService } from '#workers/hash-service';
import { createSearchPool, type RemoteHashService, type SearchPool } from '#workers/search-pool';
import type { ThreadAnswer, ThreadRequest } from './hash-thread.ts';
import { startThread } from './start-thread.ts';

/** A search pool whose services are Node threads. */
export interface ThreadPool extends SearchPool {
  /** Ends the threads; searches under way are never answered. */
  close(): Promise<void>;
}

/** Starts this many hash threads; with one, or none, headers are searched in this thread between its other events. */
export function createThreadPool(threadCount: number): ThreadPool {
  const threads =
    threadCount > 1 ? Array.from({ length: threadCount }, () => startThread('./hash-thread.ts')) : [];
  const inline = createHashService(bestSearch(), () => new Promise((resolve) => setImmediate(resolve)));
  const pool = createSearchPool(threads.length > 0 ? threads.map(connect) : [inline], () =>
    performance.now(),
  );
  return {
    ...pool,
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}

/** The thread as a hash service; an error in it rejects what it had not answered. */
function connect(thread: Worker): RemoteHashService {
  const waiting = new Map<
    number,
    {
      readonly resolve: (results: readonly SearchResult[]) => void;
      readonly reject: (reason: unknown) => void;
    }
  >();
  let failure: unknown;
  thread.on('message', ({ ticket, results }: ThreadAnswer) => {
    waiting.get(ticket)?.resolve(results);
    waiting.delete(ticket);
  });
  thread.on('error', (error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const send = (request: ThreadRequest): void => thread.postMessage(request);
  return {
    search: (batch, ticket) =>
      new Promise((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        waiting.set(ticket, { resolve, reject });
        send({ kind: 'search', ticket, batch });
      }),
    cancel: (ticket) => send({ kind: 'cancel', ticket }),
  };
}
