import { answerGetaddr, maintainConnections, receiveAddr } from './address-gossip.ts';
import { receiveBlock } from './chain.ts';
import { receiveVerack, receiveVersion } from './handshake.ts';
import { answerGetheaders, receiveHeaders } from './headers-sync.ts';
import { receiveGetdata, receiveInv } from './inventory-relay.ts';
import type { Message } from './message.ts';
import { misbehave } from './misbehaviour.ts';
import type { NodeState } from './node-state.ts';
import { type Surroundings, Timer } from './surroundings.ts';
import { flushAnnouncements, receiveTx } from './transactions.ts';

/** One message arrives from the peer that sends in direction `incoming`. This is the whole protocol at a glance; each
 * line leads to the file that explains it. */
export function receive(world: Surroundings, node: NodeState, incoming: number, message: Message): void {
  // Announcements are most of all messages, and most of them no news: they do without the peer's record.
  if (message.command === 'inv' && message.malformed === undefined)
    return receiveInv(world, node, incoming, message);
  const peer = world.peerAt(incoming);
  if (peer === undefined) return;
  if (message.malformed !== undefined) return misbehave(world, node, peer, 100, 'malformed');
  switch (message.command) {
    case 'inv':
      return receiveInv(world, node, incoming, message);
    case 'getdata':
      return receiveGetdata(world, node, peer, message);
    case 'tx':
      return receiveTx(world, node, peer, message.transactions[0]!);
    case 'block':
      return receiveBlock(world, node, peer, message.blocks[0]!);
    case 'headers':
      return receiveHeaders(world, node, peer, message.blocks);
    case 'getheaders':
      return answerGetheaders(world, node, peer, message.blocks);
    case 'version':
      return receiveVersion(world, node, peer, message);
    case 'verack':
      return receiveVerack(world, node, peer);
    case 'getaddr':
      return answerGetaddr(world, node, peer);
    case 'addr':
      return receiveAddr(world, node, peer, message);
  }
}

/** One of the node's own timers fires. */
export function timerFired(world: Surroundings, node: NodeState, timer: number, argument: number): void {
  if (timer === Timer.trickle) flushAnnouncements(world, node, argument);
  else if (timer === Timer.connections) maintainConnections(world, node);
  else if (timer === Timer.refreshJob && node.miner.job?.number === argument) world.reconsiderMining(node);
}
