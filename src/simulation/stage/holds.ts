import { isAncestor } from '#bitcoin/chain/block-index';
import { assert } from '#bitcoin/encoding/assert';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { Condition } from '../scenario/condition.ts';
import type { World } from '../world.ts';
import { hasEntered } from './happened.ts';

/** Whether a condition holds in the world as it is now. A node that does not exist (yet) fulfils nothing.
 * `after` and `by-hand` are about the order of beats and hold nowhere else. */
export function holds(world: World, condition: Condition): boolean {
  const { happened } = world.variables.story;
  switch (condition.type) {
    case 'always':
      return true;
    case 'any':
      return condition.of.some((each) => holds(world, each));
    case 'all':
      return condition.of.every((each) => holds(world, each));
    case 'after':
    case 'by-hand':
      return false;
    case 'time':
      return world.now >= condition.at;
    case 'confirmations': {
      const node = nodeNamed(world, condition.node);
      const from = condition.from === undefined ? undefined : world.indexOf(condition.from);
      if (node === undefined || (condition.from !== undefined && from === undefined)) return false;
      const payment = happened.payments.findLast(
        (each) => each.to === node.index && (from === undefined || each.from === from),
      );
      return payment !== undefined && confirmations(world, node, payment.tx) >= condition.count;
    }
    case 'height':
      if (condition.node === undefined)
        return world.nodes.every((node) => !node.online || node.tip.height >= condition.atLeast);
      return (nodeNamed(world, condition.node)?.tip.height ?? -1) >= condition.atLeast;
    case 'reorg':
      return deepestReorg(world, condition.node) >= condition.depthAtLeast;
    case 'fork':
      return forked(world);
    case 'fork-resolved':
      return deepestReorg(world, undefined) > 0 && agree(world);
    case 'fewer-blocks-more-work':
      return happened.shorterWon && agree(world);
    case 'branch-lead': {
      const node = nodeNamed(world, condition.node);
      const withheld = node?.miner.secretTip;
      if (node === undefined || withheld === undefined) return false;
      return withheld.height - node.tip.height >= condition.atLeast;
    }
    case 'attack-phase': {
      const node = condition.node === undefined ? undefined : world.indexOf(condition.node);
      if (condition.node !== undefined && node === undefined) return false;
      return hasEntered(happened, condition.phase, node);
    }
    case 'double-spend-succeeded':
      return hasEntered(happened, 'succeeded');
    case 'mempool':
      return (nodeNamed(world, condition.node)?.mempool.entries.size ?? -1) >= condition.atLeast;
    case 'peers': {
      const ready = nodeNamed(world, condition.node)?.peers.filter((peer) => peer.ready);
      return (ready?.length ?? -1) >= condition.atLeast;
    }
    case 'blocks-found':
      return (nodeNamed(world, condition.node)?.miner.found ?? -1) >= condition.atLeast;
    case 'last-block': {
      const found = world.blocks.findLast((block) => block.miner >= 0 && block.brokenContent === '');
      return found !== undefined && world.indexOf(condition.node) === found.miner;
    }
    case 'synced': {
      const node = nodeNamed(world, condition.node);
      return (
        node?.online === true &&
        node.peers.length >= 2 &&
        node.tip.height >= world.prologue.tip.height &&
        agree(world)
      );
    }
    case 'tx-returned':
      return happened.txReturned;
    case 'tx-conflicted':
      return happened.txConflicted;
    case 'tx-evicted':
      return happened.txEvicted;
    case 'refused': {
      const nodes = happened.refusals.get(world.reasons.indexOf(condition.reason));
      return (nodes?.size ?? 0) >= condition.atLeast;
    }
    case 'chain-share': {
      const node = nodeNamed(world, condition.node);
      if (node === undefined) return false;
      const { own, all } = blocksSinceStart(node);
      return all >= condition.blocksAtLeast && own * 100 >= all * condition.percentAtLeast;
    }
  }
}

function blocksSinceStart({ index, tip }: NodeState): { readonly own: number; readonly all: number } {
  let own = 0;
  let all = 0;
  for (let walk: BlockRef | undefined = tip; walk !== undefined && walk.miner >= 0; walk = walk.parent) {
    all++;
    if (walk.miner === index) own++;
  }
  return { own, all };
}

function nodeNamed(world: World, name: string): NodeState | undefined {
  const index = world.indexOf(name);
  return index === undefined ? undefined : world.nodes[index];
}

/** How many blocks a node counts from the one with the payment to its tip; 0 while it waits there, −1 where it is unknown. */
function confirmations(world: World, node: NodeState, tx: NodeState['tip']['transactions'][number]): number {
  if (!world.isConfirmed(tx, node.tip)) return node.mempool.entries.has(tx.txid) ? 0 : -1;
  let count = 0;
  for (let walk: BlockRef | undefined = node.tip; walk !== undefined; walk = walk.parent) {
    count++;
    if (walk.transactions.some((each) => each.txid === tx.txid)) return count;
  }
  assert(false, 'a confirmed transaction is in a block of the branch');
}

function deepestReorg(world: World, name: string | undefined): number {
  const { reorgs } = world.variables.story.happened;
  if (name === undefined) return Math.max(0, ...reorgs.values());
  const index = world.indexOf(name);
  return index === undefined ? 0 : (reorgs.get(index) ?? 0);
}

/** A node that only lags behind is on no other branch. */
function forked(world: World): boolean {
  const tips = new Set(world.nodes.filter((node) => node.online).map((node) => node.tip));
  let highest: BlockRef | undefined;
  for (const tip of tips) if (highest === undefined || tip.height > highest.height) highest = tip;
  for (const tip of tips) if (highest !== undefined && !isAncestor(tip.index, highest.index)) return true;
  return false;
}

function agree(world: World): boolean {
  const online = world.nodes.filter((node) => node.online);
  return online.every((node) => node.tip === online[0]!.tip);
}
