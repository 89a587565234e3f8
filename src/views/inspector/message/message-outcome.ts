import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';

/** What became of one sent message as far as the playhead knows. */
export interface MessageOutcome {
  readonly status: 'under-way' | 'delivered' | 'lost';
  /** When it arrived or was lost; the time it will arrive while under way. */
  readonly at: number;
  /** What its receiver did with it at that moment: accepted, refused, parked, asked for more. */
  readonly consequences: readonly LogRow[];
}

const scanned = 400;

/** Follows a `send` row to its arrival.
 * @param row the send row
 * @param now rows with a higher index have not happened yet */
export function outcomeOf(history: History, row: LogRow, now: number): MessageOutcome {
  const due = row.x;
  const first = history.rowsThrough(due - 1);
  for (let index = first; index <= Math.min(now, first + scanned); index++) {
    const found = history.row(index);
    if (found === undefined) continue;
    if (found.time > due) break;
    if (found.kind !== LogKind.receive || found.a !== row.b || found.b !== row.a) continue;
    if (found.object !== row.object || found.x !== row.time) continue;
    return { status: 'delivered', at: found.time, consequences: consequencesOf(history, found, now) };
  }
  const through = history.rowsThrough(due) - 1;
  return {
    status: through <= now && due <= history.reached ? 'lost' : 'under-way',
    at: due,
    consequences: [],
  };
}

/** The rows of the receiver that follow a `receive` row within the same microsecond, until its next message. */
function consequencesOf(history: History, receive: LogRow, now: number): LogRow[] {
  const rows: LogRow[] = [];
  for (let index = receive.row + 1; index <= Math.min(now, receive.row + scanned); index++) {
    const row = history.row(index);
    if (row === undefined) continue;
    if (row.time !== receive.time) break;
    if (row.a !== receive.a) continue;
    if (row.kind === LogKind.receive) break;
    rows.push(row);
  }
  return rows;
}

/** The one consequence that matters most, for a line in a table. */
export function mainConsequence(outcome: MessageOutcome): LogRow | undefined {
  for (const kinds of order) {
    const found = outcome.consequences.find((row) => kinds.includes(row.kind));
    if (found !== undefined) return found;
  }
  return undefined;
}

const order: readonly (readonly number[])[] = [
  [LogKind.misbehaviour, LogKind.blockRejected, LogKind.txRejected],
  [LogKind.tip],
  [LogKind.blockAccepted, LogKind.blockOrphan, LogKind.headerAccepted],
  [LogKind.txAccepted, LogKind.txOrphan],
  [LogKind.handshake, LogKind.addressesLearned],
  [LogKind.send],
];
