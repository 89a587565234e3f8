import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';

/** Number of the last beat that has happened by `time`, −1 before the first. */
export function reachedBeat(history: History, time: number): number {
  return rowsOfKind(history, LogKind.beat).findLast((row) => row.time <= time)?.x ?? -1;
}
