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

/** How long each trace stays, in simulated microseconds. Rings run out within `ringMicros`; words stay to be read. */
export const traceMicros = {
  tip: 350_000,
  reorg: 2_500_000,
  found: 700_000,
  rejected: 1_500_000,
  published: 1_500_000,
} as const;

/** How long a ring runs outward. */
export const ringMicros = {
  tip: 180_000,
  reorg: 300_000,
  found: 400_000,
  rejected: 400_000,
  published: 400_000,
} as const;

const longest = Math.max(...Object.values(traceMicros));

/** Events of the last moments before the playhead, oldest first. A function of history and playhead only. */
export function recentEvents(history: History, scene: Scene): RecentEvent[] {
  const { time, index } = scene.playhead;
  const events: RecentEvent[] = [];
  for (const row of history.milestones(Math.max(0, time - longest), time)) {
    if (row.row >= index) continue;
    const kind = kindOf(row);
    if (kind === undefined) continue;
    const age = time - row.time;
    if (age < traceMicros[kind]) {
      events.push({ kind, node: row.a, block: row.object, depth: kind === 'reorg' ? row.x : 0, age });
    }
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
