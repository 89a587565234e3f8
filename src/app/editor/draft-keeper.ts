import { openDB } from 'idb';

/** Keeps the scenario that is being written through a reload or a closed tab. */
export interface DraftKeeper {
  /** The draft as it was kept, whatever its shape; undefined when there is none or the browser keeps nothing. */
  load(): Promise<unknown>;
  /** Keeps it soon; only the newest is written. */
  keep(draft: unknown): void;
}

const store = 'draft';
const key = 'current';
/** Waits for a pause in typing, milliseconds. */
const pauseMillis = 250;

/** Drafts in a database of their own, so that a run that is kept never stands in their way. */
export function createDraftKeeper(onFailure: () => void): DraftKeeper {
  const database = openDB('chainroom-editor', 1, { upgrade: (db) => void db.createObjectStore(store) });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let newest: unknown;
  const write = () => {
    clearTimeout(waiting);
    waiting = undefined;
    database.then((db) => db.put(store, newest, key)).catch(onFailure);
  };
  // A page that goes does not wait for a pause in typing.
  addEventListener('pagehide', () => waiting !== undefined && write());
  return {
    load: () => database.then((db) => db.get(store, key)).catch(() => undefined),
    keep(draft) {
      newest = draft;
      clearTimeout(waiting);
      waiting = setTimeout(write, pauseMillis);
    },
  };
}
