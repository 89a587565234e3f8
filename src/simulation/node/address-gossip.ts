import { LogKind } from '../log.ts';
import { nextBelow } from '../random/prng.ts';
import { drawWait } from '../random/wait.ts';
import { addrMessage, getaddrMessage, type Message } from './message.ts';
import type { NodeState, Peer } from './node-state.ts';
import { clockSeconds, type Surroundings, Timer } from './surroundings.ts';

/** Addresses in one message, at most; small unasked ones are passed on to this many neighbours.
 * @see Bitcoin Core `MAX_ADDR_TO_SEND`, `RelayAddress`, src/net_processing.cpp */
const maxAddresses = 1000;
const relayLimit = 10;
const relayTo = 2;

/** Unasked addresses are heeded at one in ten seconds a peer, at most this many at once; asking allows as many more.
 * @see Bitcoin Core `MAX_ADDR_RATE_PER_SECOND`, `MAX_ADDR_PROCESSING_TOKEN_BUCKET`, src/net_processing.cpp */
const microsPerAddress = 10_000_000;
const tokenBucket = 1000;

/** Mean pause between looks at whether more connections are wanted. */
const connectionsMeanMicros = 2_000_000;

/** "Whom do you know?", answered once per connection with a shuffled sample. */
export function answerGetaddr(world: Surroundings, node: NodeState, peer: Peer): void {
  if (peer.addressesSent || !peer.inbound) return;
  peer.addressesSent = true;
  const known = [...node.addresses].filter((address) => address !== peer.node);
  for (let i = known.length - 1; i > 0; i--) {
    const j = nextBelow(node.random, i + 1);
    [known[i], known[j]] = [known[j]!, known[i]!];
  }
  if (known.length > 0)
    world.send(node, peer, addrMessage(known.slice(0, maxAddresses), clockSeconds(world)));
}

/** Tells a new neighbour where we can be reached. */
export function advertiseSelf(world: Surroundings, node: NodeState, peer: Peer): void {
  world.send(node, peer, addrMessage([node.index], clockSeconds(world)));
}

/** Neighbours tell of further nodes; news that nobody asked for travels on to two neighbours. */
export function receiveAddr(world: Surroundings, node: NodeState, from: Peer, message: Message): void {
  const heeded = takeTokens(world, from, message.addresses.length);
  const news = message.addresses
    .slice(0, heeded)
    .filter((address) => address !== node.index && !node.addresses.has(address));
  if (news.length === 0) return;
  for (const address of news) node.addresses.add(address);
  world.log(LogKind.addressesLearned, node.index, from.node, node.addresses.size);
  if (message.addresses.length > relayLimit) return;
  const others = node.peers.filter((peer) => peer.ready && peer !== from && !news.includes(peer.node));
  for (let i = 0; i < relayTo && others.length > 0; i++) {
    const [peer] = others.splice(nextBelow(node.random, others.length), 1);
    if (peer !== undefined) world.send(node, peer, addrMessage(news, clockSeconds(world)));
  }
}

/** "Whom do you know?", asked of a peer we dialled: its answer may be long. */
export function askForAddresses(world: Surroundings, node: NodeState, peer: Peer): void {
  peer.addressTokens += tokenBucket * 1_000_000;
  world.send(node, peer, getaddrMessage());
}

/** How many of `count` addresses from this peer are heeded now. */
function takeTokens(world: Surroundings, peer: Peer, count: number): number {
  const earned = Math.floor((world.now - peer.addressTokensAt) / (microsPerAddress / 1_000_000));
  if (peer.addressTokens < tokenBucket * 1_000_000) {
    peer.addressTokens = Math.min(peer.addressTokens + earned, tokenBucket * 1_000_000);
  }
  peer.addressTokensAt = world.now;
  const heeded = Math.min(count, Math.floor(peer.addressTokens / 1_000_000));
  peer.addressTokens -= heeded * 1_000_000;
  return heeded;
}

/** Arms the next look; only nodes that discover their own neighbours need it. */
export function planConnections(world: Surroundings, node: NodeState): void {
  if (node.outboundTarget === 0) return;
  world.setTimer(node, Timer.connections, 0, 100_000 + drawWait(node.random, connectionsMeanMicros));
}

/** Whether an outbound connection leads to the address range of this one already: whoever rents many addresses in one
 * place gets one connection.
 * @see Bitcoin Core `CConnman::ThreadOpenConnections` (outbound_ipv46_peer_netgroups), src/net.cpp */
function sharesNetwork(world: Surroundings, node: NodeState, address: number): boolean {
  const network = world.networkOf(address);
  return node.peers.some((peer) => !peer.inbound && world.networkOf(peer.node) === network);
}

/** Dials a random known address while fewer outbound connections stand than wanted. */
export function maintainConnections(world: Surroundings, node: NodeState): void {
  planConnections(world, node);
  const outbound = node.peers.filter((peer) => !peer.inbound).length + node.dialing;
  if (outbound >= node.outboundTarget) return;
  const candidates = [...node.addresses].filter(
    (address) =>
      address !== node.index &&
      !node.discouraged.has(address) &&
      !node.peers.some((peer) => peer.node === address) &&
      !(node.diverseOutbound && sharesNetwork(world, node, address)),
  );
  if (candidates.length === 0) return;
  node.dialing++;
  world.dial(node, candidates[nextBelow(node.random, candidates.length)]!);
}
