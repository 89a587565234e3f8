import { openDB } from 'idb';
import type { Run } from '#simulation/run';

/** A run that made room for another, and where the playhead was. */
export interface ShelvedRun {
  readonly run: Run;
  /** microseconds */
  readonly time: number;
}

/** Keeps runs that made room for others through a reload or a closed tab. */
export interface RunShelf {
  /** What was put there last, newest first; what can no longer be read is left out. */
  load(): Promise<readonly ShelvedRun[]>;
  /** Replaces what lies there. Fails silently: what lies in memory is still there. */
  save(runs: readonly ShelvedRun[]): Promise<void>;
}

/** More than these nobody looks through. */
const shelfLength = 3;
const store = 'runs';
const key = 'shelf';

/** A shelf in a database of its own, beside the work that is open. */
export function createRunShelf(): RunShelf {
  const database = openDB('chainroom-shelf', 1, { upgrade: (db) => void db.createObjectStore(store) });
  return {
    async load() {
      const kept: unknown = await database.then((db) => db.get(store, key)).catch(() => undefined);
      if (!Array.isArray(kept) || kept.length === 0) return [];
      // As suspicious as of any file: another version may have written it.
      const { openFile } = await import('#scenarios/open-file');
      return kept.slice(0, shelfLength).flatMap((entry: unknown) => {
        if (typeof entry !== 'object' || entry === null) return [];
        const { run, time: position } = entry as Partial<ShelvedRun>;
        const parsed = openFile({ format: 'chainroom-run', version: 1, run, position });
        return parsed.ok ? [{ run: parsed.value.run, time: parsed.value.position }] : [];
      });
    },
    async save(runs) {
      await database.then((db) => db.put(store, runs, key)).catch(() => undefined);
    },
  };
}

/** The shelf with another run in front. The same run is not kept twice, and the oldest ones go. */
export function shelved(runs: readonly ShelvedRun[], next: ShelvedRun): readonly ShelvedRun[] {
  return [next, ...without(runs, next.run)].slice(0, shelfLength);
}

/** The shelf after a run was taken from it. */
export function without(runs: readonly ShelvedRun[], taken: Run): readonly ShelvedRun[] {
  const name = JSON.stringify(taken);
  return runs.filter(({ run }) => JSON.stringify(run) !== name);
}
