import { extendIndex } from '#bitcoin/chain/block-index';
import { assert } from '#bitcoin/encoding/assert';
import { sendForgery } from './actors/forge-block.ts';
import { announceBranch } from './actors/private-branch.ts';
import { LogKind } from './log.ts';
import { headerOfAttempt, wins } from './mining-desk.ts';
import { activateTip, announceTip, receiveBlock } from './node/chain.ts';
import type { NodeState } from './node/node-state.ts';
import type { BlockRef } from './refs.ts';
import type { World } from './world.ts';

/** A miner's search has come to its find: the block exists from now on. */
export function findBlock(world: World, index: number): void {
  const node = world.own(index);
  const job = node.miner.job;
  assert(job !== undefined && job.entry.found >= 0, 'a find has a job');
  const header = headerOfAttempt(job, job.entry.found);
  if (!wins(job, header)) {
    assert(job.entry.hinted, 'a searcher only reports headers that meet the target');
    job.entry.found = -1;
    job.entry.through = 0;
    job.entry.hinted = false;
    world.floor.isOutdated = true;
    return;
  }
  const { miner } = node;
  const tries = miner.triesBefore + job.entry.found + 1;
  const block = world.tables.addBlock({
    block: { header, transactions: job.block.transactions },
    index: extendIndex(job.parent.index, header),
    parent: job.parent,
    transactions: [
      world.registerTx(job.block.transactions[0]!, -1, index, 0n),
      ...job.chosen.map((tx) => world.refOf(tx)),
    ],
    miner: index,
    foundAt: world.now,
  });
  if (world.ledger.remembers) world.tables.storeDeep();
  miner.found++;
  world.logBlock(LogKind.blockFound, index, -1, block, tries);
  const burstEnds = miner.burstRate > 0;
  miner.burstRate = 0;
  const { strategy } = node;
  if (strategy?.kind === 'mint' || strategy?.kind === 'steal') sendForgery(world, node, block);
  else if (miner.secretTip !== undefined) keepSecret(world, node, block);
  else announceFind(world, node, block);
  if (burstEnds) world.setRate(node);
  else world.reconsiderMining(node);
  assert(node.miner.job !== job, 'a found header is not mined again');
  if (world.attackers.includes(index)) world.wakeAttackers(index);
}

/** Lets everybody see what a miner withheld. */
export function publishBranch(world: World, node: NodeState): void {
  const { secretTip, secretBase } = node.miner;
  if (secretTip === undefined || secretBase === undefined) return;
  node.miner.secretTip = undefined;
  node.miner.secretBase = undefined;
  world.logBlock(LogKind.published, node.index, -1, secretTip, secretTip.height - secretBase.height);
  world.logBlock(LogKind.secret, node.index, -1, secretBase, 0);
  if (secretTip === secretBase) return world.reconsiderMining(node);
  followPublished(world, node, secretBase, secretTip);
}

function keepSecret(world: World, node: NodeState, block: BlockRef): void {
  node.miner.secretTip = block;
  if (node.strategy?.kind !== 'feather-fork') world.logBlock(LogKind.withheld, node.index, -1, block, 0);
  receiveBlock(world, node, undefined, block);
}

function announceFind(world: World, node: NodeState, block: BlockRef): void {
  const partner = node.miner.holdWith;
  if (partner < 0) return receiveBlock(world, node, undefined, block);
  const other = world.own(partner);
  if (other.miner.held === undefined && other.miner.holdWith === node.index) {
    node.miner.held = block;
    receiveBlock(world, node, undefined, block);
    return;
  }
  node.miner.holdWith = -1;
  receiveBlock(world, node, undefined, block);
  const held = other.miner.held;
  other.miner.held = undefined;
  other.miner.holdWith = -1;
  if (held !== undefined && other.tip === held) announceTip(world, other);
}

function followPublished(world: World, node: NodeState, base: BlockRef, tip: BlockRef): void {
  if (tip.work > node.tip.work) return activateTip(world, node, tip);
  // Not ahead: show it all the same; nobody follows it unless it grows.
  announceBranch(world, node, base, tip);
  world.reconsiderMining(node);
}
