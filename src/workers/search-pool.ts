import type { HeaderSearch, SearchResult } from '#mining/header-search';
import { type DispatchOrder, dispatchSearches } from '#mining/search-dispatch';

/** A hash service of any kind, near or far: one in this thread, or a Comlink remote of one in another. */
export interface RemoteHashService {
  search(batch: readonly HeaderSearch[], ticket: number): Promise<readonly SearchResult[]>;
  cancel(ticket: number): unknown;
}

/** Several hash services as one searcher. */
export interface SearchPool {
  /** How many services there are. */
  readonly count: number;
  /** Answers all searches of the batch; large ranges are shared out, and a find counts once all smaller nonces are
   * answered. */
  search(batch: readonly HeaderSearch[]): Promise<readonly SearchResult[]>;
  /** The same, watched and cancellable. */
  begin(batch: readonly HeaderSearch[]): PooledSearch;
  /** What each service has done so far. */
  rates(): readonly HashRate[];
  /** The services that are gone, by index. */
  lost(): readonly number[];
  /** Goes on without this service: its worker could not be loaded, or stopped. The last one cannot be lost. */
  lose(service: number): void;
}

/** A batch on its way through the pool. */
export interface PooledSearch {
  /** The results; after a cancel, what was known then. */
  readonly done: Promise<readonly SearchResult[]>;
  /** What is known now: an undecided search answers -1, with the length of the stretch known to hold no winner. */
  results(): readonly SearchResult[];
  cancel(): void;
}

/** The speed of one service. */
export interface HashRate {
  /** Hashes computed since the pool was made. */
  readonly hashes: number;
  /** Over the latest orders; 0 before the first answer. */
  readonly hashesPerSecond: number;
}

/** Milliseconds of work in one order. */
const orderMillis = 100;
/** Until a service's speed is known: a tenth of a second of slow hardware. */
const firstOrder = 65_536;

/** A pool of at least one service.
 * @param clock milliseconds; only speeds are computed from it */
export function createSearchPool(services: readonly RemoteHashService[], clock: () => number): SearchPool {
  const meters = services.map(() => ({ hashes: 0, perMilli: 0, busySince: 0 }));
  const alive = new Set(services.keys());
  const running = new Set<{ readonly lose: (service: number) => void }>();
  let tickets = 0;

  return {
    count: services.length,
    search: (batch) => begin(batch).done,
    begin,
    rates: () => meters.map(({ hashes, perMilli }) => ({ hashes, hashesPerSecond: perMilli * 1000 })),
    lost: () => [...services.keys()].filter((service) => !alive.has(service)),
    lose,
  };

  function lose(service: number): void {
    if (alive.size < 2 || !alive.delete(service)) return;
    for (const search of running) search.lose(service);
  }

  function begin(batch: readonly HeaderSearch[]): PooledSearch {
    const dispatch = dispatchSearches({
      batch,
      workers: [...alive],
      noncesPerOrder: (service) => meters[service]!.perMilli * orderMillis || firstOrder,
      nextTicket: () => tickets++,
    });
    let resolve!: (results: readonly SearchResult[]) => void;
    let reject!: (reason: unknown) => void;
    const done = new Promise<readonly SearchResult[]>((fulfil, fail) => {
      resolve = fulfil;
      reject = fail;
    });
    const carryOut = (orders: readonly DispatchOrder[]): void => {
      for (const order of orders) {
        if (order.kind === 'cancel') services[order.worker]!.cancel(order.ticket);
        else void ask(order.worker, order.ticket, order.batch);
      }
      if (!dispatch.isFinished()) return;
      running.delete(search);
      resolve(dispatch.results());
    };
    const ask = async (service: number, ticket: number, part: readonly HeaderSearch[]): Promise<void> => {
      const asked = clock();
      let results: readonly SearchResult[];
      try {
        results = await services[service]!.search(part, ticket);
      } catch (reason) {
        // Others can do its work; with the last one gone, the caller must know.
        if (alive.size > 1) lose(service);
        else if (alive.has(service)) reject(reason);
        return;
      }
      measure(service, asked, results);
      carryOut(dispatch.answer(ticket, results));
    };
    const search = { lose: (service: number) => carryOut(dispatch.lose(service)) };
    running.add(search);
    carryOut(dispatch.begin());
    return { done, results: dispatch.results, cancel: () => carryOut(dispatch.cancel()) };
  }

  /** Orders queue up, so that one takes the time since the answer before it. */
  function measure(service: number, asked: number, results: readonly SearchResult[]): void {
    const meter = meters[service]!;
    const now = clock();
    const hashes = results.reduce((sum, { tried }) => sum + tried, 0);
    const millis = now - Math.max(asked, meter.busySince);
    meter.busySince = now;
    meter.hashes += hashes;
    // Short orders say more about messages than about hashing.
    if (millis < 2 || hashes < 1_000) return;
    meter.perMilli = meter.perMilli === 0 ? hashes / millis : 0.7 * meter.perMilli + (0.3 * hashes) / millis;
  }
}
