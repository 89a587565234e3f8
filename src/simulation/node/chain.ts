import { lastCommonAncestor } from '#bitcoin/chain/block-index';
import { checkBlockHeader } from '#bitcoin/consensus/check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import { removeForBlock } from '#bitcoin/mempool/remove-for-block';
import { LogKind, TxRemoval } from '../log.ts';
import type { BlockRef } from '../refs.ts';
import { requestBodies } from './headers-sync.ts';
import { getheadersMessage, invBlock } from './message.ts';
import { misbehave } from './misbehaviour.ts';
import { BlockStatus, blockStatus, type NodeState, type Peer, setBlockStatus } from './node-state.ts';
import { clockSeconds, type Surroundings } from './surroundings.ts';
import { heldTransaction, returnToMempool } from './transactions.ts';

/** A block body arrived (or was found): check it layer by layer, keep it, follow it if its branch has more work. */
export function receiveBlock(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  block: BlockRef,
): void {
  if (from !== undefined) forgetRequest(node, from.incoming, block);
  // Before anything is remembered: a body that was changed on the way must leave no trace on the block it copies.
  const form = world.checkForm(block);
  if (!form.ok) return refuse(world, node, from, block, form.reason);
  if (from !== undefined) noteKnown(world, from.incoming, block);
  const status = blockStatus(world, node, block);
  if (status >= BlockStatus.parked) return;
  const parent = block.parent;
  if (parent === undefined) return refuse(world, node, from, block, 'prev-blk-not-found');
  const parentStatus = blockStatus(world, node, parent);
  if (parentStatus === BlockStatus.invalid) return refuse(world, node, from, block, 'bad-prevblk');
  if (parentStatus !== BlockStatus.valid) return park(world, node, from, block, parentStatus);
  if (!acceptHeader(world, node, from, block)) return;
  connectAndFollow(world, node, from, block);
  takeWaiting(world, node, block);
  if (from !== undefined) requestBodies(world, node, from);
}

function forgetRequest({ blocksInFlight }: NodeState, incoming: number, block: BlockRef): void {
  const at = blocksInFlight.findIndex((request) => request.block === block && request.incoming === incoming);
  if (at >= 0) blocksInFlight.splice(at, 1);
}

/** Checks a header whose parent is known, and remembers it. */
export function acceptHeader(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  block: BlockRef,
): boolean {
  const status = blockStatus(world, node, block);
  if (status >= BlockStatus.header) return status !== BlockStatus.invalid;
  const parent = block.parent;
  if (parent === undefined) return true;
  if (blockStatus(world, node, parent) === BlockStatus.invalid) {
    refuse(world, node, from, block, 'bad-prevblk');
    return false;
  }
  const pow = checkBlockHeader(block.block.header, world.params);
  const verdict = pow.ok
    ? contextualCheckHeader(block.block.header, parent.index, clockSeconds(world), world.params)
    : pow;
  if (!verdict.ok) {
    refuse(world, node, from, block, verdict.reason);
    return false;
  }
  setBlockStatus(
    world,
    node,
    block,
    status === BlockStatus.requested ? BlockStatus.headerRequested : BlockStatus.header,
  );
  if (block.work > node.bestHeader.work && !isWithheld(node, block)) node.bestHeader = block;
  return true;
}

/** Equal work keeps the first seen; more work moves the tip.
 * @see Bitcoin Core `ActivateBestChain`, src/validation.cpp */
function connectAndFollow(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  block: BlockRef,
): void {
  const verdict = world.checkBody(block);
  if (!verdict.ok) return refuse(world, node, from, block, verdict.reason);
  setBlockStatus(world, node, block, BlockStatus.valid);
  world.logBlock(LogKind.blockAccepted, node.index, from === undefined ? -1 : from.node, block, 0);
  if (block.work > node.tip.work && !isWithheld(node, block)) activateTip(world, node, block);
}

/** A miner in secret knows its own branch but does not show it. */
function isWithheld(node: NodeState, block: BlockRef): boolean {
  return block.miner === node.index && block === node.miner.secretTip;
}

/** Whoever withholds a branch that is no worse does not spread the news of its rival: shown later, the branch would come
 * second wherever the rival came by way of its own miner. */
function competes({ miner: { secretTip } }: NodeState, tip: BlockRef): boolean {
  return secretTip !== undefined && secretTip !== tip && secretTip.work >= tip.work;
}

/** Moves the active tip, sorts out the mempool, and announces.
 *
 *     fork ── b1 ── b2          disconnected: b2, b1; their payments go back to the mempool or die
 *         \── c1 ── c2 ── c3    connected:    c1, c2, c3; their payments leave it */
export function activateTip(world: Surroundings, node: NodeState, tip: BlockRef): void {
  const previous = node.tip;
  if (tip === previous) return;
  const fork = tip.parent === previous ? previous.index : lastCommonAncestor(previous.index, tip.index);
  node.tip = tip;
  if (tip.work > node.bestHeader.work) node.bestHeader = tip;
  world.logTip(node.index, previous, tip, previous.height - fork.height);
  if (tip.parent === previous) confirmTransactions(world, node, tip);
  else reorganise(world, node, fork.height, previous, tip);
  if (node.refusedTransactions.size > 0) node.refusedTransactions.clear();
  announceTip(world, node);
  world.reconsiderMining(node);
}

/** Takes the payments of the new branch out of the mempool, and those of the old one back in. */
function reorganise(
  world: Surroundings,
  node: NodeState,
  forkHeight: number,
  previous: BlockRef,
  tip: BlockRef,
): void {
  for (const block of blocksAbove(forkHeight, tip)) confirmTransactions(world, node, block);
  const disconnected = blocksAbove(forkHeight, previous);
  if (disconnected.length > 0) returnToMempool(world, node, disconnected);
}

/** The blocks of a branch above a height, lowest first. */
function blocksAbove(height: number, tip: BlockRef): BlockRef[] {
  const blocks: BlockRef[] = [];
  for (let walk: BlockRef | undefined = tip; walk !== undefined && walk.height > height; walk = walk.parent)
    blocks.push(walk);
  return blocks.reverse();
}

function confirmTransactions(world: Surroundings, node: NodeState, block: BlockRef): void {
  forgetAnnouncements(world, node, block);
  if (node.mempool.totalVsize === 0) return;
  const { confirmed, conflicted } = removeForBlock(node.mempool, block.block.transactions);
  const left = node.mempool.entries.size;
  for (const txid of confirmed) {
    const tx = heldTransaction(world, node, txid);
    if (tx !== undefined) world.logTx(LogKind.txRemoved, node.index, TxRemoval.confirmed, tx, left);
  }
  for (const txid of conflicted) {
    const tx = heldTransaction(world, node, txid);
    if (tx !== undefined) world.logTx(LogKind.txRemoved, node.index, TxRemoval.conflicted, tx, left);
  }
}

/** Who knows a transaction stops mattering once it is mined: without this, memory would grow with the whole history. */
function forgetAnnouncements({ knowledge }: Surroundings, node: NodeState, block: BlockRef): void {
  for (let i = 1; i < block.transactions.length; i++) {
    const { id } = block.transactions[i]!;
    for (const incoming of node.incoming) knowledge.forgetTold(incoming, id);
  }
}

/** Tells every peer that is not known to have it about the new tip. */
export function announceTip(world: Surroundings, node: NodeState): void {
  const tip = node.tip;
  if (node.miner.held === tip || competes(node, tip)) return;
  for (const incoming of node.incoming) {
    if (!world.knowledge.isReady(incoming) || peerHas(world, incoming, tip)) continue;
    noteKnown(world, incoming, tip);
    world.answer(node, incoming, invBlock(tip));
  }
}

/** Best block that the peer who sends in this direction is known to have, by work. */
export function bestKnown(world: Surroundings, incoming: number): BlockRef | undefined {
  return world.blocks[world.knowledge.bestOf(incoming)];
}

/** Whether a peer is known to have the block: it is on the branch of the best block we know it has. */
export function peerHas(world: Surroundings, incoming: number, block: BlockRef): boolean {
  let walk = bestKnown(world, incoming);
  while (walk !== undefined && walk.height > block.height) walk = walk.parent;
  return walk === block;
}

/** Remembers the best block a peer is known to have. */
export function noteKnown(world: Surroundings, incoming: number, block: BlockRef): void {
  const best = bestKnown(world, incoming);
  if (best === undefined || block.work > best.work) world.knowledge.setBest(incoming, block);
}

/** The parent is not here yet: keep the body, and ask for what lies between. */
function park(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  block: BlockRef,
  parentStatus: number,
): void {
  const parent = block.parent!;
  if (parentStatus >= BlockStatus.header && !acceptHeader(world, node, from, block)) return;
  const waiting = node.waitingBlocks.get(parent.id);
  if (waiting === undefined) node.waitingBlocks.set(parent.id, [block]);
  else waiting.push(block);
  setBlockStatus(world, node, block, BlockStatus.parked);
  world.logBlock(LogKind.blockOrphan, node.index, from === undefined ? -1 : from.node, block, 0);
  if (from === undefined) return;
  if (parentStatus < BlockStatus.header)
    world.send(node, from, getheadersMessage(locatorRefs(node.bestHeader)));
  else requestBodies(world, node, from);
}

/** A body came in: those parked on it can be checked now, and those parked on them. */
function takeWaiting(world: Surroundings, node: NodeState, block: BlockRef): void {
  if (node.waitingBlocks.size === 0) return;
  const stack = [block];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const waiting = node.waitingBlocks.get(next.id);
    if (waiting === undefined) continue;
    node.waitingBlocks.delete(next.id);
    for (const child of waiting) {
      setBlockStatus(world, node, child, BlockStatus.unknown);
      if (!acceptHeader(world, node, undefined, child)) continue;
      connectAndFollow(world, node, undefined, child);
      if (blockStatus(world, node, child) === BlockStatus.valid) stack.push(child);
    }
  }
}

function refuse(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  block: BlockRef,
  reason: string,
): void {
  // A clock that is ahead says nothing about the block. What is wrong with the form is never looked up again either: it
  // is found out anew, so that everybody who sends it is blamed.
  const lasting = reason !== 'time-too-new' && block.checked.form?.ok !== false && block.parent !== undefined;
  setBlockStatus(world, node, block, lasting ? BlockStatus.invalid : BlockStatus.unknown);
  world.logBlock(
    LogKind.blockRejected,
    node.index,
    from === undefined ? -1 : from.node,
    block,
    world.reason(reason),
  );
  if (from !== undefined) misbehave(world, node, from, 100, reason);
}

/** The locator as references: tip, then the eleven before it, then ever larger steps, the oldest known last.
 * @see Bitcoin Core `LocatorEntries`, src/chain.cpp */
export function locatorRefs(tip: BlockRef): BlockRef[] {
  const locator: BlockRef[] = [];
  let step = 1;
  let walk: BlockRef = tip;
  for (;;) {
    locator.push(walk);
    if (walk.parent === undefined) return locator;
    if (locator.length > 11) step *= 2;
    for (let i = 0; i < step && walk.parent !== undefined; i++) walk = walk.parent;
  }
}
