import type { SearchHeaders } from '#mining/header-search';
import type { Run } from '#simulation/run';
import type { Condition } from '#simulation/scenario/condition';

/* What lives in this folder: batches of runs of the real engine, counted, and the theory that stands beside the counts.
 * A batch is cells (points of a grid of parameters) times trials; a trial is a small world with real network code and real
 * proof of work that depends on (seed, cell, number of the trial) and on nothing else, so that whoever computes which part
 * of a batch, in whichever order, gets the same sums. `trials/` holds the worlds, `theory/` the formulas; only `#bitcoin`,
 * `#mining`, `#simulation` and `#scenarios` may be imported. No words for people here: ids are the keys of texts. */

export const experimentIds = [
  'double-spend',
  'selfish-mining',
  'fork-rate',
  'propagation',
  'retarget',
  'confirmations',
  'mining-income',
  'repeat',
] as const;
export type ExperimentId = (typeof experimentIds)[number];

/** One point of the grid: a value for every axis of the experiment. */
export type Cell = Readonly<Record<string, number | string>>;

/** Where the trials of 'repeat' fork off: this Run at this moment. */
export interface RepeatBase {
  readonly run: Run;
  /** The ledger as text, so that getting to `at` hashes nothing. */
  readonly ledger: string;
  /** Simulated microseconds. */
  readonly at: number;
  /** What counts as success; by default that a double spend succeeds. */
  readonly condition?: Condition;
  /** Simulated microseconds at which a trial in which it has not happened ends; by default a hundred blocks' time later. */
  readonly until?: number;
  /** A trial also ends a minute after the last beat of the scenario's story. */
  readonly endsWithStory?: boolean;
}

/** All that the result of a batch depends on. */
export interface BatchRequest {
  readonly experiment: ExperimentId;
  /** uint32 */
  readonly seed: number;
  /** How many, for each cell. */
  readonly trials: number;
  readonly cells: readonly Cell[];
  /** 'repeat' only. */
  readonly base?: RepeatBase;
}

/** What was counted over some trials of a cell. Additive, and integers below 2^53 throughout, so that the number of
 * workers and the order of chunks cannot matter. */
export interface Tally {
  readonly trials: number;
  readonly sums: Readonly<Record<string, number>>;
  /** Entry i counts how often the value was i. */
  readonly histograms: Readonly<Record<string, readonly number[]>>;
}

/** What was measured, with the interval that holds the true value 95 (99) times in a hundred. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly low99: number;
  readonly high99: number;
}

/** One number that theory gives for a cell. */
export interface Theory {
  /** Entry of a distribution: `id.number`, as in `estimates`. */
  readonly id: string;
  readonly value: number;
  /** False for an approximation or a bound: measured points need not lie on it. */
  readonly exact: boolean;
  /** Author, year and place of the formula. */
  readonly source: string;
}

/** One parameter of an experiment. */
export interface Axis {
  /** Key in a cell, and of its texts. */
  readonly id: string;
  readonly kind: 'number' | 'choice';
  readonly unit: 'share' | 'count' | 'ratio' | 'bytes' | 'bytesPerSecond' | 'micros' | 'choice';
  /** Where it goes in the usual picture: along x, a curve for each value, or one value for all. */
  readonly role: 'x' | 'curve' | 'setting';
  /** Values of the usual grid. */
  readonly grid: readonly (number | string)[];
  /** Bounds of a number, both included; `below` excludes its bound. */
  readonly min?: number;
  readonly max?: number;
  readonly below?: number;
  readonly integer?: boolean;
  readonly choices?: readonly string[];
  /** What a cell means that does not say; others must. */
  readonly absent?: number;
}

/** One thing that is measured. The estimates of a distribution are called `id.0`, `id.1`, …: a bar or point for each. */
export interface Measured {
  readonly id: string;
  readonly kind: 'proportion' | 'mean' | 'distribution';
  readonly unit: 'share' | 'count' | 'ratio' | 'seconds' | 'spacings';
}

/** One curve of theory, and the measured series beside which it stands. */
export interface TheorySpec {
  readonly id: string;
  /** What several curves of one formula are called and switched by; default: the id. */
  readonly family?: string;
  readonly beside: string;
  readonly exact: boolean;
}

/** An experiment as a value: what a screen or a shell needs to know in order to ask for it. */
export interface ExperimentSpec {
  readonly id: ExperimentId;
  readonly axes: readonly Axis[];
  readonly measured: readonly Measured[];
  readonly theories: readonly TheorySpec[];
  readonly defaultTrials: number;
  readonly maxTrials: number;
}

/** Tries trials `firstTrial` … `firstTrial + count - 1` of one cell. Synchronous; trial i depends on (seed, cell, i) only. */
export type RunTrials = (
  batch: BatchRequest,
  cellIndex: number,
  firstTrial: number,
  count: number,
  search: SearchHeaders,
) => Tally;

/** Why a batch is not run: the field (an axis, 'trials', 'seed', 'cells', 'base'), a text key, and its values. */
export interface BatchRefusal {
  readonly field: string;
  readonly key:
    | 'notANumber'
    | 'notWhole'
    | 'tooSmall'
    | 'tooLarge'
    | 'notBelow'
    | 'notOneOf'
    | 'unknownField'
    | 'unknownExperiment'
    | 'missing'
    | 'tooManyCells'
    | 'tooMuchWork';
  readonly values: Readonly<Record<string, string | number>>;
}
