import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { blockFacts } from '../../branches/block-facts.ts';
import type { Sight } from '../../branches/sight.ts';

/** Peers that follow the same tip. */
export interface TipGroup {
  readonly tip: number;
  readonly nodes: readonly number[];
}

/** Online peers by the tip they are seen to follow, the largest group first. */
export function tipGroups(scene: Scene, sight: Sight): readonly TipGroup[] {
  const groups = new Map<number, number[]>();
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] !== 1 || sight.nodeKnown[node] !== 1) continue;
    const tip = sight.tip[node] ?? -1;
    if (tip < 0) continue;
    const group = groups.get(tip);
    if (group === undefined) groups.set(tip, [node]);
    else group.push(node);
  }
  return [...groups]
    .map(([tip, nodes]) => ({ tip, nodes }))
    .sort((p, q) => q.nodes.length - p.nodes.length || q.tip - p.tip);
}

/** The one thing to say about the network now. */
export type NetworkMood =
  | { readonly mood: 'starting' }
  | { readonly mood: 'agreed'; readonly tip: number; readonly count: number }
  /** One branch, and some have not heard of its newest block yet. */
  | { readonly mood: 'spreading'; readonly tip: number; readonly have: number; readonly count: number }
  | { readonly mood: 'split'; readonly tips: readonly number[] };

/** What the network is doing, in one value. */
export function networkMood(scene: Scene, sight: Sight): NetworkMood {
  const groups = tipGroups(scene, sight);
  const count = groups.reduce((sum, group) => sum + group.nodes.length, 0);
  const newest = sight.tips[0];
  if (newest === undefined || count === 0) return { mood: 'starting' };
  if (sight.tips.length > 1) return { mood: 'split', tips: sight.tips };
  const have = groups.find((group) => group.tip === newest)?.nodes.length ?? 0;
  return have === count
    ? { mood: 'agreed', tip: newest, count }
    : { mood: 'spreading', tip: newest, have, count };
}

/** Whether a partition is in force: the last of `partition` and `heal` that has happened was `partition`. */
export function isPartitioned(scene: Scene): boolean {
  let partitioned = false;
  for (const record of scene.actions) {
    if (record.at > scene.playhead.time) continue;
    if (record.action.type === 'partition') partitioned = true;
    if (record.action.type === 'heal') partitioned = false;
  }
  return partitioned;
}

/** Whether a branch that competes holds a block its finder held back: such a fork is made, not met by chance. */
export function isSecretSplit(history: History, sight: Sight): boolean {
  const { withheld } = blockFacts(history);
  const commonHeight = history.blocks[sight.common]?.height ?? -1;
  return sight.tips.some((tip) => {
    for (let block = tip; block >= 0; block = history.blocks[block]!.parent) {
      if (history.blocks[block]!.height <= commonHeight) return false;
      if (withheld.has(block)) return true;
    }
    return false;
  });
}

/** Whether one expected number of tries holds for all who mine: then their rates add up to one waiting time. */
export function sameTarget(scene: Scene): boolean {
  let expected: number | undefined;
  for (let node = 0; node < scene.nodes.length; node++) {
    const work = scene.blocks[scene.nodeMiningOn[node] ?? -1]?.blockWork;
    if (scene.nodeOnline[node] !== 1 || !(scene.nodeHashRate[node]! > 0) || work === undefined) continue;
    if (expected !== undefined && expected !== work) return false;
    expected = work;
  }
  return true;
}

/** Tries per second of all online peers together. */
export function totalHashRate(scene: Scene): number {
  let total = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] === 1) total += scene.nodeHashRate[node] ?? 0;
  }
  return total;
}
