import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { LinkDownCause, LogKind } from '#simulation/log';
import { gatherMilestones } from '../branches/gather-milestones.ts';

/** Per link, the rows at which it closed and why, oldest first. */
const gather = gatherMilestones<Map<number, { row: number; cause: number }[]>>(
  [LogKind.linkDown],
  () => new Map(),
  (byLink, row) => {
    const closings = byLink.get(row.object);
    if (closings === undefined) byLink.set(row.object, [{ row: row.row, cause: row.x }]);
    else closings.push({ row: row.row, cause: row.x });
  },
);

/** Links that were cut by hand or by the partition that lasts, and whose two ends have not found together again. */
export function severedLinks(scene: Scene, history: History, partitioned: boolean): number[] {
  const closings = gather(history);
  if (closings.size === 0) return [];
  const joined = new Set<number>();
  const pair = (a: number, b: number) => Math.min(a, b) * 65_536 + Math.max(a, b);
  for (const link of scene.links) if (scene.linkUp[link.index] === 1) joined.add(pair(link.a, link.b));
  const severed: number[] = [];
  for (const [index, closed] of closings) {
    const link = scene.links[index];
    if (link === undefined || scene.linkUp[index] === 1) continue;
    const last = closed.findLast((closing) => closing.row < scene.playhead.index);
    if (last === undefined) continue;
    const shown = last.cause === LinkDownCause.cut || (partitioned && last.cause === LinkDownCause.partition);
    if (!shown || scene.nodeOnline[link.a] !== 1 || scene.nodeOnline[link.b] !== 1) continue;
    const key = pair(link.a, link.b);
    if (joined.has(key)) continue;
    joined.add(key);
    severed.push(index);
  }
  return severed;
}
