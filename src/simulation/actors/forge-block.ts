import { blockMessage } from '../node/message.ts';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { World } from '../world.ts';
import { makeTheft } from './theft.ts';

/** Which rule the block breaks: a coinbase that pays `extra` satoshis too much, or a payment of the victim's coin that the
 * victim did not sign. */
export type Forgery =
  | { readonly kind: 'mint'; readonly extra: bigint }
  | { readonly kind: 'steal'; readonly victim: NodeState };

/** Makes the miner's next block a forged one. Its proof of work is as honest as any.
 * @returns why not, or undefined */
export function forgeBlock(world: World, node: NodeState, forgery: Forgery): string | undefined {
  if (node.miner.hashRate === 0) return 'no-hash-rate';
  if (node.miner.secretTip !== undefined) return 'already-secret';
  if (forgery.kind === 'mint') node.strategy = forgery;
  else {
    const theft = makeTheft(world, node, forgery.victim);
    if (theft === undefined) return 'insufficient-funds';
    node.strategy = { kind: 'steal', victim: forgery.victim.index, theft: theft.tx, fee: theft.fee };
  }
  node.miner.job = undefined;
  world.reconsiderMining(node);
  return undefined;
}

/** The forged block is found: every peer gets it as it is. The forger's own node is honest software and would not take
 * it, so it is sent past it; afterwards the miner mines honestly again, if anybody still listens. */
export function sendForgery(world: World, node: NodeState, block: BlockRef): void {
  node.strategy = undefined;
  node.miner.job = undefined;
  for (const peer of node.peers) if (peer.ready) world.send(node, peer, blockMessage(block));
}
