import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { propagationCell } from '#experiments/cells/propagation-cell';
import type { Cell } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { spreadPercents } from '#experiments/spread-times';
import {
  type SpreadNetwork,
  spreadByAnnouncement,
  spreadByShortestPaths,
  timeUntil,
} from '#experiments/theory/block-spread';
import { bestSearch } from '#mining/best-search';

/** Messages of one byte at one byte a microsecond: every link takes three of them and three latencies. */
const quick = { bytesPerSecond: 1_000_000, announcement: 1, request: 1, block: 1 };

test('a chain of links: three latencies and three messages each', () => {
  const links = [
    { a: 0, b: 1, latencyMicros: 10 },
    { a: 1, b: 2, latencyMicros: 100 },
  ];
  const network: SpreadNetwork = { ...quick, nodes: 3, links };
  expect(spreadByAnnouncement(network, 0)).toEqual([0, 33, 336]);
  expect(spreadByAnnouncement(network, 1)).toEqual([33, 0, 303]);
  expect(spreadByShortestPaths(network, 0)).toEqual([0, 33, 336]);
});

test('who announces first is asked, even where another would have been quicker', () => {
  //   0 ────60──── 2     0 is heard by 2 at 61, and delivers at 183;
  //    \─20─ 1 ─10─/      1 has the block at 63, is heard at 74 and would have delivered at 96.
  const slow = { a: 0, b: 2, latencyMicros: 60 };
  const links = [{ a: 0, b: 1, latencyMicros: 20 }, { a: 1, b: 2, latencyMicros: 10 }, slow];
  const network: SpreadNetwork = { ...quick, nodes: 3, links };
  expect(spreadByShortestPaths(network, 0)).toEqual([0, 63, 96]);
  expect(spreadByAnnouncement(network, 0)).toEqual([0, 63, 183]);
});

const networks = fc.integer({ min: 2, max: 12 }).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    links: fc
      .array(
        fc.record({
          a: fc.nat(nodes - 1),
          b: fc.nat(nodes - 1),
          latencyMicros: fc.integer({ min: 1, max: 1_000 }),
        }),
        { maxLength: 30 },
      )
      .map((chords) => [
        ...Array.from({ length: nodes - 1 }, (_, i) => ({ a: i, b: i + 1, latencyMicros: 500 })),
        ...chords,
      ]),
  }),
);

test('shortest paths are those of Bellman and Ford, and announcements are never quicker', () => {
  fc.assert(
    fc.property(networks, ({ nodes, links }) => {
      const network: SpreadNetwork = { ...quick, nodes, links };
      const shortest = spreadByShortestPaths(network, 0);
      const naive = Array.from({ length: nodes }, (_, i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
      for (let round = 0; round < nodes; round++)
        for (const { a, b, latencyMicros } of links) {
          naive[b] = Math.min(naive[b]!, naive[a]! + 3 * latencyMicros + 3);
          naive[a] = Math.min(naive[a]!, naive[b]! + 3 * latencyMicros + 3);
        }
      expect(shortest).toEqual(naive);
      for (const [i, time] of spreadByAnnouncement(network, 0).entries())
        expect(time).toBeGreaterThanOrEqual(shortest[i]!);
    }),
  );
});

test('the time until a part of the nodes has it counts the finder, and is a mean over the finders', () => {
  expect(timeUntil(50, [[0, 10, 20, 30]])).toBe(10);
  expect(
    timeUntil(99, [
      [0, 10, 20, 30],
      [50, 0, 5, 6],
    ]),
  ).toBe(40);
});

describe('every trial', () => {
  const cells: readonly Cell[] = [
    { payments: 0, degree: 4, nodes: 20, bandwidth: 10_000 },
    { payments: 5, degree: 3, nodes: 20, bandwidth: 2_000 },
  ];
  test.each(cells)('spreads its block as computed from the links, to the millisecond (%o)', (cell) => {
    const batch = { experiment: 'propagation', seed: 7, trials: 3, cells: [cell] } as const;
    const { names, links, miners, bytesPerSecond } = propagationCell(cell);
    for (let trial = 0; trial < 3; trial++) {
      const { sums } = runTrials(batch, 0, trial, 1, bestSearch());
      const network = {
        nodes: names.length,
        links,
        bytesPerSecond,
        announcement: 61,
        request: 61,
        block: 24 + sums.bytes!,
      };
      const said = Array.from({ length: miners }, (_, finder) =>
        spreadPercents.map((percent) =>
          Math.round(timeUntil(percent, [spreadByAnnouncement(network, finder)]) / 1_000),
        ),
      );
      const seen = [sums.half!, sums['nine-tenths']!, sums['ninety-nine']!];
      const near = said.some((times) => times.every((time, i) => Math.abs(time - seen[i]!) <= 1));
      expect(near, `${seen} among ${said.join(' | ')}`).toBe(true);
    }
  });
});
