import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from '../branches/gather-milestones.ts';
import type { Sight } from '../branches/sight.ts';

/** One block of the chain that most follow, and how long it was waited for. */
export interface Interval {
  readonly height: number;
  /** Simulated microseconds. */
  readonly foundAt: number;
  readonly wait: number;
}

/** A value that holds from a time on. */
export interface Step {
  readonly time: number;
  readonly value: number;
}

/** A hash rate, and whether a burst makes it so. */
export interface RateStep extends Step {
  readonly row: number;
  readonly burst: boolean;
}

/** What the charts draw, up to the playhead. */
export interface ChartFacts {
  readonly intervals: readonly Interval[];
  /** Tries per second of all online miners. */
  readonly hashRate: readonly RateStep[];
  /** How many blocks were found / how many of them lie on the chain that most follow. */
  readonly found: readonly Step[];
  readonly kept: readonly Step[];
}

interface Rates {
  readonly rates: Map<number, number>;
  readonly bursting: Set<number>;
  total: number;
  readonly steps: RateStep[];
}

const gatherRates = gatherMilestones<Rates>(
  [LogKind.hashRate, LogKind.nodeUp, LogKind.nodeDown],
  () => ({ rates: new Map(), bursting: new Set(), total: 0, steps: [] }),
  (known, row) => {
    const rate =
      row.kind === LogKind.hashRate || row.kind === LogKind.nodeUp
        ? row.x
        : row.kind === LogKind.nodeDown
          ? 0
          : undefined;
    if (rate === undefined) return;
    known.total += rate - (known.rates.get(row.a) ?? 0);
    known.rates.set(row.a, rate);
    if (row.kind === LogKind.hashRate && row.b === 1) known.bursting.add(row.a);
    else known.bursting.delete(row.a);
    const last = known.steps.at(-1);
    if (last !== undefined && last.time === row.time) known.steps.pop();
    known.steps.push({
      time: row.time,
      row: row.row,
      value: known.total,
      burst: known.bursting.size > 0,
    });
  },
);

/** Reads the facts of the charts; cost grows with the number of blocks. */
export function chartFacts(scene: Scene, history: History, sight: Sight): ChartFacts {
  const { blocks, playhead } = scene;
  const active = new Set<number>();
  const intervals: Interval[] = [];
  for (let at = sight.tips[0] ?? -1; at >= 0; at = blocks[at]!.parent) {
    const { foundAt, height, parent } = blocks[at]!;
    if (foundAt < 0) break;
    active.add(at);
    intervals.push({ height, foundAt, wait: foundAt - Math.max(0, blocks[parent]?.foundAt ?? 0) });
  }
  intervals.reverse();

  const found: Step[] = [];
  const kept: Step[] = [];
  for (const block of blocks) {
    if (block.foundAt < 0 || !sight.exists(block.index)) continue;
    found.push({ time: block.foundAt, value: found.length + 1 });
    // A block found this very moment has no followers yet, and is not stale for that.
    if (active.has(block.index) || scene.blockHolders[block.index] === 0)
      kept.push({ time: block.foundAt, value: kept.length + 1 });
  }
  return {
    intervals,
    hashRate: gatherRates(history).steps.filter((step) => step.row < playhead.index),
    found,
    kept,
  };
}

/** An SVG path through steps: flat until the next value, to `end`. */
export function stepPath(
  steps: readonly Step[],
  end: number,
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let last: Step | undefined;
  for (const step of steps) {
    if (last === undefined) path += `M${x(0).toFixed(1)} ${y(0).toFixed(1)}`;
    path += `H${x(step.time).toFixed(1)}V${y(step.value).toFixed(1)}`;
    last = step;
  }
  return last === undefined ? '' : `${path}H${x(end).toFixed(1)}`;
}

/** A round number at or above `value`: 1, 2, 2.5 or 5 times a power of ten. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= value * 0.999) ?? 10) * power;
}
