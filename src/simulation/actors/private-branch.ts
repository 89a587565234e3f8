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
