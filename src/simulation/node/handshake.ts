import { LogKind } from '../log.ts';
import { advertiseSelf, askForAddresses } from './address-gossip.ts';
import { startHeadersSync } from './headers-sync.ts';
import { rerequest } from './inventory-relay.ts';
import type { Message } from './message.ts';
import { verackMessage, versionMessage } from './message.ts';
import { type NodeState, newPeer, type Peer } from './node-state.ts';
import { clockSeconds, type Surroundings } from './surroundings.ts';

/** A connection opened. The one that dialled speaks first.
 *
 *     dialler                     listener
 *        │── version ──────────────▶│
 *        │◀───────── version, verack│
 *        │── verack ───────────────▶│      then: getheaders both ways, getaddr from the dialler */
export function connected(
  world: Surroundings,
  node: NodeState,
  other: number,
  link: number,
  inbound: boolean,
): Peer {
  const peer = newPeer(other, link, inbound);
  node.peers.push(peer);
  node.incoming.push(peer.incoming);
  node.addresses.add(other);
  if (!inbound) world.send(node, peer, versionMessage(node.tip.height, clockSeconds(world)));
  return peer;
}

export function receiveVersion(world: Surroundings, node: NodeState, peer: Peer, _message: Message): void {
  if (peer.versionReceived) return;
  peer.versionReceived = true;
  if (peer.inbound) world.send(node, peer, versionMessage(node.tip.height, clockSeconds(world)));
  world.send(node, peer, verackMessage());
}

export function receiveVerack(world: Surroundings, node: NodeState, peer: Peer): void {
  if (!peer.versionReceived || peer.ready) return;
  peer.ready = true;
  world.knowledge.setReady(peer.incoming);
  world.log(LogKind.handshake, node.index, peer.node, 0);
  if (!peer.inbound) {
    askForAddresses(world, node, peer);
    advertiseSelf(world, node, peer);
  }
  startHeadersSync(world, node, peer);
}

/** The connection is gone, whoever closed it. */
export function disconnected(world: Surroundings, node: NodeState, incoming: number): void {
  const slot = node.incoming.indexOf(incoming);
  const peer = node.peers[slot];
  if (peer === undefined) return;
  node.peers.splice(slot, 1);
  node.incoming.splice(slot, 1);
  rerequest(world, node, peer);
}
