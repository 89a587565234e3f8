import type { Cell } from '../experiment.ts';

/** A cell of selfish mining in its own words. */
export interface SelfishCell {
  /** The pool's share of all hash power, as the whole numbers of tries per second really give it. */
  readonly q: number;
  readonly pool: number;
  /** Tries per second of each honest miner. */
  readonly honest: number;
  readonly miners: number;
  /** Honest miners whom the pool's blocks reach before each other's. */
  readonly near: number;
}

/** Reads a cell that `checkBatch` has passed. */
export function selfishCell(cell: Cell): SelfishCell {
  const miners = Number(cell.miners);
  const honest = Math.round(1_000 / miners);
  const share = Number(cell.q);
  const pool = Math.max(1, Math.round((share * honest * miners) / (1 - share)));
  const near = Math.min(miners, Number(cell.near));
  return { q: pool / (pool + honest * miners), pool, honest, miners, near };
}
