import * as Comlink from 'comlink';
import { bestSearch } from '#mining/best-search';
import { createHashService, type HashService } from './hash-service.ts';
import { createMessagePause } from './message-pause.ts';
import { createSearchPool, type RemoteHashService, type SearchPool } from './search-pool.ts';
import type { Hashers } from './simulation-service.ts';

/** How long a hash worker may take to answer for the first time: its code could be missing, or forbidden. */
const patienceMillis = 5_000;

/** Hash workers behind ports, as one searcher that shares work out among them. Those that do not answer in time are
 * left out; with none, headers are searched in this thread. */
export function connectHashers(ports: readonly MessagePort[], patience = patienceMillis): Hashers {
  const pool = connect(ports, patience);
  return { count: ports.length, search: async (requests) => (await pool).search(requests) };
}

async function connect(ports: readonly MessagePort[], patience: number): Promise<SearchPool> {
  const answering: RemoteHashService[] = [];
  const greetings = ports.map(async (port) => {
    const service = Comlink.wrap<HashService>(port);
    await service.search([]);
    answering.push(service);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([Promise.all(greetings), tooLong]);
  clearTimeout(timer);
  const services = answering.length > 0 ? answering : [createHashService(bestSearch(), createMessagePause())];
  return createSearchPool([...services], () => performance.now());
}
