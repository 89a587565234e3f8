import type { BatchRequest, Tally } from '#experiments/experiment';
import { countTrials, type TrialRanges } from './trial-ranges.ts';

/** What is known of one cell: which trials have been done, and what they add up to. */
export interface CellResult {
  readonly done: TrialRanges;
  readonly tally: Tally;
}

/** A batch as far as it has come. */
export interface PartialResult {
  readonly request: BatchRequest;
  /** One for each cell of the request. */
  readonly cells: readonly CellResult[];
}

/** The result of a batch that has not begun. */
export function emptyResult(request: BatchRequest): PartialResult {
  const nothing: CellResult = { done: [], tally: { trials: 0, sums: {}, histograms: {} } };
  return { request, cells: request.cells.map(() => nothing) };
}

/** How many trials are done, and how many were asked for. */
export function progressOf({ request, cells }: PartialResult): {
  readonly done: number;
  readonly total: number;
} {
  return {
    done: cells.reduce((sum, cell) => sum + countTrials(cell.done), 0),
    total: request.trials * request.cells.length,
  };
}
