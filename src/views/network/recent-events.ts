import type { History, LogRow } from '#app/history';
import type { Scene } from '#app/scene';
import { LogKind } from '#simulation/log';

/** What has just happened to nodes and leaves a short trace in the picture. */
export interface RecentEvent {
  readonly kind: 'tip' | 'reorg' | 'found' | 'rejected' | 'published';
  readonly node: number;
  /** Block it is about. */
  readonly block: number;
  /** Blocks disconnected (`reorg`). */
  readonly depth: number;
  /** Microseconds since it happened. */
  readonly age: number;
}

/** How long a ring runs outward, in simulated microseconds. */
export const ringMicros = {
  tip: 180_000,
  reorg: 300_000,
  found: 400_000,
  rejected: 400_000,
  published: 400_000,
} as const;

/** How long the words "reorg −3" stay to be read. */
export const reorgWordsMicros = 2_500_000;

const ringing: ReadonlySet<number> = new Set([
  LogKind.tip,
  LogKind.blockFound,
  LogKind.blockRejected,
  LogKind.published,
]);
const longestRing = Math.max(...Object.values(ringMicros));

/** Events of the last moments before the playhead. A function of history and playhead only. */
export function recentEvents(history: History, scene: Scene): RecentEvent[] {
  const { time, index } = scene.playhead;
  const events: RecentEvent[] = [];
  for (const row of history.milestones(Math.max(0, time - longestRing), time, ringing)) {
    if (row.row >= index) continue;
    const kind = kindOf(row);
    if (kind === undefined || kind === 'reorg') continue;
    const age = time - row.time;
    if (age < ringMicros[kind]) events.push({ kind, node: row.a, block: row.object, depth: 0, age });
  }
  // Rows at the playhead's own microsecond may still lie ahead, so the search starts at the end of what is known.
  const { reorganisations } = history;
  for (let at = reorganisations.length - 1; at >= 0; at--) {
    const reorg = reorganisations[at]!;
    if (reorg.row >= index) continue;
    const age = time - reorg.time;
    if (age >= reorgWordsMicros) break;
    events.push({
      kind: 'reorg',
      node: reorg.node,
      block: reorg.connected.at(-1) ?? reorg.forkPoint,
      depth: reorg.disconnected.length,
      age,
    });
  }
  return events;
}

function kindOf(row: LogRow): RecentEvent['kind'] | undefined {
  switch (row.kind) {
    case LogKind.tip:
      return row.x > 0 ? 'reorg' : 'tip';
    case LogKind.blockFound:
      return 'found';
    case LogKind.blockRejected:
      return 'rejected';
    case LogKind.published:
      return 'published';
    default:
      return undefined;
  }
}
