import type { BatchRequest, Tally } from '#experiments/experiment';

/** A chunk of trials that is done. */
export interface TrialsDone {
  readonly tally: Tally;
  /** Milliseconds that it took, by the clock of the worker: the wait in its queue does not count. */
  readonly millis: number;
}

/** What an experiment worker offers. */
export interface ExperimentService {
  /** The batch that the next chunks belong to; sent once, because the base of a repetition may be large. */
  open(batch: BatchRequest): void;
  /** Tries trials `first` … `first + count - 1` of a cell, and answers nothing else meanwhile. */
  run(cell: number, first: number, count: number): TrialsDone;
}
