import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { LogKind } from '#simulation/log';
import type { Sight } from '../../branches/sight.ts';

/** Where a block stands for a viewer. `active` carries its confirmations: the tip has one. */
export type BlockState =
  | { readonly state: 'active'; readonly confirmations: number }
  | { readonly state: 'stale' }
  | { readonly state: 'rival' }
  | { readonly state: 'withheld' }
  /** Found, and on top of what the viewer follows: it has only not arrived. */
  | { readonly state: 'unheard' }
  | { readonly state: 'future' };

/** Where `block` stands at a moment.
 * @param tip block index of the viewer's active tip, −1 without one */
export function blockStateOf(
  history: History,
  scene: Scene,
  sight: Sight,
  tip: number,
  block: number,
): BlockState {
  const record = history.blocks[block];
  if (record === undefined || scene.blockFound[block] !== 1) return { state: 'future' };
  if (tip >= 0 && history.isAncestor(block, tip)) {
    return { state: 'active', confirmations: history.blocks[tip]!.height - record.height + 1 };
  }
  if (scene.blockWithheld[block] === 1) return { state: 'withheld' };
  if (!sight.stale(block)) return { state: 'rival' };
  const arrived = sight.viewpoint.viewAs < 0 || sight.blockSight(block) === 'body';
  const ahead = tip >= 0 && history.isAncestor(tip, block);
  return { state: arrived && !ahead ? 'stale' : 'unheard' };
}

/** Tries that the finder made on this parent until it found the block, or undefined for prologue blocks. */
export function triesFor(history: History, block: number): number | undefined {
  const record = history.blocks[block];
  if (record === undefined || record.foundAt < 0) return undefined;
  return history
    .milestones(record.foundAt, record.foundAt)
    .find((row) => row.kind === LogKind.blockFound && row.object === block)?.x;
}

/** How a block or transaction spread, as far as it had by `time`. */
export interface Spread {
  readonly holders: number;
  /** Microseconds from the first holder to half of `population`, and to all of it; undefined while not reached. */
  readonly toHalf: number | undefined;
  readonly toAll: number | undefined;
}

/** How an object spread from its first holder through `population` peers. */
export function spreadOf(
  arrivals: readonly { readonly node: number; readonly time: number }[],
  population: number,
  time: number,
): Spread {
  const times = arrivals
    .map((arrival) => arrival.time)
    .filter((at) => at <= time)
    .sort((p, q) => p - q);
  const first = times[0] ?? 0;
  const reach = (count: number) => {
    const at = times[count - 1];
    return at === undefined ? undefined : at - first;
  };
  return { holders: times.length, toHalf: reach(Math.ceil(population / 2)), toAll: reach(population) };
}
