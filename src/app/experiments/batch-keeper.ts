import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { BatchRequest } from '#experiments/experiment';
import { batchKey } from './batch-key.ts';
import { type PartialResult, progressOf } from './partial-result.ts';

/** Keeps what batches have computed so far, through reloads and closed tabs. */
export interface BatchKeeper {
  /** What is kept of this batch, or of a shorter one with the same trials; undefined when nothing is. */
  load(request: BatchRequest): Promise<PartialResult | undefined>;
  /** The batch that this place of the page kept last. */
  last(place: string): Promise<PartialResult | undefined>;
  /** Keeps the result, unless more of the same batch is kept already.
   * @returns false when the browser would not */
  save(place: string, result: PartialResult): Promise<boolean>;
  /** Forgets what is kept of this batch. */
  forget(request: BatchRequest): Promise<void>;
}

interface Kept {
  readonly place: string;
  readonly savedAt: number;
  readonly result: PartialResult;
}

/** The name of the batch, and how many trials were asked for: a longer batch never takes the place of a shorter one. */
type KeptKey = [string, number];

interface Schema extends DBSchema {
  readonly batches: { key: KeptKey; value: Kept; indexes: { 'by-time': number } };
}

/** Older batches than these make room: the largest holds some tens of kilobytes, a repetition its whole ledger. */
const mostKept = 24;

/** A keeper in IndexedDB. A browser that refuses storage costs the reader nothing but the memory.
 * @param clock milliseconds: the newest is kept longest */
export function createBatchKeeper(clock: () => number, database = 'chainroom-experiments'): BatchKeeper {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const connect = () => {
    opening ??= open(database, () => {
      opening = undefined;
    });
    return opening;
  };

  async function allByTime(): Promise<Kept[]> {
    return (await connect()).getAllFromIndex('batches', 'by-time');
  }

  return {
    async load(request) {
      try {
        const name = batchKey(request);
        const upTo = IDBKeyRange.bound([name, 0], [name, request.trials]);
        const longest = (await (await connect()).getAll('batches', upTo)).at(-1);
        return longest && { request, cells: longest.result.cells };
      } catch {
        opening = undefined;
        return undefined;
      }
    },
    async last(place) {
      try {
        return (await allByTime()).filter((kept) => kept.place === place).at(-1)?.result;
      } catch {
        opening = undefined;
        return undefined;
      }
    },
    async save(place, result) {
      try {
        const db = await connect();
        const key = keyOf(result.request);
        const tx = db.transaction('batches', 'readwrite', { durability: 'relaxed' });
        const earlier = await tx.store.get(key);
        // Another tab may have come further with the same trials.
        if (earlier === undefined || progressOf(earlier.result).done <= progressOf(result).done) {
          await tx.store.put({ place, savedAt: clock(), result }, key);
        }
        if (earlier === undefined) {
          const keys = await tx.store.index('by-time').getAllKeys();
          for (const old of keys.slice(0, Math.max(0, keys.length - mostKept))) await tx.store.delete(old);
        }
        await tx.done;
        return true;
      } catch {
        opening = undefined;
        return false;
      }
    },
    async forget(request) {
      await connect()
        .then((db) => db.delete('batches', keyOf(request)))
        .catch(() => {});
    },
  };
}

function keyOf(request: BatchRequest): KeptKey {
  return [batchKey(request), request.trials];
}

function open(database: string, onLost: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(database, 1, {
    upgrade(db) {
      db.createObjectStore('batches').createIndex('by-time', 'savedAt');
    },
    terminated: onLost,
  });
}
