import { describe, expect, test } from 'vitest';
import type { BatchRequest, Cell, Tally } from '../../../src/experiments/experiment.ts';
import { cappedRace } from '../../../src/experiments/theory/capped-race.ts';
import { forkRate } from '../../../src/experiments/theory/fork-rate.ts';
import { buildChart, type ChartChoice } from '../../../src/views/experiments/build-chart.ts';
import { buildTable } from '../../../src/views/experiments/build-table.ts';
import { chartPlans } from '../../../src/views/experiments/chart-plans.ts';
import { readingsOf } from '../../../src/views/experiments/readings.ts';
import { plainWords } from './chart-words.ts';

const trials = 10_000;
const cells: Cell[] = [0.1, 0.3].flatMap((q) =>
  [1, 2, 3].map((z) => ({ q, z, win: 'ahead', preMined: 0, giveUp: 12 })),
);
const request: BatchRequest = { experiment: 'double-spend', seed: 7, trials, cells };

const expected = (cell: Cell) =>
  cappedRace({ q: Number(cell.q), z: Number(cell.z), win: 'ahead', preMined: 0, giveUp: 12 }).success;

/** As many successes as expected in every cell, except for one that is far off. */
const tallies = cells.map((cell, i): Tally => {
  const success = Math.round(expected(cell) * trials) + (i === 5 ? 400 : 0);
  return { trials, sums: { success }, histograms: {} };
});

const choice: ChartChoice = {
  plan: chartPlans['double-spend'][0]!,
  across: 'z',
  log: false,
  hidden: new Set(['rosenfeld']),
};

describe('a batch of double spends as a chart', () => {
  const readings = readingsOf(request, tallies);
  const chart = buildChart(request, readings, tallies, choice, plainWords);

  test('a series for each share, a dot for each number of confirmations', () => {
    expect(chart.series.map((series) => series.name)).toEqual(['q=0.1', 'q=0.3']);
    expect(chart.series[1]!.dots.map((dot) => dot.x)).toEqual([1, 2, 3]);
    expect(chart.series[1]!.dots[0]!.value).toBeCloseTo(expected(cells[3]!), 3);
    expect(chart.series[1]!.dots[0]!.words).toMatch(/^q=0\.3 · z=1: 0\.3/);
    for (const dot of chart.series.flatMap((series) => series.dots)) {
      expect(dot.low).toBeLessThan(dot.value);
      expect(dot.high).toBeGreaterThan(dot.value);
    }
  });

  test('the exact curve is solid and runs through the theory of every point; what is hidden is not there', () => {
    const exact = chart.lines.filter((line) => line.dash === undefined);
    expect(exact.map((line) => line.id)).toEqual(['capped', 'capped']);
    expect(exact[1]!.points).toEqual([1, 2, 3].map((z) => [z, expected({ ...cells[3]!, z })] as const));
    expect(new Set(chart.lines.map((line) => line.id))).toEqual(new Set(['capped', 'nakamoto']));
  });

  test('the sentence counts what lies inside', () => {
    expect(chart.summary).toBe('5 of 6 inside');
    expect(chart.note).toContain('10000 trials, seed 7');
    expect(chart.note).toContain('giveUp: giveUp=12');
  });

  test('along the share, each number of confirmations has a smooth curve', () => {
    const across = buildChart(request, readings, tallies, { ...choice, across: 'q' }, plainWords);
    expect(across.series.map((series) => series.name)).toEqual(['z=1', 'z=2', 'z=3']);
    expect(across.lines[0]!.points.length).toBeGreaterThan(50);
    expect(across.x.from).toBe(0);
  });

  test('a logarithmic axis begins at a power of ten below the smallest value', () => {
    const log = buildChart(request, readings, tallies, { ...choice, log: true }, plainWords);
    const smallest = Math.min(...log.lines.flatMap((line) => line.points.map(([, value]) => value)));
    expect(log.y.from).toBeLessThanOrEqual(smallest);
    expect(Math.log10(log.y.from) % 1).toBeCloseTo(0);
    expect(log.y.to).toBe(1);
  });

  test('the table has the same numbers, and says which do not fit', () => {
    const table = buildTable(request, readings, 'success', plainWords);
    expect(table.heads).toEqual(['q', 'z']);
    expect(table.theories).toEqual(['theory capped', 'theory rosenfeld', 'theory nakamoto']);
    expect(table.rows.map((row) => row.inside)).toEqual([true, true, true, true, true, false]);
    expect(table.rows[0]).toMatchObject({
      where: ['0.1', '1'],
      trials,
      value: expected(cells[0]!).toFixed(3),
    });
  });

  test('before the first trial there is theory and no dot', () => {
    const empty = buildChart(request, readingsOf(request, undefined), undefined, choice, plainWords);
    expect(empty.summary).toBe('empty');
    expect(empty.series.every((series) => series.dots.length === 0)).toBe(true);
    expect(empty.lines).toHaveLength(4);
  });
});

describe('what Decker and Wattenhofer measured', () => {
  const plan = chartPlans['fork-rate'][0]!;
  const points = [0.01, 0.02, 0.05].map((delay) => ({ delay, miners: 4 }));
  const batch: BatchRequest = { experiment: 'fork-rate', seed: 1, trials: 1, cells: points };
  const draw = (across: string) =>
    buildChart(
      batch,
      readingsOf(batch, undefined),
      undefined,
      { plan, across, log: false, hidden: new Set() },
      plainWords,
    );

  test('is a point at the delay and the rate that they published, close to their integral', () => {
    const [point, predicted] = draw('delay').published;
    expect(predicted).toMatchObject({ x: point!.x, value: 0.0178, computed: true });
    expect(point!.computed).toBe(false);
    expect(point!.value).toBeCloseTo(0.0169, 6);
    expect(point!.x).toBeCloseTo(0.01794, 5);
    expect(Math.abs(forkRate(point!.x, 1) - point!.value)).toBeLessThan(0.001);
    expect(draw('delay').source).toBe('published forks');
    expect(draw('delay').y.to).toBeGreaterThanOrEqual(point!.value);
  });

  test('has no place on an axis that is no delay', () => {
    expect(draw('miners').published).toEqual([]);
  });
});
