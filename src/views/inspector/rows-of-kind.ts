import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from '../branches/gather-milestones.ts';

/** Kinds that are rare enough to keep a list of. */
const kept: readonly number[] = [
  LogKind.blockFound,
  LogKind.blockRejected,
  LogKind.txRejected,
  LogKind.txReturned,
  LogKind.attack,
  LogKind.published,
  LogKind.beat,
];

const gather = gatherMilestones<Map<number, LogRow[]>>(
  kept,
  () => new Map(kept.map((kind) => [kind, []])),
  (rows, row) => {
    rows.get(row.kind)?.push(row);
  },
);

const none: readonly LogRow[] = [];

/** All milestone rows of one rare kind so far, oldest first; looks only at what is new since the last call. */
export function rowsOfKind(history: History, kind: number): readonly LogRow[] {
  return gather(history).get(kind) ?? none;
}
