import type { Cell } from '../experiment.ts';
import type { CappedRace } from '../theory/capped-race.ts';

/** A cell of the double spend in its own words. */
export interface DoubleSpendCell extends CappedRace {
  /** Tries per second of the attacker, and of all others together. */
  readonly attacker: number;
  readonly others: number;
  /** One way, of the links over which the two honest miners hear of each other, microseconds; 0: as quick as can be. */
  readonly latencyMicros: number;
  /** From a find of one honest miner until the other knows it, in mean times between blocks, as the links give it. */
  readonly delay: number;
}

/** Rates are whole numbers: q is taken to the nearest thousandth, and theory is told what it really is. */
const thousand = 1_000;
/** Mean microseconds between blocks: a thousand tries a second, 256 a block. */
const spacingMicros = 256_000;
/** Announcement, request and block over two links, each a microsecond on the wire. */
const legs = 6;
const sendMicros = 1;

/** Reads a cell that `checkBatch` has passed. */
export function doubleSpendCell(cell: Cell): DoubleSpendCell {
  const attacker = Math.min(thousand - 2, Math.max(1, Math.round(Number(cell.q) * thousand)));
  const wanted = Number(cell.delay ?? 0);
  const latencyMicros = Math.max(0, Math.round((wanted * spacingMicros) / legs) - sendMicros);
  return {
    q: attacker / thousand,
    attacker,
    others: thousand - attacker,
    z: Number(cell.z),
    win: cell.win === 'level' ? 'level' : 'ahead',
    preMined: Number(cell.preMined),
    giveUp: Number(cell.giveUp),
    latencyMicros,
    delay: latencyMicros === 0 ? 0 : (legs * (latencyMicros + sendMicros)) / spacingMicros,
  };
}
