import type { BlockRef, TxRef } from '../refs.ts';
import { noteKnown, peerHas } from './chain.ts';
import { blockMessage, getdataBlocks, getdataTransactions, type Message, txMessage } from './message.ts';
import {
  BlockStatus,
  blockStatus,
  holdsBody,
  type NodeState,
  type Peer,
  peerByDirection,
  setBlockStatus,
} from './node-state.ts';
import type { Surroundings } from './surroundings.ts';
import { wantsTransaction } from './transactions.ts';

/** Somebody announces what it has: ask for what we lack. */
export function receiveInv(world: Surroundings, node: NodeState, incoming: number, message: Message): void {
  for (const block of message.blocks) receiveBlockAnnouncement(world, node, incoming, block);
  if (message.transactions.length > 0) receiveTxAnnouncements(world, node, incoming, message.transactions);
}

function receiveBlockAnnouncement(
  world: Surroundings,
  node: NodeState,
  incoming: number,
  block: BlockRef,
): void {
  noteKnown(world, incoming, block);
  const status = blockStatus(world, node, block);
  if (status !== BlockStatus.unknown && status !== BlockStatus.header) return;
  setBlockStatus(
    world,
    node,
    block,
    status === BlockStatus.unknown ? BlockStatus.requested : BlockStatus.headerRequested,
  );
  node.blocksInFlight.push({ block, incoming });
  world.answer(node, incoming, getdataBlocks([block]));
}

function receiveTxAnnouncements(
  world: Surroundings,
  node: NodeState,
  incoming: number,
  announced: readonly TxRef[],
): void {
  let wanted: TxRef[] | undefined;
  for (const tx of announced) {
    world.knowledge.setTold(incoming, tx.id);
    if (!wantsTransaction(node, tx)) continue;
    const others = node.requestedTransactions.get(tx.id);
    if (others !== undefined) {
      others.push(incoming);
      continue;
    }
    node.requestedTransactions.set(tx.id, []);
    world.peerAt(incoming)?.transactionsInFlight.push(tx);
    if (wanted === undefined) wanted = [tx];
    else wanted.push(tx);
  }
  if (wanted !== undefined) world.answer(node, incoming, getdataTransactions(wanted));
}

/** Serves what was asked for, one message each. */
export function receiveGetdata(world: Surroundings, node: NodeState, peer: Peer, message: Message): void {
  for (const block of message.blocks) {
    if (!holdsBody(world, node, block)) continue;
    noteKnown(world, peer.incoming, block);
    world.send(node, peer, blockMessage(block));
  }
  for (const tx of message.transactions) {
    const held = node.mempool.entries.get(tx.txid);
    if (held === undefined) continue;
    // Asked for by txid: the witness is the one that is here, whichever was announced.
    const here = world.refOf(held.tx);
    world.knowledge.setTold(peer.incoming, here.id);
    world.send(node, peer, txMessage(here));
  }
}

/** What was asked of a peer that is gone is asked of others that are known to have it. */
export function rerequest(world: Surroundings, node: NodeState, gone: Peer): void {
  const asked = node.blocksInFlight.filter(({ incoming }) => incoming === gone.incoming);
  node.blocksInFlight = node.blocksInFlight.filter(({ incoming }) => incoming !== gone.incoming);
  for (const { block } of asked) {
    const status = blockStatus(world, node, block);
    if (status === BlockStatus.requested) setBlockStatus(world, node, block, BlockStatus.unknown);
    else if (status === BlockStatus.headerRequested) setBlockStatus(world, node, block, BlockStatus.header);
  }
  for (const { block } of asked) rerequestBlock(world, node, block);
  for (const tx of gone.transactionsInFlight) {
    const others = node.requestedTransactions.get(tx.id);
    if (others === undefined) continue;
    const next = others.map((incoming) => peerByDirection(node, incoming)).find((peer) => peer?.ready);
    if (next === undefined) {
      node.requestedTransactions.delete(tx.id);
      continue;
    }
    node.requestedTransactions.set(
      tx.id,
      others.filter((incoming) => incoming !== next.incoming),
    );
    next.transactionsInFlight.push(tx);
    world.send(node, next, getdataTransactions([tx]));
  }
}

function rerequestBlock(world: Surroundings, node: NodeState, block: BlockRef): void {
  const status = blockStatus(world, node, block);
  if (status !== BlockStatus.unknown && status !== BlockStatus.header) return;
  for (const peer of node.peers) {
    if (!peer.ready || !peerHas(world, peer.incoming, block)) continue;
    setBlockStatus(
      world,
      node,
      block,
      status === BlockStatus.unknown ? BlockStatus.requested : BlockStatus.headerRequested,
    );
    node.blocksInFlight.push({ block, incoming: peer.incoming });
    world.send(node, peer, getdataBlocks([block]));
    return;
  }
}
