import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from './gather-milestones.ts';

/** What the log says about blocks beyond the scene. */
export interface BlockFacts {
  /** Blocks that were withheld when they were found. */
  readonly withheld: ReadonlySet<number>;
  /** First row at which somebody refused a block. */
  readonly rejectedRow: ReadonlyMap<number, number>;
}

interface Gathered {
  readonly withheld: Set<number>;
  readonly rejectedRow: Map<number, number>;
}

/** Blocks withheld and refused, read from the milestones once and then only from new ones. */
export const blockFacts: (history: History) => BlockFacts = gatherMilestones<Gathered>(
  [LogKind.withheld, LogKind.blockRejected],
  () => ({ withheld: new Set(), rejectedRow: new Map() }),
  (facts, row) => {
    if (row.kind === LogKind.withheld) facts.withheld.add(row.object);
    else if (row.kind === LogKind.blockRejected && !facts.rejectedRow.has(row.object)) {
      facts.rejectedRow.set(row.object, row.row);
    }
  },
);
