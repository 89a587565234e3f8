import type { Block } from '#bitcoin/primitives/block';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { LedgerEntry } from './ledger.ts';
import type { BlockRef } from './refs.ts';

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

/** One block template being searched: attempt n is made at slot firstSlot + n. The job keeps its template for as long as
 * parent, transactions and rate stay the same; only the time in its header follows the clock, every `refreshMicros`,
 * and with each new time the nonces begin at 0 again (see `headerSpan`). */
export interface Job {
  readonly number: number;
  /** With the time that the first attempts have. */
  readonly block: Block;
  /** The transactions without the coinbase. */
  readonly chosen: readonly Transaction[];
  readonly parent: BlockRef;
  /** Begun while its miner withheld its blocks. */
  readonly inSecret: boolean;
  readonly grid: Grid;
  readonly firstSlot: number;
  readonly startedAt: number;
  /** Simulated microseconds between looks at the clock. */
  readonly refreshMicros: number;
  /** Unix seconds at t = 0. */
  readonly epochSeconds: number;
  /** 80 bytes of the first header, nonce zero. */
  readonly header: Uint8Array;
  /** 32 bytes, big-endian. */
  readonly target: Uint8Array;
  /** The same as 64 hex digits, as hashes are written. */
  readonly targetHex: string;
  /** What is known of the search, shared by everything that searches this job. */
  entry: LedgerEntry;
}

/** Consecutive attempts of a job with one header: attempt n of `first` … `end` − 1 is nonce n − first. */
export interface HeaderSpan {
  /** In the header, Unix seconds. */
  readonly time: number;
  readonly first: number;
  readonly end: number;
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
  /** When the job's transactions are looked at again because the mempool has changed; Infinity: it has not. */
  refreshAt: number;
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
    refreshAt: Number.POSITIVE_INFINITY,
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

/** The header of an attempt, and which others have the same one. Header times follow the miner's clock in steps of
 * `refreshMicros` from the start of the job, and are never below the first one, which the median time past may have
 * raised. No two spans of a job have the same time, so no header repeats. */
export function headerSpan(job: Job, attempt: number): HeaderSpan {
  const { startedAt, refreshMicros, epochSeconds } = job;
  const firstTime = job.block.header.time;
  const since = slotTime(job.grid, job.firstSlot + attempt) - startedAt;
  const looked = startedAt + Math.floor(since / refreshMicros) * refreshMicros;
  const time = Math.max(firstTime, epochSeconds + Math.floor(looked / 1_000_000));
  return {
    time,
    first: time === firstTime ? 0 : attemptsBefore(job, lookThatSees(job, time)),
    end: attemptsBefore(job, lookThatSees(job, time + 1)),
  };
}

/** The first look at the clock that sees this second or a later one. */
function lookThatSees({ startedAt, refreshMicros, epochSeconds }: Job, seconds: number): number {
  const wait = (seconds - epochSeconds) * 1_000_000 - startedAt;
  return startedAt + Math.ceil(wait / refreshMicros) * refreshMicros;
}

/** Attempts of a job before `time`. */
function attemptsBefore(job: Job, time: number): number {
  return attemptsThrough(job, time - 1);
}

/** When the job looks at its clock next, after `now`. */
export function nextLook({ startedAt, refreshMicros }: Job, now: number): number {
  return startedAt + (Math.floor((now - startedAt) / refreshMicros) + 1) * refreshMicros;
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
