import { addTrials, countTrials, firstMissing, type TrialRanges } from './trial-ranges.ts';

/** Trials `first` … `first + count - 1` of a cell: what a worker is asked at once. */
export interface Chunk {
  readonly cell: number;
  readonly first: number;
  readonly count: number;
}

/** Hands out a batch in pieces. */
export interface ChunkPlanner {
  /** The next piece; undefined when all are handed out. */
  next(): Chunk | undefined;
  /** Learns from a finished piece how long the next ones should be.
   * @param millis that it took */
  learn(chunk: Chunk, millis: number): void;
  /** Milliseconds that one worker would need for `missing[cell]` more trials of each cell; undefined before anything
   * has been measured. */
  millisFor(missing: readonly number[]): number | undefined;
}

/** Long enough that handing out costs nothing, short enough that the picture grows and little is lost on a cancel. */
const wantedMillis = 175;
/** All cells get this share of their trials before any gets more: the whole picture is there early, and sharpens. */
const rounds = [0.002, 0.02, 0.1, 0.3, 0.6, 1];
/** A first piece costs more than its trials: the world is prepared, the code is not warm. */
const fastestGrowth = 8;

/** Hands out what is missing of `trials` trials in each cell.
 * @param done of each cell: what need not be done again */
export function createChunkPlanner(trials: number, done: readonly TrialRanges[]): ChunkPlanner {
  const handedOut = [...done];
  const millisPerTrial = new Map<number, number>();
  const lastCount = new Map<number, number>();

  function lengthFor(cell: number): number {
    const known = millisPerTrial.get(cell);
    if (known === undefined) return 1;
    const wanted = Math.max(1, Math.round(wantedMillis / Math.max(known, 1e-3)));
    return Math.min(wanted, (lastCount.get(cell) ?? 1) * fastestGrowth);
  }

  return {
    next() {
      for (const round of rounds) {
        const end = Math.ceil(trials * round);
        for (let cell = 0; cell < handedOut.length; cell++) {
          if (countTrials(handedOut[cell]!) >= end) continue;
          const piece = firstMissing(handedOut[cell]!, trials, lengthFor(cell));
          if (piece === undefined) continue;
          handedOut[cell] = addTrials(handedOut[cell]!, piece.first, piece.count);
          return { cell, ...piece };
        }
      }
      return undefined;
    },
    learn({ cell, count }, millis) {
      const latest = millis / count;
      const earlier = millisPerTrial.get(cell);
      const smooth =
        earlier === undefined || (lastCount.get(cell) ?? 0) < count ? latest : (earlier + latest) / 2;
      millisPerTrial.set(cell, smooth);
      lastCount.set(cell, Math.max(count, lastCount.get(cell) ?? 0));
    },
    millisFor(missing) {
      if (millisPerTrial.size === 0) return undefined;
      const mean = [...millisPerTrial.values()].reduce((sum, each) => sum + each, 0) / millisPerTrial.size;
      return missing.reduce((sum, count, cell) => sum + count * (millisPerTrial.get(cell) ?? mean), 0);
    },
  };
}
