import * as Comlink from 'comlink';
import type { HashService } from './hash-service.ts';
import { createSearchPool } from './search-pool.ts';
import type { Hashers } from './simulation-service.ts';

/** Hash workers behind ports, as one searcher that shares work out among them. */
export function connectHashers(ports: readonly MessagePort[]): Hashers {
  return createSearchPool(
    ports.map((port) => Comlink.wrap<HashService>(port)),
    () => performance.now(),
  );
}
