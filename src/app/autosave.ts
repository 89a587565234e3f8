import { openDB } from 'idb';
import type { Run, TimedAction } from '#simulation/run';

/** The user's work as it is kept between visits. */
export interface SavedWork {
  readonly run: Run;
  readonly ledger: string;
  /** Where the playhead was, microseconds. */
  readonly position: number;
  readonly bookmarks: readonly { readonly time: number; readonly label: string }[];
  /** The other timeline, if there are two: what was done on it, and whether it was there before the one in `run`. */
  readonly other?: OtherTimeline | undefined;
  /** Counts up, so that of two copies the newer is known. */
  readonly generation: number;
}

/** A timeline beside the one that is being looked at; scenario and seed are the same. */
export interface OtherTimeline {
  readonly actions: readonly TimedAction[];
  readonly first: boolean;
}

/** Why work could not be kept: a full disk, or a browser that does not allow it. */
export type AutosaveFailure = 'full' | 'notKept';

/** Keeps the user's work through a reload. */
export interface Autosave {
  /** The newest work kept, whatever its shape: the caller parses it like any file. */
  load(): Promise<unknown>;
  /** Keeps the whole work. */
  save(work: SavedWork): Promise<AutosaveFailure | undefined>;
  /** Keeps all but the ledger at once, for a page that is about to go. */
  saveNow(work: Omit<SavedWork, 'ledger'>): void;
}

const database = 'chainroom';
const store = 'work';
const key = 'current';
const quickKey = 'chainroom.work';
/** `localStorage` is small and blocks the page: longer runs rely on the database alone. */
const longestQuick = 200_000;

/** Autosave in IndexedDB, with the last words of a closing page in `localStorage`. */
export function createAutosave(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Autosave {
  let opening: ReturnType<typeof openStore> | undefined;
  const connect = () => {
    opening ??= openStore();
    return opening;
  };
  return {
    async load() {
      const quick = readQuick(storage);
      const full: unknown = await connect()
        .then((db) => db.get(store, key))
        .catch(() => undefined);
      const newest = generationOf(quick) > generationOf(full) ? quick : full;
      if (newest !== quick || !isRecord(quick)) return newest;
      // The ledger of the older copy still spares most of the hashing.
      return { ...quick, ledger: isRecord(full) ? full.ledger : '' };
    },
    async save(work) {
      try {
        const db = await connect();
        await db.put(store, work, key);
        return undefined;
      } catch (error) {
        opening = undefined;
        return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'notKept';
      }
    },
    saveNow(work) {
      try {
        const text = JSON.stringify(work);
        if (text.length <= longestQuick) storage().setItem(quickKey, text);
      } catch {
        // The page is going; what the database has must do.
      }
    },
  };
}

function openStore() {
  return openDB(database, 1, {
    upgrade(db) {
      db.createObjectStore(store);
    },
  });
}

function readQuick(storage: () => Pick<Storage, 'getItem'>): unknown {
  try {
    return JSON.parse(storage().getItem(quickKey) ?? 'null');
  } catch {
    return undefined;
  }
}

function generationOf(work: unknown): number {
  return isRecord(work) && typeof work.generation === 'number' ? work.generation : -1;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
