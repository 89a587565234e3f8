import { scaleLinear } from 'd3-scale';
import type { Axis, BatchRequest, Cell, Estimate, Measured, Tally } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { mergeTallies } from '#experiments/merge-tallies';
import type { ChartAxis, ChartDot, ChartLine, ChartModel, ChartSeries } from './chart-model.ts';
import type { ChartPlan } from './chart-plans.ts';
import { comparisonsOf, type Reading } from './readings.ts';
import { theoryCurves } from './theory-curves.ts';
import { familyOf, theoryDash } from './theory-dash.ts';

/** The words of a chart in the reader's language; numbers come formatted. */
export interface ChartWords {
  title(measured: string): string;
  /** Of the y axis. */
  unit(measured: string): string;
  /** Of the x axis of a distribution. */
  entries(measured: string): string;
  axis(id: string): string;
  /** A value of an axis with its name, short: `q = 0.3`. */
  valueOf(axis: Axis, value: number | string): string;
  /** A value of an axis alone, for its ticks. */
  tick(axis: Axis, value: number): string;
  figure(measured: Measured, value: number): string;
  theory(id: string): string;
  reference(id: string): string;
  published(id: string): string;
  dot(where: string, value: string, low: string, high: string): string;
  fits(inside: number, count: number): string;
  range(count: number, low: string, high: string): string;
  empty(): string;
  note(trials: string, seed: number, settings: string): string;
}

export interface ChartChoice {
  readonly plan: ChartPlan;
  /** The axis along x, where the plan is no distribution. */
  readonly across: string;
  readonly log: boolean;
  /** The only value of an axis that is drawn, where all together would be a tangle. */
  readonly only?: { readonly axis: string; readonly value: number | string } | undefined;
  /** Curves that the reader has switched off. */
  readonly hidden: ReadonlySet<string>;
}

/** Samples along a curve of theory. */
const samples = 96;
/** Nothing smaller is drawn on a logarithmic axis. */
const leastDrawn = 1e-6;

/** One chart of a batch as a value.
 * @param readings of every cell, in the order of the request
 * @param tallies of every cell, where there are any */
export function buildChart(
  request: BatchRequest,
  readings: readonly Reading[],
  tallies: readonly Tally[] | undefined,
  choice: ChartChoice,
  words: ChartWords,
): ChartModel {
  const { plan, hidden } = choice;
  const spec = experiments[request.experiment];
  const measured = spec.measured.find((one) => one.id === plan.measured)!;
  const isDistribution = measured.kind === 'distribution';
  const across = isDistribution ? undefined : spec.axes.find((axis) => axis.id === choice.across);
  const isDrawn = (cell: Cell) =>
    [choice.only, plan.where].every((only) => only === undefined || cell[only.axis] === only.value);
  const groups = groupCells(request, spec.axes, across).filter((group) =>
    isDrawn(request.cells[group.cells[0]!]!),
  );
  const drawnReadings = readings.filter((reading) => isDrawn(reading.cell));
  const x = isDistribution
    ? entriesAxis(drawnReadings, measured.id, words)
    : valuesAxis(request, across!, plan, words);
  const shown = spec.theories.filter((one) => one.beside === measured.id && !hidden.has(familyOf(one)));
  const curves =
    across === undefined ? [] : groups.map((group) => curvesOf(request, group, across, x, tallies));
  const lines = shown.flatMap((spec) => {
    const { id } = spec;
    const dash = theoryDash(request.experiment, id);
    const all = groups.map(
      (group, series): ChartLine => ({
        id,
        dash,
        series,
        name: words.theory(familyOf(spec)),
        points: isDistribution
          ? entriesOf(readings[group.cells[0]!]!.theories, id)
          : (curves[series]?.get(id) ?? pointsOf(readings, group, across!, id)),
      }),
    );
    const drawn = all.filter((curve) => curve.points.length > 0);
    return drawn.length > 1 && drawn.every((curve) => same(curve.points, drawn[0]!.points))
      ? [{ ...drawn[0]!, series: -1 }]
      : drawn;
  });
  const series = groups.map(
    (group): ChartSeries => ({
      name: group.values.map(([axis, value]) => words.valueOf(axis, value)).join(' · '),
      dots: group.cells.flatMap((cell) =>
        dotsOf(readings[cell]!, measured, across, (at, estimate) =>
          words.dot(
            [
              ...group.values.map(([axis, value]) => words.valueOf(axis, value)),
              across === undefined ? `${words.entries(measured.id)} ${at}` : words.valueOf(across, at),
            ].join(' · '),
            words.figure(measured, estimate.value),
            words.figure(measured, estimate.low),
            words.figure(measured, estimate.high),
          ),
        ),
      ),
    }),
  );
  const published = (plan.published?.points ?? [])
    .filter((point) => point.across === across?.id && point.x >= x.from && point.x <= x.to)
    .map(({ x: at, value, text, computed = false }) => ({
      x: at,
      value,
      computed,
      name: words.published(text),
    }));
  return {
    id: measured.id,
    title: words.title(measured.id),
    summary: summaryOf(request, drawnReadings, measured, series, words),
    note: noteOf(request, readings, words),
    x,
    y: amountAxis(measured, plan, choice.log, within(lines, request, across), series, words),
    published,
    source: plan.published === undefined ? '' : words.published(plan.published.sentence),
    lines,
    series,
    references: (plan.references ?? []).flatMap(({ axis, at, text }) => {
      const within = axis === 'y' || (at >= x.from && at <= x.to);
      return within ? [{ axis, at, name: words.reference(text) }] : [];
    }),
  };
}

interface Group {
  /** The axes that tell this series from the others, with its values. */
  readonly values: readonly (readonly [Axis, number | string])[];
  /** Indices of its cells. */
  readonly cells: readonly number[];
}

/** The cells that one curve joins: equal in all but the axis along x. */
function groupCells(
  request: BatchRequest,
  axes: readonly Axis[],
  across: Axis | undefined,
): readonly Group[] {
  const others = axes.filter((axis) => axis !== across);
  const varying = others.filter((axis) => new Set(request.cells.map((cell) => cell[axis.id])).size > 1);
  const naming = varying.length > 0 ? varying : others.filter((axis) => axis.role === 'curve').slice(0, 1);
  const groups = new Map<string, { values: Group['values']; cells: number[] }>();
  request.cells.forEach((cell, i) => {
    const key = JSON.stringify(others.map((axis) => cell[axis.id]));
    const group = groups.get(key);
    if (group !== undefined) group.cells.push(i);
    else groups.set(key, { values: naming.map((axis) => [axis, cell[axis.id]!] as const), cells: [i] });
  });
  return [...groups.values()];
}

function dotsOf(
  reading: Reading,
  measured: Measured,
  across: Axis | undefined,
  say: (at: number, estimate: Estimate) => string,
): readonly ChartDot[] {
  const dot = (x: number, estimate: Estimate): ChartDot[] =>
    Number.isFinite(estimate.value)
      ? [{ x, value: estimate.value, low: estimate.low, high: estimate.high, words: say(x, estimate) }]
      : [];
  if (across !== undefined) {
    const estimate = reading.measured[measured.id];
    return estimate === undefined ? [] : dot(Number(reading.cell[across.id]), estimate);
  }
  return Object.entries(reading.measured)
    .filter(([id]) => id.startsWith(`${measured.id}.`))
    .flatMap(([id, estimate]) => dot(Number(id.slice(measured.id.length + 1)), estimate));
}

/** The curves of theory through all of the x axis, with what the series has measured so far where they need that. */
function curvesOf(
  request: BatchRequest,
  group: Group,
  across: Axis,
  x: ChartAxis,
  tallies: readonly Tally[] | undefined,
): ReturnType<typeof theoryCurves> {
  const tally = tallies && group.cells.map((cell) => tallies[cell]!).reduce(mergeTallies);
  const base = request.cells[group.cells[0]!]!;
  const counted = tally !== undefined && tally.trials > 0 ? tally : undefined;
  return theoryCurves(request.experiment, base, across.id, samplesOf(across, x), counted);
}

/** Theory that needs what each point has measured: known there, and joined by straight lines. */
function pointsOf(
  readings: readonly Reading[],
  group: Group,
  across: Axis,
  id: string,
): readonly (readonly [number, number])[] {
  return group.cells
    .flatMap((cell) => {
      const reading = readings[cell]!;
      const value = reading.theories.find((one) => one.id === id)?.value;
      return value === undefined || !Number.isFinite(value)
        ? []
        : [[Number(reading.cell[across.id]), value] as const];
    })
    .sort(([a], [b]) => a - b);
}

function samplesOf(axis: Axis, { from, to }: ChartAxis): readonly number[] {
  const below = Math.min(to, axis.below === undefined ? to : axis.below - 1e-6);
  const above = Math.max(from, axis.min ?? from);
  if (axis.integer === true && axis.unit === 'count') {
    const first = Math.ceil(above);
    return Array.from({ length: Math.floor(below) - first + 1 }, (_, i) => first + i);
  }
  return Array.from({ length: samples + 1 }, (_, i) => above + ((below - above) * i) / samples);
}

function entriesOf(theories: Reading['theories'], id: string): readonly (readonly [number, number])[] {
  return theories
    .filter((one) => one.id.startsWith(`${id}.`))
    .map((one) => [Number(one.id.slice(id.length + 1)), one.value] as const)
    .sort(([a], [b]) => a - b);
}

function same(a: ChartLine['points'], b: ChartLine['points']): boolean {
  return a.length === b.length && a.every(([x, y], i) => x === b[i]![0] && y === b[i]![1]);
}

function valuesAxis(request: BatchRequest, axis: Axis, plan: ChartPlan, words: ChartWords): ChartAxis {
  const values = [...new Set(request.cells.map((cell) => Number(cell[axis.id])))].sort((a, b) => a - b);
  const least = values[0] ?? 0;
  const most = values.at(-1) ?? 1;
  const format = (value: number) => words.tick(axis, value);
  const name = words.axis(axis.id);
  if (plan.x === 'log' && least > 0) {
    return { name, scale: 'log', from: least / 1.2, to: most * 1.2, format };
  }
  if (axis.integer === true && axis.unit === 'count' && most - least <= 30) {
    const ticks = Array.from({ length: most - least + 1 }, (_, i) => least + i);
    const margin = Math.max(0.25, (most - least) * 0.05);
    return { name, scale: 'linear', from: least - margin, to: most + margin, ticks, format };
  }
  const [, end] = scaleLinear([0, most * 1.02 || 1], [0, 1])
    .nice(6)
    .domain() as [number, number];
  const cap = axis.below === undefined ? end : Math.min(end, axis.below);
  return { name, scale: 'linear', from: 0, to: Math.max(cap, most), format };
}

function entriesAxis(readings: readonly Reading[], measured: string, words: ChartWords): ChartAxis {
  const numbers = readings.flatMap((reading) =>
    [...Object.keys(reading.measured), ...reading.theories.map((one) => one.id)].flatMap((id) => {
      const at = Number(id.slice(id.lastIndexOf('.') + 1));
      return id.includes('.') && Number.isInteger(at) ? [at] : [];
    }),
  );
  const first = Math.min(...numbers, 1);
  const last = Math.max(...numbers, first + 1);
  return {
    name: words.entries(measured),
    scale: 'linear',
    from: first - 0.4,
    to: last + 0.4,
    ticks: Array.from({ length: last - first + 1 }, (_, i) => first + i),
    format: String,
  };
}

/** The parts of the curves that stand over measured points: where a formula has a pole, the axis need not follow. */
function within(
  lines: readonly ChartLine[],
  request: BatchRequest,
  across: Axis | undefined,
): readonly ChartLine[] {
  if (across === undefined) return lines;
  const values = request.cells.map((cell) => Number(cell[across.id]));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return lines.map((line) => ({
    ...line,
    points: line.points.filter(([at]) => at >= least * 0.9 && at <= most * 1.05),
  }));
}

/** The y axis: as high as what is drawn needs it, as low as it can still be read. */
function amountAxis(
  measured: Measured,
  plan: ChartPlan,
  log: boolean,
  lines: readonly ChartLine[],
  series: readonly ChartSeries[],
  words: ChartWords,
): ChartAxis {
  const drawn = lines.flatMap((line) => line.points.map(([, value]) => value));
  const dots = series.flatMap((one) => one.dots);
  const named = [
    ...(plan.references ?? []).filter(({ axis }) => axis === 'y').map(({ at }) => at),
    ...(plan.published?.points ?? []).map((point) => point.value),
  ];
  const values = [...drawn, ...dots.map((dot) => dot.value), ...named].filter(Number.isFinite);
  // After one trial an interval may have no end.
  const highs = dots.map((dot) => dot.high).filter(Number.isFinite);
  const share = measured.unit === 'share';
  const format = (value: number) => words.figure(measured, value);
  const name = words.unit(measured.id);
  if (log) {
    const positive = values.filter((value) => value >= leastDrawn);
    const least = positive.length === 0 ? 0.01 : Math.min(...positive);
    const most = positive.length === 0 ? 1 : Math.max(...positive);
    const [from, to] = logBounds(least, most);
    return { name, scale: 'log', from, to: share ? Math.max(Math.min(to, 1), from * 10) : to, format };
  }
  // An interval of few trials reaches far: it may run off the top, its dot may not.
  const most = Math.max(plan.yAtLeast ?? 0, ...values) || 1;
  const wide = Math.max(most, Math.min(most * 1.25, Math.max(0, ...highs)));
  const [, to] = scaleLinear([0, wide * 1.02], [0, 1])
    .nice(5)
    .domain() as [number, number];
  return { name, scale: 'linear', from: 0, to: share && most <= 1 ? Math.min(to, 1) : to, format };
}

/** Trials, seed, and the settings that no axis of the picture shows. */
function noteOf(request: BatchRequest, readings: readonly Reading[], words: ChartWords): string {
  const settings = experiments[request.experiment].axes.flatMap((axis) => {
    const values = [...new Set(request.cells.map((cell) => cell[axis.id]!))];
    if (axis.role !== 'setting' || values.length !== 1) return [];
    return [`${words.axis(axis.id)}: ${words.valueOf(axis, values[0]!)}`];
  });
  const trials = readings.map((reading) => reading.trials);
  const [least, most] = [Math.min(...trials), Math.max(...trials)];
  return words.note(least === most ? String(most) : `${least}–${most}`, request.seed, settings.join(' · '));
}

/** Round numbers around both: powers of ten, and their double and fivefold where they are not far apart. */
function logBounds(least: number, most: number): readonly [number, number] {
  const [low, high] = [10 ** Math.floor(Math.log10(least) + 1e-9), 10 ** Math.ceil(Math.log10(most) - 1e-9)];
  if (most / least > 100) return [low, high];
  const from = [5, 2, 1].map((factor) => factor * low).find((value) => value <= least * 1.000001) ?? low;
  const to = [0.2, 0.5, 1].map((factor) => factor * high).find((value) => value >= most * 0.999999) ?? high;
  return [from, from === to ? from * 10 : to];
}

function summaryOf(
  request: BatchRequest,
  readings: readonly Reading[],
  measured: Measured,
  series: readonly ChartSeries[],
  words: ChartWords,
): string {
  const values = series.flatMap((one) => one.dots.map((dot) => dot.value));
  if (values.length === 0) return words.empty();
  const compared = comparisonsOf(request.experiment, readings, measured.id);
  if (compared.length > 0) {
    return words.fits(compared.filter((one) => one.inside).length, compared.length);
  }
  const figure = (value: number) => words.figure(measured, value);
  return words.range(values.length, figure(Math.min(...values)), figure(Math.max(...values)));
}
