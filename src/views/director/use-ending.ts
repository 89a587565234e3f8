import { useRef } from 'react';
import type { History } from '#app/history';
import { useStudio } from '../use-studio.ts';
import { type Ending, endingOf } from './compare-endings.ts';
import type { Cast } from './two-views.ts';

/** Real milliseconds between two bills while time runs: each looks through the whole log. */
const shortestLook = 1_000;

/** Where a timeline stands at `time`; while playing, at most once a second. */
export function useEnding(history: History | undefined, cast: Cast, time: number): Ending | undefined {
  const playing = useStudio((state) => state.playing);
  const last = useRef<{
    history: History;
    cast: Cast;
    time: number;
    rows: number;
    at: number;
    ending: Ending;
  }>(undefined);
  if (history === undefined) return undefined;
  const known = last.current;
  const rows = history.rowsThrough(Math.min(time, history.reached));
  const now = performance.now();
  if (known !== undefined && known.history === history && known.cast === cast) {
    if (known.time === time && known.rows === rows && !playing) return known.ending;
    if (playing && time >= known.time && now - known.at < shortestLook) return known.ending;
  }
  const ending = endingOf(history, cast, time);
  last.current = { history, cast, time, rows, at: now, ending };
  return ending;
}
