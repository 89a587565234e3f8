import { estimates } from '#experiments/estimates';
import type { BatchRequest, Cell, Estimate, ExperimentId, Tally, Theory } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { theory } from '#experiments/theory';

/** One cell of a batch, read: what was measured there, and what theory says. */
export interface Reading {
  readonly cell: Cell;
  readonly trials: number;
  /** Empty before the first trial. */
  readonly measured: Readonly<Record<string, Estimate>>;
  readonly theories: readonly Theory[];
}

/** Reading a cell costs its theory: a growing batch changes a few cells between two looks. */
const known = new WeakMap<Cell, { readonly tally: Tally | undefined; readonly reading: Reading }>();

/** Reads every cell of a batch.
 * @param tallies of each cell, where there are any yet */
export function readingsOf(request: BatchRequest, tallies: readonly Tally[] | undefined): readonly Reading[] {
  return request.cells.map((cell, i) => readingOf(request.experiment, cell, tallies?.[i]));
}

function readingOf(experiment: ExperimentId, cell: Cell, tally: Tally | undefined): Reading {
  const last = known.get(cell);
  if (last !== undefined && last.tally === tally) return last.reading;
  const counted = tally !== undefined && tally.trials > 0;
  const reading: Reading = {
    cell,
    trials: tally?.trials ?? 0,
    measured: counted ? estimates(experiment, cell, tally) : {},
    theories: theory(experiment, cell, counted ? tally : undefined),
  };
  known.set(cell, { tally, reading });
  return reading;
}

/** A measured number beside the exact formula for it. */
export interface Comparison {
  readonly cell: Cell;
  /** Entry of a distribution, or the measured series itself. */
  readonly id: string;
  readonly estimate: Estimate;
  readonly expected: Theory;
  readonly inside: boolean;
}

/** Every measured number of a series that has an exact formula, and whether it lies inside its 99 % interval. */
export function comparisonsOf(
  experiment: ExperimentId,
  readings: readonly Reading[],
  measured: string,
): readonly Comparison[] {
  const exact = exactBeside(experiment, measured);
  if (exact === undefined) return [];
  return readings.flatMap(({ cell, measured: numbers, theories }) =>
    Object.entries(numbers).flatMap(([id, estimate]) => {
      if (id !== measured && !id.startsWith(`${measured}.`)) return [];
      const expected = theories.find((one) => one.id === exact + id.slice(measured.length));
      if (expected === undefined || !expected.exact || !Number.isFinite(expected.value)) return [];
      const inside = estimate.low99 <= expected.value && expected.value <= estimate.high99;
      return [{ cell, id, estimate, expected, inside }];
    }),
  );
}

/** The theory that measured points must lie on. */
export function exactBeside(experiment: ExperimentId, measured: string): string | undefined {
  return experiments[experiment].theories.find((one) => one.beside === measured && one.exact)?.id;
}
