import type { Cell } from '../experiment.ts';

/** A cell of equal miners, each of whom hears of a block the same time after its find. */
export interface DelayCell {
  readonly miners: number;
  /** Tries per second of each. */
  readonly rate: number;
  /** One way, of every link: announcement, request and block make three of them. */
  readonly latencyMicros: number;
  /** From a find until all others know it. */
  readonly delayMicros: number;
  /** Mean time between finds of all together. */
  readonly spacingMicros: number;
  /** Delay over spacing, as the whole microseconds give it. */
  readonly ratio: number;
}

const triesPerBlock = 256;
const legs = 3;
/** A message is on the wire for a microsecond. */
const sendMicros = 1;

/** Reads a cell that `checkBatch` has passed. */
export function delayCell(cell: Cell): DelayCell {
  const miners = Number(cell.miners);
  const rate = Math.round(1_000 / miners);
  const spacingMicros = (triesPerBlock * 1_000_000) / (rate * miners);
  const latencyMicros = Math.max(0, Math.round((Number(cell.delay) * spacingMicros) / legs) - sendMicros);
  const delayMicros = legs * (latencyMicros + sendMicros);
  return { miners, rate, latencyMicros, delayMicros, spacingMicros, ratio: delayMicros / spacingMicros };
}
