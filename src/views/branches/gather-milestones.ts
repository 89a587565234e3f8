import { thinnedKinds } from '#app/create-history';
import type { History, LogRow } from '#app/history';

interface State<Value> {
  value: Value;
  /** The newest row taken. */
  last: LogRow | undefined;
  /** What was looked through: everything up to this moment, and this many rows. */
  reached: number;
  rows: number;
  version: number;
  cuts: number;
}

/** Makes a reader that folds every milestone of these kinds once, oldest first, and then only new ones.
 * When the end of the history was taken back (look-ahead thrown away) and a taken row with it, it starts over.
 * @param start an empty value @param take adds one row to it */
export function gatherMilestones<Value>(
  kinds: readonly number[],
  start: () => Value,
  take: (value: Value, row: LogRow, history: History) => void,
): (history: History) => Value {
  const wanted: ReadonlySet<number> = new Set(kinds);
  const known = new WeakMap<History, State<Value>>();
  const whole = !kinds.some((kind) => thinnedKinds.has(kind));
  /** A thinned history has all rows of these kinds, under the same numbers: what was gathered stays true. */
  const fromBeforeThinning = (history: History): State<Value> | undefined => {
    const before = history.thinnedFrom?.deref();
    const state = whole && before !== undefined ? known.get(before) : undefined;
    if (before === undefined || state === undefined) return undefined;
    known.delete(before);
    known.set(history, { ...state, version: -1 });
    return known.get(history);
  };
  return (history) => {
    let state = known.get(history) ?? fromBeforeThinning(history);
    if (state?.version === history.version) return state.value;
    if (state === undefined || (state.cuts !== history.cuts && !stillThere(history, state.last))) {
      state = { value: start(), last: undefined, reached: 0, rows: 0, version: -1, cuts: history.cuts };
      known.set(history, state);
    } else if (state.cuts !== history.cuts) {
      state.reached = state.last?.time ?? 0;
      state.rows = (state.last?.row ?? -1) + 1;
    }
    for (const row of history.milestones(state.reached, Number.POSITIVE_INFINITY, wanted)) {
      if (row.row < state.rows) continue;
      take(state.value, row, history);
      state.last = row;
    }
    state.reached = history.reached;
    state.rows = history.rowCount;
    state.version = history.version;
    state.cuts = history.cuts;
    return state.value;
  };
}

function stillThere(history: History, last: LogRow | undefined): boolean {
  if (last === undefined) return true;
  const now = history.row(last.row);
  return (
    now !== undefined &&
    now.time === last.time &&
    now.kind === last.kind &&
    now.a === last.a &&
    now.b === last.b &&
    now.object === last.object
  );
}
