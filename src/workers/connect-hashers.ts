import * as Comlink from 'comlink';
import type { HeaderSearch, SearchResult } from '#mining/header-search';
import type { Hashers } from './simulation-service.ts';

/** What a hash worker offers behind its port. */
interface RemoteHasher {
  search(batch: readonly HeaderSearch[]): Promise<readonly SearchResult[]>;
}

/** Hash workers behind ports, as one searcher: each search of a batch goes to the worker with the least work so far. */
export function connectHashers(ports: MessagePort[]): Hashers {
  const workers = ports.map((port) => Comlink.wrap<RemoteHasher>(port));
  return {
    count: workers.length,
    async search(requests) {
      const shares = workers.map(() => ({ hashes: 0, indices: [] as number[] }));
      requests.forEach((request, i) => {
        const share = shares.reduce((least, candidate) =>
          candidate.hashes < least.hashes ? candidate : least,
        );
        share.hashes += request.count;
        share.indices.push(i);
      });
      const results: SearchResult[] = [];
      await Promise.all(
        shares.map(async ({ indices }, w) => {
          if (indices.length === 0) return;
          const answers = await workers[w]!.search(indices.map((i) => requests[i]!));
          indices.forEach((i, k) => {
            results[i] = answers[k]!;
          });
        }),
      );
      return results;
    },
  };
}
