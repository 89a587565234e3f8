import type { Cell } from '../experiment.ts';
import type { CappedRace } from '../theory/capped-race.ts';

/** A cell of the double spend in its own words. */
export interface DoubleSpendCell extends CappedRace {
  /** Tries per second of the attacker, and of all others together. */
  readonly attacker: number;
  readonly others: number;
}

/** Rates are whole numbers: q is taken to the nearest thousandth, and theory is told what it really is. */
const thousand = 1_000;

/** Reads a cell that `checkBatch` has passed. */
export function doubleSpendCell(cell: Cell): DoubleSpendCell {
  const attacker = Math.min(thousand - 2, Math.max(1, Math.round(Number(cell.q) * thousand)));
  return {
    q: attacker / thousand,
    attacker,
    others: thousand - attacker,
    z: Number(cell.z),
    win: cell.win === 'level' ? 'level' : 'ahead',
    preMined: Number(cell.preMined),
    giveUp: Number(cell.giveUp),
  };
}
