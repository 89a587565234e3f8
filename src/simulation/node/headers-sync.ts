import { LogKind } from '../log.ts';
import type { BlockRef } from '../refs.ts';
import { acceptHeader, bestKnown, locatorRefs, noteKnown } from './chain.ts';
import { getdataBlocks, getheadersMessage, headersMessage } from './message.ts';
import { BlockStatus, blockStatus, type NodeState, type Peer, setBlockStatus } from './node-state.ts';
import type { Surroundings } from './surroundings.ts';

/** Headers in one message, and bodies asked of one peer at a time.
 * @see Bitcoin Core `MAX_HEADERS_RESULTS`, `MAX_BLOCKS_IN_TRANSIT_PER_PEER`, src/net_processing.cpp */
const maxHeaders = 2000;
const maxBlocksInFlight = 16;

/** Headers first: ask what the other side has beyond our best header. */
export function startHeadersSync(world: Surroundings, node: NodeState, peer: Peer): void {
  world.send(node, peer, getheadersMessage(locatorRefs(node.bestHeader)));
}

/** Answers with the headers of our active chain after the first locator entry that is on it. */
export function answerGetheaders(
  world: Surroundings,
  node: NodeState,
  peer: Peer,
  locator: readonly BlockRef[],
): void {
  const fork = locator.find((block) => isActive(world, node, block));
  const from = fork === undefined ? 0 : fork.height + 1;
  const chain: BlockRef[] = [];
  for (
    let walk: BlockRef | undefined = node.tip;
    walk !== undefined && walk.height >= from;
    walk = walk.parent
  )
    chain.push(walk);
  const headers = chain.reverse().slice(0, maxHeaders);
  const last = headers[headers.length - 1];
  if (last !== undefined) noteKnown(world, peer.incoming, last);
  world.send(node, peer, headersMessage(headers));
}

export function receiveHeaders(
  world: Surroundings,
  node: NodeState,
  peer: Peer,
  headers: readonly BlockRef[],
): void {
  const first = headers[0];
  if (first === undefined) return requestBodies(world, node, peer);
  if (first.parent !== undefined && blockStatus(world, node, first.parent) < BlockStatus.header) {
    world.send(node, peer, getheadersMessage(locatorRefs(node.bestHeader)));
    return;
  }
  for (const block of headers) {
    const isNew = blockStatus(world, node, block) < BlockStatus.header;
    if (!acceptHeader(world, node, peer, block)) return;
    noteKnown(world, peer.incoming, block);
    if (isNew) world.logBlock(LogKind.headerAccepted, node.index, peer.node, block, 0);
  }
  requestBodies(world, node, peer);
  if (headers.length === maxHeaders)
    world.send(node, peer, getheadersMessage(locatorRefs(headers[headers.length - 1]!)));
}

/** Asks a peer for the bodies we miss on its best branch, oldest first, if that branch beats our tip. */
export function requestBodies(world: Surroundings, node: NodeState, peer: Peer): void {
  const best = bestKnown(world, peer.incoming);
  if (!peer.ready || best === undefined || best.work <= node.tip.work) return;
  const missing: BlockRef[] = [];
  for (let walk: BlockRef | undefined = best; walk !== undefined; walk = walk.parent) {
    const status = blockStatus(world, node, walk);
    if (status === BlockStatus.valid) break;
    if (status === BlockStatus.invalid) return;
    if (status === BlockStatus.header) missing.push(walk);
  }
  const { incoming } = peer;
  const asked = node.blocksInFlight.filter((request) => request.incoming === incoming).length;
  const room = maxBlocksInFlight - asked;
  if (room <= 0 || missing.length === 0) return;
  const wanted = missing.reverse().slice(0, room);
  for (const block of wanted) {
    setBlockStatus(world, node, block, BlockStatus.headerRequested);
    node.blocksInFlight.push({ block, incoming });
  }
  world.send(node, peer, getdataBlocks(wanted));
}

function isActive(world: Surroundings, node: NodeState, block: BlockRef): boolean {
  if (block.height > node.tip.height) return false;
  if (blockStatus(world, node, block) !== BlockStatus.valid) return false;
  let walk: BlockRef | undefined = node.tip;
  while (walk !== undefined && walk.height > block.height) walk = walk.parent;
  return walk === block;
}
