import type { History } from '#app/history';
import type { Scene } from '#app/scene';
import { agreedBranch } from '../design/colours.ts';
import { commonAncestor, isOnChain } from './ancestry.ts';
import { blockFacts } from './block-facts.ts';
import { branchNumber } from './branch-number.ts';
import { type Knowledge, knowledgeOf } from './knowledge.ts';

/** Through whose eyes a picture is drawn. */
export interface Viewpoint {
  /** −1: everyone. */
  readonly viewAs: number;
  /** Shows what its miner keeps to itself. */
  readonly godView: boolean;
}

/** How much of a block one sees: all of it, only that its header is valid, or nothing. */
export type BlockSight = 'body' | 'header' | 'hidden';

/** What a viewpoint can see at one playhead: tips, who is known, and which colour each block takes.
 * Made once per changed scene and shared by every picture of that frame. */
export interface Sight {
  readonly viewpoint: Viewpoint;
  /** The tip each node is seen to follow; −1: none or unknown. */
  readonly tip: Int32Array;
  /** 1 when the viewpoint knows this node at all. */
  readonly nodeKnown: Uint8Array;
  /** Tips that nobody seen has built past, most followers first. One entry: no disagreement. */
  readonly tips: readonly number[];
  /** Newest block that all of `tips` share, −1 without any. */
  readonly common: number;
  /** True when every online node seen has the same tip. */
  readonly unanimous: boolean;
  blockSight(block: number): BlockSight;
  /** Found by now, and not kept back from this viewpoint: what a node has not heard of yet still exists. */
  exists(block: number): boolean;
  /** Branch number for `branchSwatch`: `agreedBranch` while it lies below `common`. */
  branch(block: number): number;
  /** True when no node seen has `block` in its active chain although it is seen. */
  stale(block: number): boolean;
}

interface Looked {
  readonly history: History;
  readonly version: number;
  readonly scene: Scene;
  readonly playhead: Scene['playhead'];
  readonly sight: Sight;
}

let looked: Looked | undefined;

/** What `viewpoint` sees in `scene`. O(nodes + links), a few microseconds at a hundred nodes; all pictures and panels of
 * one moment share it. */
export function sightOf(scene: Scene, history: History, viewpoint: Viewpoint): Sight {
  const { version } = history;
  const { playhead } = scene;
  if (
    looked?.history !== history ||
    looked.version !== version ||
    looked.scene !== scene ||
    looked.playhead !== playhead ||
    looked.sight.viewpoint.viewAs !== viewpoint.viewAs ||
    looked.sight.viewpoint.godView !== viewpoint.godView
  ) {
    looked = { history, version, scene, playhead, sight: lookThrough(scene, history, viewpoint) };
  }
  return looked.sight;
}

function lookThrough(scene: Scene, history: History, viewpoint: Viewpoint): Sight {
  const { blocks, nodes } = scene;
  const eye = viewpoint.viewAs;
  const knowledge = eye >= 0 ? knowledgeOf(history, eye) : undefined;
  const nodeKnown = new Uint8Array(nodes.length);
  if (eye < 0) nodeKnown.fill(1);
  else markPeers(scene, eye, nodeKnown);

  const facts = blockFacts(history);
  const hides = (block: number) => hidden(scene, viewpoint, facts.withheld, block);
  const tip = new Int32Array(nodes.length).fill(-1);
  const followers = new Map<number, number>();
  let online = 0;
  for (let node = 0; node < nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1 || nodeKnown[node] !== 1) continue;
    let at = scene.nodeTip[node] ?? -1;
    // A miner in secret shows one tip and works on another: those who may see it see what it works on.
    const secret = scene.nodeSecret[node] === 1 ? (scene.nodeMiningOn[node] ?? -1) : -1;
    if (secret >= 0 && (viewpoint.godView || eye === node)) at = secret;
    while (at >= 0 && hides(at)) at = blocks[at]!.parent;
    if (knowledge !== undefined && node !== eye && !knows(scene, knowledge, eye, at)) at = -1;
    tip[node] = at;
    if (scene.nodeOnline[node] !== 1) continue;
    online++;
    if (at >= 0) followers.set(at, (followers.get(at) ?? 0) + 1);
  }
  const tips = leading(scene, followers);
  const common = tips.reduce((a, b) => commonAncestor(blocks, a, b), tips[0] ?? -1);
  const branches = new Map<number, number>();
  return {
    viewpoint,
    tip,
    nodeKnown,
    tips,
    common,
    unanimous: tips.length === 1 && followers.get(tips[0]!) === online,
    exists(block) {
      return scene.blockFound[block] === 1 && block < blocks.length && !hides(block);
    },
    blockSight(block) {
      const record = blocks[block];
      if (record === undefined || scene.blockFound[block] !== 1 || hides(block)) return 'hidden';
      if (knowledge === undefined) return 'body';
      if (knows(scene, knowledge, eye, block)) return 'body';
      return (knowledge.headerRow.get(block) ?? Number.POSITIVE_INFINITY) < scene.playhead.index
        ? 'header'
        : 'hidden';
    },
    branch(block) {
      let branch = branches.get(block);
      if (branch === undefined) {
        branch = isOnChain(blocks, block, common) ? agreedBranch : branchNumber(blocks, block);
        branches.set(block, branch);
      }
      return branch;
    },
    stale(block) {
      return !tips.some((top) => isOnChain(blocks, block, top));
    },
  };
}

function markPeers(scene: Scene, eye: number, nodeKnown: Uint8Array): void {
  nodeKnown[eye] = 1;
  for (const link of scene.links) {
    if (scene.linkUp[link.index] !== 1) continue;
    if (link.a === eye) nodeKnown[link.b] = 1;
    else if (link.b === eye) nodeKnown[link.a] = 1;
  }
}

function hidden(
  scene: Scene,
  { viewAs, godView }: Viewpoint,
  everWithheld: ReadonlySet<number>,
  block: number,
): boolean {
  if (godView || scene.blocks[block]?.miner === viewAs) return false;
  // The row that withholds a block comes a moment after the row that finds it; until then nobody holds it.
  return (
    scene.blockWithheld[block] === 1 || (everWithheld.has(block) && (scene.blockHolders[block] ?? 0) === 0)
  );
}

function knows(scene: Scene, knowledge: Knowledge, eye: number, block: number): boolean {
  if ((knowledge.bodyRow.get(block) ?? Number.POSITIVE_INFINITY) < scene.playhead.index) return true;
  return isOnChain(scene.blocks, block, scene.nodeTip[eye] ?? -1);
}

/** Drops tips that another tip builds on. What is withheld overtakes nobody: until it is published, those who do not
 * know of it are not behind. */
function leading(scene: Scene, followers: ReadonlyMap<number, number>): number[] {
  const { blocks } = scene;
  const byHeight = [...followers.keys()].sort((a, b) => blocks[b]!.height - blocks[a]!.height || a - b);
  const kept: number[] = [];
  for (const tip of byHeight) {
    const secret = scene.blockWithheld[tip] === 1;
    const overtaken = kept.some(
      (top) => (secret || scene.blockWithheld[top] !== 1) && isOnChain(blocks, tip, top),
    );
    if (!overtaken) kept.push(tip);
  }
  return kept.sort((a, b) => followers.get(b)! - followers.get(a)! || a - b);
}
