import { LogKind } from '#simulation/log';
import { countBelow } from './column.ts';
import type { HistoryStore } from './create-history.ts';
import type { LogRow } from './history.ts';
import { lastOfKind, nextOfKind } from './playback.ts';

/** Finds the row that a step from row index `index` ends on; undefined when none is known. */
export type StepFinder = (history: HistoryStore, index: number) => LogRow | undefined;

/** A way to step through a history, forwards and back. */
export interface Stride {
  readonly forward: StepFinder;
  readonly backward: StepFinder;
}

/** Row by row; in a forgotten stretch, by the rows that are known. */
export const byEvent: Stride = {
  forward: (history, index) => history.rowFrom(index),
  backward(history, index) {
    // The last row that is past becomes future; the one before it is where we end.
    const last = history.rowBefore(index);
    return last === undefined ? undefined : history.rowBefore(last.row);
  },
};

/** From find to find. */
export const byBlock: Stride = {
  forward(history, index) {
    const found = nextOfKind(history, LogKind.blockFound, index);
    return found === undefined ? undefined : history.row(found.row);
  },
  backward(history, index) {
    const found = lastOfKind(history, LogKind.blockFound, index - 1);
    return found === undefined ? undefined : history.row(found.row);
  },
};

/** To the next or last thing worth stopping for. */
export const byInterest: Stride = {
  forward(history, index) {
    const rows = history.interestingRows;
    const row = rows[countBelow(rows, rows.length, index)];
    return row === undefined ? undefined : history.row(row);
  },
  backward(history, index) {
    const rows = history.interestingRows;
    const row = rows[countBelow(rows, rows.length, index - 1) - 1];
    return row === undefined ? undefined : history.row(row);
  },
};
