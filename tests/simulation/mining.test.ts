import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Ledger } from '#simulation/ledger';
import { type Grid, slotsThrough, slotTime } from '#simulation/miner';
import { integerSquareRoot, latencyBetween } from '#simulation/network/link';
import { Links } from '#simulation/network/links';

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
