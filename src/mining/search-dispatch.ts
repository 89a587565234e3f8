import { assert } from '#bitcoin/encoding/assert';
import { expectedTries } from './expected-tries.ts';
import type { HeaderSearch, SearchResult } from './header-search.ts';

/** What the dispatcher wants done: plain data for whoever holds the connections to the workers. */
export type DispatchOrder =
  | {
      readonly kind: 'search';
      readonly worker: number;
      readonly ticket: number;
      readonly batch: readonly HeaderSearch[];
    }
  | { readonly kind: 'cancel'; readonly worker: number; readonly ticket: number };

/** Shares searches out to workers that answer in any order. Every input gives the orders that follow from it. */
export interface SearchDispatch {
  readonly begin: () => readonly DispatchOrder[];
  /** A worker has answered an order, in full or, after a cancel, in part. */
  readonly answer: (ticket: number, results: readonly SearchResult[]) => readonly DispatchOrder[];
  /** A worker is gone; others do what it had not answered. */
  readonly lose: (worker: number) => readonly DispatchOrder[];
  /** Nobody wants the results any more; what workers answer from now on still counts. */
  readonly cancel: () => readonly DispatchOrder[];
  /** Whether every search is decided or, after a cancel, every order answered. */
  readonly isFinished: () => boolean;
  /** One answer a search; `tried` counts all hashes computed. What was cancelled before it was decided answers -1
   * with the length of the stretch that is known to hold no winner as `tried`. */
  readonly results: () => readonly SearchResult[];
}

export interface DispatchOptions {
  readonly batch: readonly HeaderSearch[];
  /** Workers by index that take orders. */
  readonly workers: readonly number[];
  /** How many nonces a worker should get at once: about 100 ms of its work, for a cheap message and a fair share. */
  readonly noncesPerOrder: (worker: number) => number;
  /** A fresh number for each order. */
  readonly nextTicket: () => number;
}

/** Orders a worker holds at a time: it begins the second while the answer to the first is on its way. */
const ordersPerWorker = 2;

/** The smallest stretch that is worth sending elsewhere: under a millisecond. */
const smallestPart = 4_096;

/** A dispatcher for one batch. The smallest winner of a range is known once everything below it is answered: until
 * then a find only ends what lies above it.
 *
 * Ranges are cut into parts, which are handed out in ascending order. A part is no longer than a quarter of a
 * worker's share of the tries that a find takes on average, for otherwise the second worker would work in vain. */
export function dispatchSearches(options: DispatchOptions): SearchDispatch {
  const { batch, noncesPerOrder, nextTicket } = options;
  const workers = new Set(options.workers);
  const searches = batch.map((search) => beginProgress(search, options.workers.length));
  const orders = new Map<number, { readonly worker: number; readonly parts: readonly Part[] }>();
  const cancelled = new Set<number>();
  let isCancelled = false;
  let firstOpen = 0;
  assert(workers.size > 0, 'searches need a worker');

  return {
    begin: handOut,
    answer: (ticket, results) => {
      const order = orders.get(ticket);
      if (!order) return [];
      orders.delete(ticket);
      cancelled.delete(ticket);
      order.parts.forEach((part, i) => {
        record(searches[part.search]!, part, results[i]!);
      });
      return [...cancelIdle(), ...handOut()];
    },
    lose: (worker) => {
      workers.delete(worker);
      for (const [ticket, order] of [...orders]) {
        if (order.worker !== worker) continue;
        orders.delete(ticket);
        for (const part of order.parts) giveBack(searches[part.search]!, part);
      }
      firstOpen = 0;
      return handOut();
    },
    cancel: () => {
      isCancelled = true;
      return cancelOrders(() => true);
    },
    isFinished: () => searches.every(isDecided) || (isCancelled && orders.size === 0),
    results: () => searches.map(resultOf),
  };

  function handOut(): readonly DispatchOrder[] {
    const fresh: DispatchOrder[] = [];
    if (isCancelled) return fresh;
    // Everyone gets a first order before anyone gets a second one.
    for (let round = 1; round <= ordersPerWorker; round++) {
      for (const worker of workers) {
        const held = [...orders].filter(
          ([ticket, o]) => o.worker === worker && !cancelled.has(ticket),
        ).length;
        if (held >= round) continue;
        const parts = takeParts(worker);
        if (parts.length === 0) return fresh;
        const ticket = nextTicket();
        orders.set(ticket, { worker, parts });
        fresh.push({ kind: 'search', worker, ticket, batch: parts.map(searchOf) });
      }
    }
    return fresh;
  }

  /** At most one part of each search, since two of one would be a longer one. */
  function takeParts(worker: number): readonly Part[] {
    const parts: Part[] = [];
    const left = searches.reduce(
      (sum, search) => sum + (isOpen(search) ? search.count - search.handedOut : 0),
      0,
    );
    const share = Math.max(smallestPart, left / (2 * workers.size));
    let budget = Math.max(smallestPart, Math.min(noncesPerOrder(worker), share));
    while (firstOpen < searches.length && !isOpen(searches[firstOpen]!)) firstOpen++;
    for (let i = firstOpen; i < searches.length && budget > 0; i++) {
      const search = searches[i]!;
      if (!isOpen(search)) continue;
      const part = search.returned.pop() ?? cut(search, i, budget);
      parts.push(part);
      budget -= part.count;
    }
    return parts;
  }

  function searchOf({ search, offset, count }: Part): HeaderSearch {
    const whole = batch[search]!;
    return { header: whole.header, target: whole.target, firstNonce: whole.firstNonce + offset, count };
  }

  function cancelIdle(): readonly DispatchOrder[] {
    return cancelOrders(({ parts }) => parts.every((part) => !isNeeded(searches[part.search]!, part)));
  }

  function cancelOrders(
    isIdle: (order: { readonly parts: readonly Part[] }) => boolean,
  ): readonly DispatchOrder[] {
    const cancels: DispatchOrder[] = [];
    for (const [ticket, order] of orders) {
      if (cancelled.has(ticket) || !isIdle(order)) continue;
      cancelled.add(ticket);
      cancels.push({ kind: 'cancel', worker: order.worker, ticket });
    }
    return cancels;
  }
}

/** A stretch of one search's range. */
interface Part {
  /** Index in the batch. */
  readonly search: number;
  /** From the range's first nonce. */
  readonly offset: number;
  readonly count: number;
}

interface Progress {
  readonly firstNonce: number;
  readonly count: number;
  readonly longestPart: number;
  /** Offsets below this are in some part. */
  handedOut: number;
  /** Offsets below this hold no winner, but for `found`. */
  answered: number;
  /** Answered stretches further up: from offset to offset. */
  readonly answeredAbove: Map<number, number>;
  /** Parts that came back undone and are still needed, the lowest last. */
  returned: Part[];
  /** The smallest winner's offset so far. */
  found: number;
  tried: number;
}

function beginProgress({ firstNonce, count, target }: HeaderSearch, workerCount: number): Progress {
  const longestPart = Math.max(smallestPart, Math.floor(expectedTries(target) / (4 * workerCount)));
  const nothing = {
    handedOut: 0,
    answered: 0,
    answeredAbove: new Map<number, number>(),
    returned: [],
    tried: 0,
  };
  return { firstNonce, count, longestPart, ...nothing, found: Number.POSITIVE_INFINITY };
}

function isDecided(search: Progress): boolean {
  return search.answered > search.found || search.answered === search.count;
}

/** Whether parts are left to hand out. */
function isOpen(search: Progress): boolean {
  return search.returned.length > 0 || (search.handedOut < search.count && search.handedOut < search.found);
}

/** Whether an answer to this part could still change the result. */
function isNeeded(search: Progress, part: Part): boolean {
  return !isDecided(search) && part.offset < search.found;
}

function cut(progress: Progress, search: number, budget: number): Part {
  const left = progress.count - progress.handedOut;
  const count = Math.min(left, Math.ceil(budget), progress.longestPart);
  const part = { search, offset: progress.handedOut, count };
  progress.handedOut += count;
  return part;
}

function giveBack(search: Progress, part: Part): void {
  if (isNeeded(search, part)) search.returned.push(part);
  search.returned.sort((left, right) => right.offset - left.offset);
}

function record(search: Progress, { offset, count }: Part, { nonce, tried }: SearchResult): void {
  search.tried += tried;
  const isFind = nonce >= 0;
  const end = isFind ? nonce - search.firstNonce + 1 : offset + Math.min(tried, count);
  if (isFind && end <= search.found) {
    search.found = end - 1;
    search.returned = search.returned.filter((part) => part.offset < search.found);
  }
  if (end === offset) return;
  search.answeredAbove.set(offset, end);
  for (let next = search.answeredAbove.get(search.answered); next !== undefined; ) {
    search.answeredAbove.delete(search.answered);
    search.answered = next;
    next = search.answeredAbove.get(next);
  }
}

function resultOf(search: Progress): SearchResult {
  if (!isDecided(search)) return { nonce: -1, tried: search.answered };
  const isFound = Number.isFinite(search.found);
  return { nonce: isFound ? search.firstNonce + search.found : -1, tried: search.tried };
}
