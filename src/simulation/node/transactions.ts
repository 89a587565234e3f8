import { acceptToMempool } from '#bitcoin/mempool/accept-to-mempool';
import { blamesSender } from '#bitcoin/mempool/blames-sender';
import { removeWithDescendants } from '#bitcoin/mempool/mempool';
import { isStillPossible } from '#bitcoin/mempool/resubmit-after-reorg';
import type { Txid } from '#bitcoin/primitives/hashes';
import { LogKind, TxRemoval } from '../log.ts';
import { drawWait } from '../random/wait.ts';
import type { BlockRef, TxRef } from '../refs.ts';
import { getdataTransactions, invTransactions } from './message.ts';
import { misbehave } from './misbehaviour.ts';
import type { NodeState, Peer } from './node-state.ts';
import { clockSeconds, type Surroundings, Timer } from './surroundings.ts';

/** Transactions with unknown inputs that are kept, at most.
 * @see Bitcoin Core `DEFAULT_MAX_ORPHAN_TRANSACTIONS`, src/net_processing.h */
const maxOrphans = 100;

/** Reasons that only say "not here, not now": they are no fault of the sender. */
export function wantsTransaction(node: NodeState, tx: TxRef): boolean {
  return (
    !node.mempool.entries.has(tx.txid) && !node.refusedTransactions.has(tx.id) && !node.orphans.has(tx.id)
  );
}

export function receiveTx(world: Surroundings, node: NodeState, from: Peer, tx: TxRef): void {
  // What was asked for by its txid may come with another witness than the one that was announced.
  const at = from.transactionsInFlight.findIndex((asked) => asked.txid === tx.txid);
  const [asked = tx] = at >= 0 ? from.transactionsInFlight.splice(at, 1) : [];
  node.requestedTransactions.delete(asked.id);
  world.knowledge.setTold(from.incoming, tx.id);
  if (!wantsTransaction(node, tx) && !hasOtherWitness(node, tx)) return;
  submitTransaction(world, node, from, tx);
}

/** Whether the mempool holds the transaction with another witness than this one. */
function hasOtherWitness(node: NodeState, tx: TxRef): boolean {
  const held = node.mempool.entries.get(tx.txid);
  return held !== undefined && held.wtxid !== tx.wtxid && !node.refusedTransactions.has(tx.id);
}

/** Offers a transaction to the node's mempool; what is accepted is announced, and orphans that waited for it follow.
 * @param from undefined when it is the node's own
 * @returns Core's reject reason, or undefined when it was accepted */
export function submitTransaction(
  world: Surroundings,
  node: NodeState,
  from: Peer | undefined,
  tx: TxRef,
): string | undefined {
  const outcome = accept(world, node, tx);
  if (outcome.missingInputs) {
    park(world, node, from, tx);
    return outcome.reason;
  }
  if (outcome.reason !== undefined) {
    node.refusedTransactions.add(tx.id);
    world.logTx(
      LogKind.txRejected,
      node.index,
      from === undefined ? -1 : from.node,
      tx,
      world.reason(outcome.reason),
    );
    if (from !== undefined && outcome.invalid) misbehave(world, node, from, 100, outcome.reason);
    return outcome.reason;
  }
  world.logTx(
    LogKind.txAccepted,
    node.index,
    from === undefined ? -1 : from.node,
    tx,
    node.mempool.entries.size,
  );
  announceTransaction(world, node, tx);
  takeOrphans(world, node, tx);
  return undefined;
}

interface Outcome {
  readonly reason: string | undefined;
  readonly missingInputs: boolean;
  readonly invalid: boolean;
}

function accept(world: Surroundings, node: NodeState, tx: TxRef): Outcome {
  const result = acceptToMempool({
    mempool: node.mempool,
    tx: tx.tx,
    view: world.coinsAt(node.tip),
    tip: node.tip.index,
    time: clockSeconds(world),
    params: world.params,
    policy: node.policy,
  });
  if (!result.verdict.ok) {
    const { reason } = result.verdict;
    // A spent coin and an unknown one look alike; it is an orphan only if we have never seen the parents.
    const missingInputs =
      result.missingInputs.length > 0 &&
      result.missingInputs.every(({ txid }) => !isKnownParent(world, node, txid));
    return { reason, missingInputs, invalid: blamesSender(reason) };
  }
  const known = world.findTx(tx.txid);
  if (known === tx) node.otherWitness.delete(tx.txid);
  else node.otherWitness.set(tx.txid, tx);
  world.mempoolChanged(node);
  const left = node.mempool.entries.size;
  for (const txid of result.replaced) logRemoval(world, node, txid, TxRemoval.replaced, left);
  for (const txid of result.evicted) logRemoval(world, node, txid, TxRemoval.evicted, left);
  return { reason: undefined, missingInputs: false, invalid: false };
}

function isKnownParent(world: Surroundings, node: NodeState, txid: Txid): boolean {
  if (node.mempool.entries.has(txid)) return true;
  const parent = world.findTx(txid);
  return parent !== undefined && world.isConfirmed(parent, node.tip);
}

/** The transaction as this node held it: the same txid can come with several witnesses. */
export function heldTransaction(world: Surroundings, node: NodeState, txid: Txid): TxRef | undefined {
  return node.otherWitness.get(txid) ?? world.findTx(txid);
}

function logRemoval(world: Surroundings, node: NodeState, txid: Txid, cause: number, left: number): void {
  const tx = heldTransaction(world, node, txid);
  if (tx !== undefined) world.logTx(LogKind.txRemoved, node.index, cause, tx, left);
}

/** Transactions trickle: they are collected for a random while, so that their origin is harder to see.
 * @see Bitcoin Core `INBOUND_INVENTORY_BROADCAST_INTERVAL`, src/net_processing.cpp */
function announceTransaction(world: Surroundings, node: NodeState, tx: TxRef): void {
  for (const peer of node.peers) {
    if (!peer.ready || world.knowledge.isTold(peer.incoming, tx.id)) continue;
    peer.announcements.push(tx);
    if (peer.trickling) continue;
    peer.trickling = true;
    world.setTimer(node, Timer.trickle, peer.incoming, drawWait(node.random, world.trickleMeanMicros));
  }
}

/** The trickle timer of one peer fired. */
export function flushAnnouncements(world: Surroundings, node: NodeState, incoming: number): void {
  const peer = world.peerAt(incoming);
  if (peer === undefined) return;
  peer.trickling = false;
  const announce: TxRef[] = [];
  for (const tx of peer.announcements) {
    if (world.knowledge.isTold(incoming, tx.id) || !node.mempool.entries.has(tx.txid)) continue;
    announce.push(tx);
    world.knowledge.setTold(incoming, tx.id);
  }
  peer.announcements = [];
  if (announce.length > 0) world.answer(node, incoming, invTransactions(announce));
}

/** An input is unknown: keep the transaction and ask for its parents. */
function park(world: Surroundings, node: NodeState, from: Peer | undefined, tx: TxRef): void {
  if (from === undefined) return;
  world.logTx(LogKind.txOrphan, node.index, from.node, tx, 0);
  node.orphans.set(tx.id, { tx, from: from.node });
  if (node.orphans.size > maxOrphans) {
    const [oldest] = node.orphans.keys();
    if (oldest !== undefined) node.orphans.delete(oldest);
  }
  const parents: TxRef[] = [];
  for (const input of tx.tx.inputs) {
    const parent = world.findTx(input.previousOutput.txid);
    if (parent === undefined || parents.includes(parent) || node.requestedTransactions.has(parent.id))
      continue;
    if (!wantsTransaction(node, parent)) continue;
    node.requestedTransactions.set(parent.id, []);
    from.transactionsInFlight.push(parent);
    parents.push(parent);
  }
  if (parents.length > 0) world.send(node, from, getdataTransactions(parents));
}

/** A transaction came in: orphans that spend it can be looked at again. */
function takeOrphans(world: Surroundings, node: NodeState, parent: TxRef): void {
  if (node.orphans.size === 0) return;
  const ready = [...node.orphans.values()].filter(({ tx }) =>
    tx.tx.inputs.some((input) => input.previousOutput.txid === parent.txid),
  );
  for (const { tx, from } of ready) {
    node.orphans.delete(tx.id);
    submitTransaction(
      world,
      node,
      node.peers.find((peer) => peer.node === from),
      tx,
    );
  }
}

/** After a reorganisation: payments of the lost blocks wait again, unless the new branch has them or spent their coins. */
export function returnToMempool(
  world: Surroundings,
  node: NodeState,
  disconnected: readonly BlockRef[],
): void {
  const waiting = [...node.mempool.entries.values()].map((entry) => world.refOf(entry.tx));
  for (const block of disconnected) {
    for (const tx of block.transactions.slice(1)) {
      const outcome = accept(world, node, tx);
      const size = node.mempool.entries.size;
      if (outcome.reason === undefined) {
        world.logTx(LogKind.txReturned, node.index, -1, tx, size);
        announceTransaction(world, node, tx);
      } else world.logTx(LogKind.txRemoved, node.index, TxRemoval.reorganised, tx, size);
    }
  }
  revalidate(world, node, waiting);
}

/** Transactions whose coins only existed on the lost branch, or whose locks are closed again, leave the mempool.
 * @see Bitcoin Core `MaybeUpdateMempoolForReorg`, src/validation.cpp */
function revalidate(world: Surroundings, node: NodeState, waiting: readonly TxRef[]): void {
  const { mempool } = node;
  const now = { mempool, view: world.coinsAt(node.tip), tip: node.tip.index, params: world.params };
  for (const tx of waiting) {
    if (!mempool.entries.has(tx.txid) || isStillPossible(tx.tx, now)) continue;
    for (const txid of removeWithDescendants(mempool, [tx.txid])) {
      logRemoval(world, node, txid, TxRemoval.reorganised, mempool.entries.size);
    }
  }
}
