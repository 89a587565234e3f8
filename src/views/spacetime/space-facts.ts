import type { History, LogRow } from '#app/history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from '../branches/gather-milestones.ts';

/** The milestones that a space-time diagram shows, in order, and each node's tips over time. */
export interface SpaceFacts {
  /** Finds, arrivals of blocks, and reorganisations, oldest first. */
  readonly events: readonly LogRow[];
  /** By node: when its tip (or whether it runs: tip −1 when not) changed. */
  readonly tips: ReadonlyMap<number, readonly TipStep[]>;
}

export interface TipStep {
  readonly time: number;
  readonly row: number;
  readonly tip: number;
  readonly online: boolean;
}

interface Gathered {
  readonly events: LogRow[];
  readonly tips: Map<number, TipStep[]>;
}

/** Reads them from the milestones once and then only from new ones. */
export const spaceFacts: (history: History) => SpaceFacts = gatherMilestones<Gathered>(
  [LogKind.blockFound, LogKind.blockAccepted, LogKind.tip, LogKind.nodeUp, LogKind.nodeDown],
  () => ({ events: [], tips: new Map() }),
  (facts, row) => {
    const { kind } = row;
    if (kind === LogKind.blockFound || kind === LogKind.blockAccepted) facts.events.push(row);
    const changes = kind === LogKind.tip || kind === LogKind.nodeUp || kind === LogKind.nodeDown;
    if (!changes) return;
    if (kind === LogKind.tip && row.x > 0) facts.events.push(row);
    let steps = facts.tips.get(row.a);
    if (steps === undefined) {
      steps = [];
      facts.tips.set(row.a, steps);
    }
    const before = steps.at(-1);
    steps.push({
      time: row.time,
      row: row.row,
      tip: kind === LogKind.tip ? row.object : (before?.tip ?? -1),
      online: kind === LogKind.tip ? (before?.online ?? true) : kind === LogKind.nodeUp,
    });
  },
);

/** Index of the first entry of `rows` with time ≥ `time`. */
export function firstAt(rows: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
