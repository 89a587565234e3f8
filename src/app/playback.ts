import { LogKind } from '#simulation/log';
import type { Beat } from '#simulation/scenario/beat';
import type { HistoryStore } from './create-history.ts';
import { advanceStory, storyKnownUntil, storyPace } from './pace.ts';
import type { Playhead } from './scene.ts';
import type { PauseAt, Speed } from './studio-state.ts';

/** One frame of playing, as a value. */
export interface Played {
  readonly playhead: Playhead;
  /** True where `pauseAt` says to stop. */
  readonly stopped: boolean;
  /** True when the history ended before the frame did. */
  readonly limited: boolean;
}

/** A longer frame than this is a stall or a hidden tab, and time on the page does not jump: real seconds. */
export const longestFrameSeconds = 0.1;

/** Real seconds of the story that should be known ahead of the playhead. */
const storyAheadSeconds = 8;
/** A quiet network is not explored further than this ahead of the playhead, microseconds. */
const furthestAheadMicros = 3 * 3_600e6;
/** Real seconds ahead at a fixed speed, and never less than this in simulated time. */
const fixedAheadSeconds = 2;
const leastAheadMicros = 10e6;

/** Simulated microseconds per real second at the playhead. */
export function paceAt(history: HistoryStore, time: number, speed: Speed): number {
  return speed.mode === 'fixed' ? speed.microsPerSecond : storyPace(history, time);
}

/** Where playing on for `seconds` of real time leads. */
export function play(
  history: HistoryStore,
  { time, index }: Playhead,
  speed: Speed,
  pauseAt: PauseAt,
  seconds: number,
  beats: readonly Beat[] = [],
): Played {
  const ahead =
    speed.mode === 'fixed' ? time + speed.microsPerSecond * seconds : advanceStory(history, time, seconds);
  const limit = Math.max(time, history.reached);
  const chosen = pauseAt === 'nothing' ? Number.POSITIVE_INFINITY : nextMoment(history, pauseAt, index);
  const stop = Math.min(chosen, nextPause(history, beats, index, ahead));
  const next = Math.min(ahead, limit, Math.max(time, stop));
  return {
    playhead: { time: next, index: Math.max(index, history.rowsThrough(next)) },
    stopped: next === Math.max(time, stop),
    limited: next >= limit && ahead >= limit,
  };
}

/** Time of the first beat at or after row `index` and by `until` that asks for a pause; Infinity when there is none. */
export function nextPause(
  history: HistoryStore,
  beats: readonly Beat[],
  index: number,
  until: number,
): number {
  if (!beats.some(({ pause }) => pause === true)) return Number.POSITIVE_INFINITY;
  const { milestones } = history.log;
  for (let at = history.log.ordinalOf(index); at < milestones.row.length; at++) {
    if (milestones.time.at(at) > until) break;
    if (milestones.kind.at(at) === LogKind.beat && beats[milestones.x.at(at)]?.pause === true)
      return milestones.time.at(at);
  }
  return Number.POSITIVE_INFINITY;
}

/** Time of the first fork, reorganisation or block whose row is not past yet; Infinity when none is known. */
function nextMoment(history: HistoryStore, pauseAt: Exclude<PauseAt, 'nothing'>, index: number): number {
  switch (pauseAt) {
    case 'fork': {
      const past = history.log.ordinalOf(index);
      let next = Number.POSITIVE_INFINITY;
      for (let at = history.forks.length - 1; at >= 0; at--) {
        const fork = history.forks[at] as (typeof history.forks)[number];
        if (fork.ordinal < past) break;
        next = fork.from;
      }
      return next;
    }
    case 'reorg': {
      const { reorganisations } = history;
      let low = 0;
      let high = reorganisations.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((reorganisations[middle] as { row: number }).row < index) low = middle + 1;
        else high = middle;
      }
      return reorganisations[low]?.time ?? Number.POSITIVE_INFINITY;
    }
    case 'block':
      return nextOfKind(history, LogKind.blockFound, index)?.time ?? Number.POSITIVE_INFINITY;
  }
}

/** The first milestone of a kind at or after row `index`. */
export function nextOfKind(
  history: HistoryStore,
  kind: number,
  index: number,
): { row: number; time: number } | undefined {
  const { milestones } = history.log;
  for (let at = history.log.ordinalOf(index); at < milestones.row.length; at++) {
    if (milestones.kind.at(at) === kind) return { row: milestones.row.at(at), time: milestones.time.at(at) };
  }
  return undefined;
}

/** The last milestone of a kind before row `index`. */
export function lastOfKind(
  history: HistoryStore,
  kind: number,
  index: number,
): { row: number; time: number } | undefined {
  const { milestones } = history.log;
  for (let at = history.log.ordinalOf(index) - 1; at >= 0; at--) {
    if (milestones.kind.at(at) === kind) return { row: milestones.row.at(at), time: milestones.time.at(at) };
  }
  return undefined;
}

/** How far the history should be known, microseconds: far enough that the chosen speed is known for the next seconds,
 * so that time on the page never waits for the worker. */
export function wantedTime(history: HistoryStore, time: number, speed: Speed): number {
  if (speed.mode === 'fixed')
    return time + Math.max(leastAheadMicros, speed.microsPerSecond * fixedAheadSeconds);
  const after = advanceStory(history, time, storyAheadSeconds);
  return after < storyKnownUntil(history) ? history.reached : time + furthestAheadMicros;
}
