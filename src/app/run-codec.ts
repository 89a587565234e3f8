import type { Run } from '#simulation/run';
import type { SavedRun } from '#workers/simulation-api';

/** A run file as it is written: the saved run, and where the reader was. */
export interface RunFile extends SavedRun {
  /** microseconds */
  readonly position: number;
}

/** The text of a run file; `parseSavedRun` reads it. */
export function runFileText(file: RunFile): string {
  return `${JSON.stringify(file)}\n`;
}

/** A name that says which run it is, safe on every file system. */
export function runFileName(run: Run): string {
  const id = run.scenario.id.replace(/[^a-z0-9-]+/g, '-').slice(0, 64);
  return `chainroom-${id}-seed-${run.seed}.json`;
}
