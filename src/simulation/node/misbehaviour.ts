import { LinkDownCause, LogKind } from '../log.ts';
import type { NodeState, Peer } from './node-state.ts';
import type { Surroundings } from './surroundings.ts';

/** Blames a peer; at 100 points the connection is dropped and the node will not talk to it again.
 * @see Bitcoin Core `PeerManagerImpl::Misbehaving`, src/net_processing.cpp (there any fault now counts as 100) */
export function misbehave(
  world: Surroundings,
  node: NodeState,
  peer: Peer,
  points: number,
  reason: string,
): void {
  peer.score += points;
  world.log(LogKind.misbehaviour, node.index, peer.node, world.reason(reason));
  if (peer.score < 100) return;
  node.discouraged.add(peer.node);
  world.disconnect(peer, LinkDownCause.misbehaviour);
}
