import type { History } from '#app/history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from './gather-milestones.ts';

/** When one node learned of each block: block index → log row. */
export interface Knowledge {
  /** It accepted the header. */
  readonly headerRow: ReadonlyMap<number, number>;
  /** It held the valid body. */
  readonly bodyRow: ReadonlyMap<number, number>;
}

interface Gathered {
  readonly headerRow: Map<number, number>;
  readonly bodyRow: Map<number, number>;
}

const nothing: Knowledge = { headerRow: new Map(), bodyRow: new Map() };

const gather = gatherMilestones<Map<number, Gathered>>(
  [LogKind.headerAccepted, LogKind.blockAccepted],
  () => new Map(),
  (byNode, row) => {
    let known = byNode.get(row.a);
    if (known === undefined) {
      known = { headerRow: new Map(), bodyRow: new Map() };
      byNode.set(row.a, known);
    }
    const rows = row.kind === LogKind.headerAccepted ? known.headerRow : known.bodyRow;
    if (!rows.has(row.object)) rows.set(row.object, row.row);
  },
);

/** What `node` learned when, read from the milestones once and then only from new ones. */
export function knowledgeOf(history: History, node: number): Knowledge {
  return gather(history).get(node) ?? nothing;
}
