import type { Block } from '#bitcoin/primitives/block';
import type { LedgerEntry } from './ledger.ts';
import type { BlockRef, TxRef } from './refs.ts';

/** The fixed times at which a miner makes its attempts: slot n lies at start + phase + ⌊n·10⁶ / rate⌋.
 * The grid never moves when a job restarts; only a changed rate starts a new one. */
export interface Grid {
  /** Tries per second, ≥ 1. */
  readonly rate: number;
  /** Microseconds: when the rate began. */
  readonly start: number;
  /** 0 … 10⁶/rate, drawn from the miner's stream. */
  readonly phase: number;
}

/** One header template being searched: attempt n is nonce n, made at slot firstSlot + n. */
export interface Job {
  readonly number: number;
  readonly block: Block;
  readonly transactions: readonly TxRef[];
  readonly parent: BlockRef;
  readonly grid: Grid;
  readonly firstSlot: number;
  readonly startedAt: number;
  /** 80 bytes, nonce zero. */
  readonly header: Uint8Array;
  /** 32 bytes, big-endian. */
  readonly target: Uint8Array;
  /** What is known of the search, shared by everything that searches this header. */
  readonly entry: LedgerEntry;
}

/** The mining part of a node. `hashRate` 0 means it does not mine. */
export interface Miner {
  hashRate: number;
  /** Rate of a burst that lasts until the next find; 0: none. */
  burstRate: number;
  grid: Grid | undefined;
  gridNumber: number;
  job: Job | undefined;
  jobNumber: number;
  /** Tries made on `job.parent` by earlier jobs. */
  triesBefore: number;
  /** Parent that `triesBefore` counts for. */
  parent: BlockRef | undefined;
  /** While set, finds are withheld and mining goes on on top of them. */
  secretTip: BlockRef | undefined;
  /** Where the secret branch left the public one. */
  secretBase: BlockRef | undefined;
  /** "Collide": hold the next find until the other miner has one too. */
  holdWith: number;
  held: BlockRef | undefined;
  /** Blocks found by this node. */
  found: number;
}

export function idleMiner(hashRate: number): Miner {
  return {
    hashRate,
    burstRate: 0,
    grid: undefined,
    gridNumber: 0,
    job: undefined,
    jobNumber: 0,
    triesBefore: 0,
    parent: undefined,
    secretTip: undefined,
    secretBase: undefined,
    holdWith: -1,
    held: undefined,
    found: 0,
  };
}

export function copyMiner(miner: Miner): Miner {
  return { ...miner };
}

/** Simulated time of a slot. Exact in doubles while slot < 9·10⁹. */
export function slotTime(grid: Grid, slot: number): number {
  return grid.start + grid.phase + Math.floor((slot * 1_000_000) / grid.rate);
}

/** How many slots of the grid lie at or before `time`. Corrected with the forward formula, so no rounding can differ. */
export function slotsThrough(grid: Grid, time: number): number {
  const since = time - grid.start - grid.phase;
  if (since < 0) return 0;
  let slots = Math.floor((since * grid.rate) / 1_000_000) + 1;
  while (slotTime(grid, slots) <= time) slots++;
  while (slots > 0 && slotTime(grid, slots - 1) > time) slots--;
  return slots;
}

/** Attempts of a job at or before `time`. */
export function attemptsThrough(job: Job, time: number): number {
  return Math.max(0, slotsThrough(job.grid, time) - job.firstSlot);
}

/** When the job's known find happens, Infinity while none is known. */
export function findTime(job: Job): number {
  return job.entry.found < 0 ? Number.POSITIVE_INFINITY : slotTime(job.grid, job.firstSlot + job.entry.found);
}

/** Last microsecond for which the search of this job is complete; Infinity once its find is known. */
export function searchedThrough(job: Job): number {
  return job.entry.found >= 0
    ? Number.POSITIVE_INFINITY
    : slotTime(job.grid, job.firstSlot + job.entry.through) - 1;
}

/** Tries the miner has made on its present parent by `time`. */
export function triesOnParent(miner: Miner, time: number): number {
  return miner.triesBefore + (miner.job === undefined ? 0 : attemptsThrough(miner.job, time));
}
