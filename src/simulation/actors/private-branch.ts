import { noteKnown } from '../node/chain.ts';
import { invBlock } from '../node/message.ts';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { World } from '../world.ts';

/** The block at `height` on the branch of `tip`. */
export function ancestorAt(tip: BlockRef, height: number): BlockRef {
  let walk = tip;
  while (walk.height > height && walk.parent !== undefined) walk = walk.parent;
  return walk;
}

/** How far `own` is behind `best`, in blocks as heavy as the best one: after a retarget in between, two branches of equal
 * height can be far apart. Without one it is the difference of the heights. */
export function deficit(best: BlockRef, own: BlockRef): number {
  return (best.work - own.work) / (best.work - (best.parent?.work ?? 0));
}

/** Announces the blocks after `from` up to `to`, oldest first, to everybody: whoever asks for them gets them in order.
 * One `inv` each, because the announcer may follow another tip itself and then answers no `getheaders` with these. */
export function announceBranch(world: World, node: NodeState, from: BlockRef, to: BlockRef): void {
  const blocks: BlockRef[] = [];
  for (let walk: BlockRef | undefined = to; walk !== undefined && walk !== from; walk = walk.parent) {
    if (walk.height <= from.height) break;
    blocks.push(walk);
  }
  blocks.reverse();
  for (const peer of node.peers) {
    if (!peer.ready) continue;
    for (const block of blocks) {
      noteKnown(world, peer.incoming, block);
      world.send(node, peer, invBlock(block));
    }
  }
}
