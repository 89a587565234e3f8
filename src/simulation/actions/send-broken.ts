import { type ByteChange, brokenBlockMessage, brokenTxMessage } from '../broken-copy.ts';
import type { Message } from '../node/message.ts';
import { holdsBody, type NodeState } from '../node/node-state.ts';
import type { World } from '../world.ts';

/** Lets a node send a copy of a block or payment with one byte changed to all its peers, unasked.
 * @param id block hash, txid or wtxid
 * @returns why not, or undefined */
export function sendBroken(
  world: World,
  node: NodeState,
  kind: 'block' | 'tx',
  id: string,
  change: ByteChange,
): string | undefined {
  if (!node.online) return 'not-running';
  const honest = kind === 'block' ? world.tables.findBlock(id) : world.tables.findTxById(id);
  if (honest === undefined) return 'no-such-object';
  if ('block' in honest && !holdsBody(world, node, honest)) return 'not-held';
  const message: Message | undefined =
    'block' in honest
      ? brokenBlockMessage(world.tables, honest, change, { node: node.index, time: world.now })
      : brokenTxMessage(world.tables, honest, change);
  if (message === undefined) return 'no-such-byte';
  const peers = node.peers.filter((peer) => peer.ready);
  if (peers.length === 0) return 'no-peers';
  for (const peer of peers) world.send(node, peer, message);
  return undefined;
}
