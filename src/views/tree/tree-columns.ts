import type { BusyHeight } from './tree-lanes.ts';

/* Where each height stands on the x axis. Long runs in which nothing but one quiet block after another happened fold
 * into a stub, one on each branch that runs through them. Places are counted from the newest end: when a run swallows one more block, everything to its right stays
 * where it is, and that is where the reader looks. */

/** A folded run of heights, both ends included. */
export interface QuietRun {
  readonly from: number;
  readonly to: number;
}

export interface TreeColumns {
  readonly runs: readonly QuietRun[];
  readonly pitch: number;
  /** Width that a folded run takes. */
  readonly stubWidth: number;
  /** Left edge of a height's column; for a height inside a folded run, the left edge of its stub. */
  x(height: number): number;
  /** The folded run that holds a height. */
  runAt(height: number): QuietRun | undefined;
  /** The height whose column holds a point, ends clamped. */
  heightAt(x: number): number;
}

export interface ColumnOptions {
  /** Runs end this far below the newest height shown. */
  readonly horizon: number;
  readonly time: number;
  readonly busy: readonly BusyHeight[];
  /** Lower ends of runs that the reader has unfolded. */
  readonly unfolded: ReadonlySet<number>;
  readonly pitch: number;
  readonly stubWidth: number;
}

/** Shorter runs are not worth folding. */
const shortestRun = 5;
/** Heights kept on each side of one where something happened. */
const margin = 1;

/** Lays out the columns of heights 0 … horizon and beyond. O(busy heights). */
export function treeColumns(options: ColumnOptions): TreeColumns {
  const { pitch, stubWidth, horizon, unfolded } = options;
  const runs: QuietRun[] = [];
  const close = (from: number, to: number) => {
    if (to - from + 1 >= shortestRun && !unfolded.has(from)) runs.push({ from, to });
  };
  let from = 0;
  for (const { height, since, until } of options.busy) {
    if (since > options.time || until <= options.time) continue;
    close(from, Math.min(horizon, height - margin - 1));
    from = Math.max(from, height + margin + 1);
    if (from > horizon) break;
  }
  close(from, horizon);

  /** What folding the runs from `index` on saves to the left of them. */
  const saved: number[] = new Array(runs.length + 1).fill(0);
  for (let index = runs.length - 1; index >= 0; index--) {
    const run = runs[index]!;
    saved[index] = saved[index + 1]! + (run.to - run.from + 1) * pitch - stubWidth;
  }
  /** The first run that ends at or above `height`. */
  const runFrom = (height: number) => {
    let low = 0;
    let high = runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (runs[middle]!.to < height) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const x = (height: number): number => {
    const index = runFrom(height);
    const run = runs[index];
    if (run !== undefined && height >= run.from) return (run.to + 1) * pitch - stubWidth + saved[index + 1]!;
    return height * pitch + saved[index]!;
  };
  return {
    runs,
    pitch,
    stubWidth,
    x,
    runAt(height) {
      const run = runs[runFrom(height)];
      return run !== undefined && height >= run.from ? run : undefined;
    },
    heightAt(at) {
      let low = 0;
      let high = Math.max(0, horizon) + 1000;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (x(middle) <= at) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
