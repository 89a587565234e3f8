import type { Cell } from '../experiment.ts';

/** A cell of mining income in its own words. Hash power is in thousandths. */
export interface IncomeCell {
  /** Tries per second of the miner whose income is counted, of the other pool members, and of everybody else. */
  readonly own: number;
  readonly others: number;
  readonly rest: number;
  readonly isPooled: boolean;
  readonly blocks: number;
  /** The miner's share, and its pool's. */
  readonly share: number;
  readonly pool: number;
}

/** A share is a header that meets a target this many times easier than a block's. */
export const sharesPerBlock = 16;

/** Reads a cell that `checkBatch` has passed. The pool has half of the hash power, more where the miner leaves it less. */
export function incomeCell(cell: Cell): IncomeCell {
  const own = Math.min(998, Math.max(1, Math.round(Number(cell.share) * 1_000)));
  const pool = own <= 400 ? 500 : Math.round((own + 1_000) / 2);
  return {
    own,
    others: pool - own,
    rest: 1_000 - pool,
    isPooled: cell.pay === 'pool',
    blocks: Number(cell.blocks),
    share: own / 1_000,
    pool: pool / 1_000,
  };
}
