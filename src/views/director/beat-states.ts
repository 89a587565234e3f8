import type { History, LogRow } from '#app/history';
import type { Playhead } from '#app/scene';
import { LogKind } from '#simulation/log';
import type { Beat } from '#simulation/scenario/beat';
import { gatherMilestones } from '../branches/gather-milestones.ts';

/** A beat at one moment. */
export interface BeatState {
  readonly number: number;
  readonly beat: Beat;
  /** `done`: it happened before the playhead · `next`: it is the one that waits · `later`: others come first. */
  readonly state: 'done' | 'next' | 'later';
  /** When it happened or, behind the playhead of one who went back, will happen; undefined while nobody has seen it. */
  readonly event: LogRow | undefined;
}

const rows = gatherMilestones<{ readonly beats: LogRow[]; readonly answers: LogRow[] }>(
  [LogKind.beat, LogKind.answer],
  () => ({ beats: [], answers: [] }),
  ({ beats, answers }, row) => {
    if (row.kind === LogKind.beat) beats.push(row);
    else answers.push(row);
  },
);

/** Where the story stands at a playhead: a pure function, so that stepping back makes beats undone again.
 * @param seenTime how far the reader has seen; what lies beyond stays unknown */
export function beatStatesOf(
  history: History,
  beats: readonly Beat[],
  playhead: Playhead,
  seenTime: number,
): readonly BeatState[] {
  const events = new Map(rows(history).beats.map((row) => [row.x, row]));
  const next = beats.findIndex((_, number) => {
    const event = events.get(number);
    return event === undefined || event.row >= playhead.index;
  });
  return beats.map((beat, number) => {
    const event = events.get(number);
    const state = next < 0 || number < next ? 'done' : number === next ? 'next' : 'later';
    return { number, beat, state, event: event !== undefined && event.time <= seenTime ? event : undefined };
  });
}

/** The right choice of the question of beat `number`, as known at the playhead: undefined before the reveal, −1 none. */
export function answerAt(history: History, number: number, playhead: Playhead): number | undefined {
  return rows(history).answers.find((row) => row.object === number && row.row < playhead.index)?.x;
}
