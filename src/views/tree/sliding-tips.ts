import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import type { Speed } from '#app/studio-state';
import { LogKind } from '#simulation/log';
import type { SlidingTip } from './compose-tree.ts';

/** How long the story of a reorganisation lasts, in simulated microseconds. While time follows the story it slows by
 * itself and a constant will do; at a fixed speed the story takes about three seconds of the reader's time. */
export function storyMicros(speed: Speed): number {
  if (speed.mode === 'story') return 700_000;
  return Math.min(60_000_000, Math.max(200_000, 3 * speed.microsPerSecond));
}

const tipChanges: ReadonlySet<number> = new Set([LogKind.tip]);

/** Chips on their way from one tip to the next. A function of history and playhead only. */
export function slidingTips(history: History, scene: Scene, story: number): SlidingTip[] {
  const slide = story * 0.2;
  const { time, index } = scene.playhead;
  const byNode = new Map<number, SlidingTip>();
  for (const row of history.milestones(Math.max(0, time - slide), time, tipChanges)) {
    if (row.row >= index || row.b < 0) continue;
    byNode.set(row.a, { node: row.a, from: row.b, progress: Math.min(1, (time - row.time) / slide) });
  }
  return [...byNode.values()];
}
