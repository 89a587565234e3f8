import type { HashCrew } from '#app/bench/hash-crew';
import { searchReference } from '#mining/search-reference';
import { createHashService } from '#workers/hash-service';

/** A crew that searches in this thread, and lets everything else happen in between. */
export function fakeCrew(count: number): HashCrew & { readonly isClosed: () => boolean } {
  let closed = false;
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    services: Array.from({ length: count }, () => {
      const service = createHashService(searchReference, pause);
      return { search: service.search, cancel: service.cancel };
    }),
    close: () => {
      closed = true;
    },
    isClosed: () => closed,
  };
}

/** A service that fails whatever it is asked. */
export function brokenCrew(): HashCrew {
  return {
    services: [{ search: () => Promise.reject(new Error('no')), cancel: () => {} }],
    close: () => {},
  };
}
