import type { Scene } from '#app/scene';
import type { Sight } from '../branches/sight.ts';
import { branchSwatch, type Palette } from '../design/colours.ts';
import { countBorn, placeNodes, wholeNetwork } from './network-geometry.ts';
import { partitionGround } from './paint-partition.ts';
import { mapPartition, type PartitionMap, seamHandle } from './partition-seam.ts';

/** A partition, sampled and ready to be painted, in base coordinates (camera at rest). */
export interface SampledPartition {
  readonly map: PartitionMap;
  readonly ground: HTMLCanvasElement | undefined;
  /** Where the Heal button goes. */
  readonly handle: { readonly x: number; readonly y: number } | undefined;
}

/** Samples partitions, and keeps the last one while sides, sizes and colours stay as they are: sampling costs
 * O(cells · nodes), colouring much less. */
export function createPartitionCache() {
  let shapeKey = '';
  let groundKey = '';
  let sampled: SampledPartition | undefined;
  return (
    scene: Scene,
    sight: Sight,
    groups: Int8Array,
    room: Parameters<typeof placeNodes>[2],
    palette: Palette,
  ): SampledPartition => {
    const shape = `${room.width} ${room.height} ${room.scale} ${scene.nodes.length} ${groups.join('')}`;
    if (sampled === undefined || shape !== shapeKey) {
      const positions = placeNodes(scene.nodes, countBorn(scene), room, wholeNetwork);
      const margin = 0.2 * room.width;
      const map = mapPartition(
        scene.nodes,
        scene.nodeBorn,
        groups,
        positions,
        { x: -margin, y: -margin, width: room.width + 2 * margin, height: room.height + 2 * margin },
        Math.max(10, Math.sqrt((room.width * room.height) / 3000)),
      );
      sampled = { map, ground: undefined, handle: seamHandle(map, positions, room) };
      shapeKey = shape;
      groundKey = '';
    }
    const tints = groupTints(scene, sight, groups, palette);
    const ground = `${palette.dark} ${tints.join()}`;
    if (ground !== groundKey) {
      sampled = { ...sampled, ground: partitionGround(sampled.map, tints) };
      groundKey = ground;
    }
    return sampled;
  };
}

/** A group's ground takes the wash of the branch that most of its nodes follow. */
function groupTints(scene: Scene, sight: Sight, groups: Int8Array, palette: Palette): (string | undefined)[] {
  const votes: Map<number, number>[] = [];
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] !== 1 || (sight.tip[node] ?? -1) < 0) continue;
    const group = groups[node]!;
    votes[group] ??= new Map();
    const branch = sight.branch(sight.tip[node]!);
    votes[group].set(branch, (votes[group].get(branch) ?? 0) + 1);
  }
  const winners = Array.from(votes, (vote) =>
    vote === undefined ? undefined : [...vote].sort((a, b) => b[1] - a[1])[0]![0],
  );
  // While all sides still agree there is nothing to tell apart but the seam.
  if (new Set(winners).size < 2) return [];
  return winners.map((winner) => (winner === undefined ? undefined : branchSwatch(palette, winner).wash));
}
