import type { History, LogRow } from '#app/history';

interface Gathered {
  readonly rows: LogRow[];
  /** Everything up to this time has been looked at. */
  through: number;
  rowCount: number;
}

const gathered = new WeakMap<History, Map<number, Gathered>>();

/** All milestone rows of one kind so far, oldest first; reads only what is new since the last call. */
export function rowsOfKind(history: History, kind: number): readonly LogRow[] {
  let kinds = gathered.get(history);
  if (kinds === undefined) {
    kinds = new Map();
    gathered.set(history, kinds);
  }
  let known = kinds.get(kind);
  if (known === undefined || isOutdated(history, known)) {
    known = { rows: [], through: -1, rowCount: 0 };
    kinds.set(kind, known);
  }
  if (history.reached > known.through || history.rowCount !== known.rowCount) {
    const last = known.rows.at(-1)?.row ?? -1;
    for (const row of history.milestones(Math.max(0, known.through), history.reached)) {
      if (row.kind === kind && row.row > last) known.rows.push(row);
    }
    known.through = history.reached;
    known.rowCount = history.rowCount;
  }
  return known.rows;
}

/** Look-ahead that nobody has seen may be replaced when the user acts. */
function isOutdated(history: History, known: Gathered): boolean {
  if (history.rowCount < known.rowCount || history.reached < known.through) return true;
  const last = known.rows.at(-1);
  if (last === undefined) return false;
  const now = history.row(last.row);
  return now === undefined || now.kind !== last.kind || now.time !== last.time || now.object !== last.object;
}
