import type { Cell } from '../experiment.ts';

/** A cell of the retarget experiment in its own words. */
export interface RetargetCell {
  /** Tries per second of each of the two miners once the jump has happened. */
  readonly rate: number;
  /** Mean interval of the first period, in spacings: bits that the retarget at the jump gives, over the new hash power. */
  readonly first: number;
}

/** Periods that are watched, the one that begins with the jump included. */
export const periodsWatched = 6;

const spacingSeconds = 16;
const interval = 72;
/** Before the jump: 1,024 tries in 16 seconds. */
const rateBefore = 32;
/** What the prologue's 72 blocks, on time to the second, make of 1,024 tries: 71 intervals are held against 72. */
const triesAtJump = (1_024 * interval) / (interval - 1);

/** Reads a cell that `checkBatch` has passed. */
export function retargetCell(cell: Cell): RetargetCell {
  const rate = Math.max(1, Math.round(rateBefore * Number(cell.jump)));
  return { rate, first: triesAtJump / (2 * rate * spacingSeconds) };
}

/** The chain's rule, for the formulas beside it. */
export const retargetRule = { interval, clamp: 4 } as const;
