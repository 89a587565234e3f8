import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import type { BlockRecord } from '#simulation/records';
import type { Sight } from '../branches/sight.ts';
import type { Brush } from '../canvas/brush.ts';
import type { NetworkGeometry } from './network-geometry.ts';
import type { RecentEvent } from './recent-events.ts';

/** What the hand is doing on the canvas. */
export type NetworkGesture =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'connect';
      readonly from: number;
      readonly x: number;
      readonly y: number;
      readonly target: number;
    }
  | {
      readonly kind: 'cut';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly crossed: readonly number[];
    };

/** The few words the painter needs, already in the reader's language. */
export interface NetworkWords {
  /** "unlucky ×2.3" for a miner past its expected number of tries. */
  unlucky(factor: string): string;
  reorg(out: number): string;
  readonly burst: string;
  readonly secret: string;
  readonly off: string;
}

/** Everything one picture of the network is made of. */
export interface NetworkPicture {
  readonly scene: Scene;
  readonly sight: Sight;
  readonly geometry: NetworkGeometry;
  readonly brush: Brush;
  readonly selection: Selection;
  readonly hover: Selection;
  /** Node that has the keyboard focus; −1: none. */
  readonly focused: number;
  readonly playing: boolean;
  /** Above this many messages in flight, those that are not about blocks merge into flows. */
  readonly mergeAbove: number;
  readonly events: readonly RecentEvent[];
  readonly gesture: NetworkGesture;
  /** Links closed by hand or by a partition, to be drawn dotted. */
  readonly severed: readonly number[];
  readonly words: NetworkWords;
}

/** How much of an unknown node or link is seen. */
export const dimmed = 0.22;

/** How a node stands to the tips that compete. */
export type NodeState = 'newest' | 'behind' | 'unknown' | 'off';

/** How `node` stands to the tips that compete. */
export function nodeState(picture: NetworkPicture, node: number): NodeState {
  const { scene, sight } = picture;
  if (scene.nodeOnline[node] !== 1) return 'off';
  const tip = sight.tip[node] ?? -1;
  if (tip < 0) return 'unknown';
  return sight.tips.includes(tip) ? 'newest' : 'behind';
}

/** Whether what goes on inside `node` is known from here: its mempool, its tries, the branch it gave up. */
export function tellsOf({ viewpoint }: Sight, node: number): boolean {
  return viewpoint.viewAs < 0 || viewpoint.viewAs === node;
}

/** Tries of the job under way, in units of the tries one block takes on average. */
export function tryTurns(scene: Scene, node: number): number {
  const parent: BlockRecord | undefined = scene.blocks[scene.nodeMiningOn[node] ?? -1];
  const expected = parent?.blockWork ?? 0;
  return expected > 0 ? scene.nodeTries[node]! / expected : 0;
}

/** Tries per second of everybody who is online. */
export function totalHashRate(scene: Scene): number {
  let total = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] === 1) total += scene.nodeHashRate[node]!;
  }
  return total;
}

/** Too far off the canvas to be seen. */
export function isOutside({ x, y, frame }: NetworkGeometry, node: number): boolean {
  return x[node]! < -60 || y[node]! < -60 || x[node]! > frame.width + 60 || y[node]! > frame.height + 60;
}

/** Selected, under the pointer, or at the keyboard. */
export function isMarked(picture: NetworkPicture, node: number): boolean {
  return (
    (picture.selection.kind === 'node' && picture.selection.node === node) ||
    (picture.hover.kind === 'node' && picture.hover.node === node) ||
    picture.focused === node
  );
}
