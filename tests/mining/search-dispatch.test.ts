import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeaderSearch, SearchResult } from '../../src/mining/header-search.ts';
import { type DispatchOrder, dispatchSearches } from '../../src/mining/search-dispatch.ts';
import { toTarget } from './naive-search.ts';

type SearchOrder = Extract<DispatchOrder, { kind: 'search' }>;

/** A batch whose winners are given rather than mined, so that a test decides who finds what when. The header's first
 * byte says which search it is. */
interface Case {
  readonly batch: readonly HeaderSearch[];
  readonly winners: readonly (readonly number[])[];
}

const anyCase: fc.Arbitrary<Case> = fc
  .array(
    fc.record({
      firstNonce: fc.constantFrom(0, 17, 4_294_967_296 - 100_000),
      count: fc.oneof(fc.nat(100), fc.nat(100_000)),
      zeros: fc.integer({ min: 1, max: 40 }),
      offsets: fc.array(fc.nat(100_000), { maxLength: 4 }),
    }),
    { maxLength: 6 },
  )
  .map((rows) => ({
    batch: rows.map(({ firstNonce, count, zeros }, i) => ({
      header: new Uint8Array(80).fill(i, 0, 1),
      target: toTarget((1n << BigInt(256 - zeros)) - 1n),
      firstNonce,
      count,
    })),
    winners: rows.map(({ firstNonce, offsets }) => offsets.map((offset) => firstNonce + offset)),
  }));

function answer({ winners }: Case, { header, firstNonce, count }: HeaderSearch): SearchResult {
  const inRange = winners[header[0]!]!.filter((nonce) => nonce >= firstNonce && nonce < firstNonce + count);
  if (inRange.length === 0) return { nonce: -1, tried: count };
  const nonce = Math.min(...inRange);
  return { nonce, tried: nonce - firstNonce + 1 };
}

/** Drives a dispatch with workers that answer in the order that `pick` says. */
function drive(some: Case, workerCount: number, pick: (choices: number) => number) {
  let tickets = 0;
  const open: SearchOrder[] = [];
  const dispatch = dispatchSearches({
    batch: some.batch,
    workers: Array.from({ length: workerCount }, (_, i) => i),
    noncesPerOrder: (worker) => 5_000 + 3_000 * worker,
    nextTicket: () => tickets++,
  });
  const accept = (orders: readonly DispatchOrder[]): void => {
    for (const order of orders) {
      if (order.kind === 'search') open.push(order);
      else
        expect(open.some(({ ticket, worker }) => ticket === order.ticket && worker === order.worker)).toBe(
          true,
        );
    }
  };
  accept(dispatch.begin());
  return {
    dispatch,
    open,
    accept,
    answerOne(): boolean {
      const [order] = open.splice(pick(open.length), 1);
      if (!order) return false;
      accept(
        dispatch.answer(
          order.ticket,
          order.batch.map((search) => answer(some, search)),
        ),
      );
      return true;
    },
  };
}

const picks = fc.infiniteStream(fc.nat());
const picker = (stream: Iterator<number>) => (choices: number) =>
  choices === 0 ? 0 : (stream.next().value as number) % choices;

describe('search dispatch', () => {
  it('gives the smallest winner of every range, whoever answers first', () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 4 }), picks, (some, workers, stream) => {
        const driven = drive(some, workers, picker(stream));
        while (!driven.dispatch.isFinished()) expect(driven.answerOne()).toBe(true);
        const expected = some.batch.map((search) => answer(some, search));
        expect(driven.dispatch.results().map(({ nonce }) => nonce)).toEqual(
          expected.map(({ nonce }) => nonce),
        );
        driven.dispatch.results().forEach(({ tried }, i) => {
          expect(tried).toBeGreaterThanOrEqual(expected[i]!.tried);
          expect(tried).toBeLessThanOrEqual(some.batch[i]!.count);
        });
      }),
    );
  });

  it('loses nothing when workers are lost', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.integer({ min: 2, max: 4 }),
        fc.nat(6),
        picks,
        (some, workers, before, stream) => {
          const driven = drive(some, workers, picker(stream));
          for (let i = 0; i < before && !driven.dispatch.isFinished(); i++) driven.answerOne();
          for (let worker = 1; worker < workers; worker++) {
            for (let i = driven.open.length - 1; i >= 0; i--) {
              if (driven.open[i]!.worker === worker) driven.open.splice(i, 1);
            }
            driven.accept(driven.dispatch.lose(worker));
          }
          expect(driven.open.every(({ worker }) => worker === 0)).toBe(true);
          while (!driven.dispatch.isFinished()) expect(driven.answerOne()).toBe(true);
          expect(driven.dispatch.results().map(({ nonce }) => nonce)).toEqual(
            some.batch.map((search) => answer(some, search).nonce),
          );
        },
      ),
    );
  });

  it('knows after a cancel what is certain', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(10),
        picks,
        (some, workers, before, stream) => {
          const pick = picker(stream);
          const driven = drive(some, workers, pick);
          for (let i = 0; i < before && !driven.dispatch.isFinished(); i++) driven.answerOne();
          driven.accept(driven.dispatch.cancel());
          for (const order of driven.open.splice(0)) {
            const partial = order.batch.map((search) =>
              answer(some, { ...search, count: pick(search.count + 1) }),
            );
            expect(driven.dispatch.answer(order.ticket, partial)).toEqual([]);
          }
          expect(driven.dispatch.isFinished()).toBe(true);
          driven.dispatch.results().forEach(({ nonce, tried }, i) => {
            const truth = answer(some, some.batch[i]!);
            if (nonce >= 0) expect(nonce).toBe(truth.nonce);
            else expect(answer(some, { ...some.batch[i]!, count: tried }).nonce).toBe(-1);
          });
        },
      ),
    );
  });

  it('lets every worker begin at once and cancels what a find makes idle', () => {
    const batch = [
      { header: new Uint8Array(80), target: toTarget(1n << 200n), firstNonce: 0, count: 1_000_000 },
    ];
    const driven = drive({ batch, winners: [[100]] }, 2, () => 0);
    expect(driven.open.map(({ worker }) => worker)).toEqual([0, 1, 0, 1]);
    const [first, ...others] = driven.open;
    const orders = driven.dispatch.answer(first!.ticket, [{ nonce: 100, tried: 101 }]);
    expect(orders).toEqual(others.map(({ worker, ticket }) => ({ kind: 'cancel', worker, ticket })));
    expect(driven.dispatch.isFinished()).toBe(true);
    expect(driven.dispatch.results()).toEqual([{ nonce: 100, tried: 101 }]);
  });

  it('cuts a range no longer than a find is expected to take', () => {
    const target = toTarget((1n << 240n) - 1n); // one in 65,536
    const batch = [{ header: new Uint8Array(80), target, firstNonce: 0, count: 10_000_000 }];
    let tickets = 0;
    const options = { batch, workers: [0, 1], noncesPerOrder: () => 1e9, nextTicket: () => tickets++ };
    const counts = dispatchSearches(options)
      .begin()
      .map((order) => (order.kind === 'search' ? order.batch[0]!.count : 0));
    expect(counts).toEqual([8_192, 8_192, 8_192, 8_192]);
  });
});
