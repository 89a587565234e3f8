import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ledger } from '#simulation/ledger';
import { type Grid, headerSpan, type Job, slotsThrough, slotTime } from '#simulation/miner';
import { addSearches, headerOfAttempt, headerSearch, type SearchRequest } from '#simulation/mining-desk';
import { integerSquareRoot, latencyBetween } from '#simulation/network/link';
import { Links } from '#simulation/network/links';
import { runOf, search, second, worldOf } from './run-scenario.ts';

const grid: fc.Arbitrary<Grid> = fc
  .record({
    rate: fc.integer({ min: 1, max: 100_000 }),
    start: fc.integer({ min: 0, max: 1e12 }),
    part: fc.double({ min: 0, max: 0.999, noNaN: true }),
  })
  .map(({ rate, start, part }) => ({ rate, start, phase: Math.floor((1_000_000 / rate) * part) }));

describe('the time grid of a miner', () => {
  test('slots through t is exactly the number of slots at or before t', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 0, max: 1e8 }), (its, slot) => {
        const at = slotTime(its, slot);
        const through = slotsThrough(its, at);
        expect(slotTime(its, through - 1)).toBeLessThanOrEqual(at);
        expect(slotTime(its, through)).toBeGreaterThan(at);
        expect(slotsThrough(its, at - 1)).toBeLessThanOrEqual(slot);
      }),
    );
  });

  test('makes its rate in attempts every second, whatever the second', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 0, max: 1e11 }), (its, offset) => {
        const from = its.start + its.phase + offset;
        expect(
          Math.abs(slotsThrough(its, from + 1_000_000) - slotsThrough(its, from) - its.rate),
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the headers of a job', () => {
  const job: fc.Arbitrary<Job> = fc
    .record({
      grid,
      wait: fc.integer({ min: 0, max: 10_000_000 }),
      refreshMicros: fc.integer({ min: 1, max: 40_000_000 }),
      // The median time past can be ahead of the clock by hours.
      ahead: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5_000 })),
    })
    .map(({ grid: its, wait, refreshMicros, ahead }) => {
      const startedAt = its.start + wait;
      const time = 1_300_000_000 + Math.floor(startedAt / 1_000_000) + ahead;
      return {
        grid: its,
        firstSlot: slotsThrough(its, startedAt),
        startedAt,
        refreshMicros,
        epochSeconds: 1_300_000_000,
        header: new Uint8Array(80),
        block: { header: { time }, transactions: [] },
        entry: { through: 0, found: -1, hinted: false },
      } as unknown as Job;
    });

  test('come in spans that leave out no attempt, and no time comes twice', () => {
    fc.assert(
      fc.property(job, fc.integer({ min: 0, max: 1e7 }), (its, attempt) => {
        const span = headerSpan(its, attempt);
        expect(span.first).toBeLessThanOrEqual(attempt);
        expect(span.end).toBeGreaterThan(attempt);
        expect(headerSpan(its, span.first)).toEqual(span);
        expect(headerSpan(its, span.end - 1)).toEqual(span);
        const next = headerSpan(its, span.end);
        expect(next.first).toBe(span.end);
        expect(next.time).toBeGreaterThan(span.time);
      }),
    );
  });

  test('follow the clock, at most one look behind, and are never below the first', () => {
    fc.assert(
      fc.property(job, fc.integer({ min: 0, max: 1e7 }), (its, attempt) => {
        const { time } = headerSpan(its, attempt);
        const at = slotTime(its.grid, its.firstSlot + attempt);
        const clock = its.epochSeconds + Math.floor(at / 1_000_000);
        const lookBefore = its.epochSeconds + Math.floor((at - its.refreshMicros) / 1_000_000);
        const first = its.block.header.time;
        if (clock <= first) expect(time).toBe(first);
        else {
          expect(time).toBeLessThanOrEqual(clock);
          expect(time).toBeGreaterThan(Math.max(first - 1, lookBefore - 1));
        }
      }),
    );
  });

  test('are searched once each, every attempt with the header it belongs to', () => {
    fc.assert(
      fc.property(job, fc.integer({ min: 1, max: 5_000 }), (its, end) => {
        let through = 0;
        const requests: SearchRequest[] = [];
        addSearches(requests, its, end);
        for (const request of requests) {
          const { first, firstNonce, count } = request;
          const { header } = headerSearch(request);
          expect(first).toBe(through);
          for (const attempt of [first, first + count - 1]) {
            const wanted = headerOfAttempt(its, attempt);
            expect(new DataView(header.buffer).getUint32(68, true)).toBe(wanted.time);
            expect(firstNonce + attempt - first).toBe(wanted.nonce);
          }
          through += count;
        }
        // Whole groups of four.
        expect(through).toBe(Math.ceil(end / 4) * 4);
      }),
      { numRuns: 50 },
    );
  });
});

test('miners who choose the same payments share one list, so that its Merkle branch is computed once', () => {
  const world = worldOf(runOf('quiet-network', 3));
  let shared = 0;
  for (let time = 60 * second; time <= 1_200 * second; time += 60 * second) {
    world.runUntil(time, search);
    const jobs = world.floor.miners.flatMap((index) => world.nodes[index]!.miner.job ?? []);
    const full = jobs.filter(({ chosen }) => chosen.length > 0);
    shared += full.length - new Set(full.map(({ chosen }) => chosen)).size;
  }
  expect(shared).toBeGreaterThan(0);
});

describe('links', () => {
  const link = {
    index: 0,
    a: 0,
    b: 1,
    key: 99,
    latencyMicros: 30_000,
    bytesPerSecond: 250_000,
    lossPerMillion: 0,
  };

  test('are first in first out each way, and never faster than light and line', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        fc.array(
          fc.record({
            gap: fc.integer({ min: 0, max: 50_000 }),
            size: fc.integer({ min: 24, max: 100_000 }),
          }),
          { maxLength: 40 },
        ),
        (lossPerMillion, messages) => {
          const links = new Links();
          links.add({ ...link, lossPerMillion });
          let now = 0;
          let last = 0;
          for (const { gap, size } of messages) {
            now += gap;
            const arrival = links.transmit(0, size, now);
            expect(arrival).toBeGreaterThanOrEqual(last);
            expect(arrival).toBeGreaterThanOrEqual(
              now + link.latencyMicros + Math.ceil((size * 1_000_000) / link.bytesPerSecond),
            );
            last = arrival;
          }
        },
      ),
    );
  });

  test('lose about as many segments as they are told, and each loss costs a timeout', () => {
    const links = new Links();
    links.add({ ...link, lossPerMillion: 100_000 });
    let late = 0;
    for (let i = 0; i < 5_000; i++) {
      const now = i * 10_000_000;
      if (links.transmit(1, 100, now) >= now + 200_000) late++;
    }
    expect(late / 5_000).toBeGreaterThan(0.08);
    expect(late / 5_000).toBeLessThan(0.12);
  });

  test('a copy goes its own way', () => {
    const links = new Links();
    links.add(link);
    const copy = new Links(links);
    copy.close(0);
    copy.transmit(0, 250_000, 0);
    expect(links.isOpen(0)).toBe(true);
    expect(links.transmit(0, 250, 0)).toBe(31_000);
  });

  test('latency follows distance, in integers', () => {
    expect(latencyBetween({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 })).toBe(8_000);
    expect(latencyBetween({ x: 0, y: 0 }, { x: 1, y: 0 })).toBe(88_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (n) => {
        const root = integerSquareRoot(n);
        expect(root * root).toBeLessThanOrEqual(n);
        expect((root + 1) ** 2).toBeGreaterThan(n);
      }),
    );
  });
});

describe('the ledger', () => {
  test('survives a trip through text', () => {
    const ledger = new Ledger();
    Object.assign(ledger.entry('a'.repeat(32)), { through: 100, found: -1 });
    Object.assign(ledger.entry('b'.repeat(32)), { through: 51, found: 50 });
    const again = Ledger.parse(ledger.serialise());
    expect(again.serialise()).toBe(ledger.serialise());
    expect(again.entry('b'.repeat(32))).toEqual({ through: 51, found: 50, hinted: true });
  });

  test.each([
    'x',
    `${'a'.repeat(32)} 5`,
    `${'a'.repeat(32)} 5 5`,
    `${'A'.repeat(32)} 5 -1`,
    `${'a'.repeat(32)} 5 -1\n\n`,
  ])('refuses %j and says which line', (text) => {
    expect(() => Ledger.parse(text)).toThrow(/ledger line \d+/);
  });
});
