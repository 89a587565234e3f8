import type { History, LogRow } from '#app/history';

/** Makes a reader that folds every milestone of a history once, oldest first, and then only new ones.
 * When the end of the history was taken back (look-ahead thrown away), it starts over.
 * @param start an empty value @param take adds one row to it */
export function gatherMilestones<Value>(
  start: () => Value,
  take: (value: Value, row: LogRow) => void,
): (history: History) => Value {
  const known = new WeakMap<
    History,
    { value: Value; last: LogRow | undefined; reached: number; rows: number }
  >();
  return (history) => {
    let state = known.get(history);
    if (state !== undefined && state.reached === history.reached && state.rows === history.rowCount) {
      return state.value;
    }
    if (state === undefined || !stillThere(history, state.last)) {
      state = { value: start(), last: undefined, reached: 0, rows: 0 };
      known.set(history, state);
    }
    const from = state.last?.row ?? -1;
    for (const row of history.milestones(state.last?.time ?? 0, Number.POSITIVE_INFINITY)) {
      if (row.row <= from) continue;
      take(state.value, row);
      state.last = row;
    }
    state.reached = history.reached;
    state.rows = history.rowCount;
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
