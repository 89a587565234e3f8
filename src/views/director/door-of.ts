import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { rowsOfKind } from '../inspector/rows-of-kind.ts';
import type { BeatState } from './beat-states.ts';

/** A find so long before a beat, microseconds, is what the beat waited for. */
const causeMicros = 30e6;
/** What is changed must have time to get round before that find: else nobody can act on it any more. */
const spreadMicros = 15e6;

/** Moment to go back to in order to change how a beat comes about, microseconds. A beat that a block set off is decided when
 * the block is found, so its door stands well before the find (but after the one before); other beats, just before them.
 * Undefined while the beat has not happened. */
export function doorOf(history: History, { beat, event }: BeatState): number | undefined {
  if (event === undefined) return undefined;
  const just = Math.max(0, event.time - 1);
  const { type } = beat.when;
  if (type === 'time' || type === 'after' || type === 'by-hand' || type === 'always') return just;
  const finds = rowsOfKind(history, LogKind.blockFound);
  const at = finds.findLastIndex(({ row }) => row <= event.row);
  const cause = finds[at];
  if (cause === undefined || cause.time < event.time - causeMicros) return just;
  const before = finds[at - 1]?.time ?? 0;
  return Math.max(0, cause.time - Math.min(spreadMicros, Math.ceil((cause.time - before) / 2)));
}
