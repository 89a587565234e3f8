import type { History, Reorganisation } from '#app/history';
import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import type { Sight } from '../branches/sight.ts';

/** The reorganisation whose story the tree tells now: the selected one once it has happened; else one that began less
 * than `story` microseconds ago. Of many nodes that make the same switch one after the other, the first. */
export function currentReorg(
  history: History,
  scene: Scene,
  sight: Sight,
  selection: Selection,
  story: number,
): Reorganisation | undefined {
  const { time, index } = scene.playhead;
  const all = history.reorganisations;
  if (selection.kind === 'reorg') {
    const chosen = all.find((reorg) => reorg.row === selection.row);
    return chosen !== undefined && chosen.row < index ? chosen : undefined;
  }
  const eye = sight.viewpoint.viewAs;
  let first: Reorganisation | undefined;
  for (let at = all.length - 1; at >= 0; at--) {
    const reorg = all[at]!;
    if (reorg.row >= index) continue;
    if (reorg.time < time - 2 * story) break;
    if (eye >= 0 && reorg.node !== eye) continue;
    if (sight.blockSight(reorg.connected.at(-1) ?? -1) === 'hidden') continue;
    if (first === undefined || reorg.forkPoint === first.forkPoint) first = reorg;
  }
  return first !== undefined && first.time >= time - story ? first : undefined;
}
