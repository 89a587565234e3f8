import { LogKind } from '../log.ts';
import { activateTip } from '../node/chain.ts';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { World } from '../world.ts';
import { announceBranch, deficit } from './private-branch.ts';
import type { Strategy } from './strategy.ts';
import { touchesUser } from './touches-user.ts';

type FeatherFork = Extract<Strategy, { kind: 'feather-fork' }>;

/** Feather forking: "I will not build on a block with that payment, until I am so many blocks behind." The miner works in
 * public on the parent of the first such block; what it finds there everybody sees at once.
 *
 *     parent ── bad ── m1 ── m2       everybody else
 *          \─── f1                    the censor, until the others lead by `giveUp`
 * @see A. Miller, "Feather-forks: enforcing a blacklist with sub-50% hash power" (2013) */
export function featherForkStep(world: World, node: NodeState, strategy: FeatherFork): void {
  const { miner, tip } = node;
  const { secretTip } = miner;
  if (secretTip === undefined) return forkAround(world, node, strategy);
  if (secretTip !== strategy.shown) {
    announceBranch(world, node, strategy.shown, secretTip);
    world.logBlock(LogKind.published, node.index, -1, secretTip, secretTip.height - strategy.shown.height);
    strategy.shown = secretTip;
  }
  if (secretTip.work > tip.work) {
    leaveBranch(node);
    activateTip(world, node, secretTip);
  } else if (deficit(tip, secretTip) >= strategy.giveUp) {
    leaveBranch(node);
    strategy.accepted = tip;
    world.reconsiderMining(node);
  }
}

/** Goes back to before the first block since the last one it put up with that touches the victim. */
function forkAround(world: World, node: NodeState, strategy: FeatherFork): void {
  let offending: BlockRef | undefined;
  for (let walk: BlockRef = node.tip; walk.height > strategy.accepted.height; ) {
    if (walk.transactions.some((tx) => touchesUser(world, tx, strategy.victim))) offending = walk;
    if (walk.parent === undefined) break;
    walk = walk.parent;
  }
  const base = offending?.parent;
  if (base === undefined) {
    strategy.accepted = node.tip;
    return;
  }
  if (node.tip.height - base.height >= strategy.giveUp) {
    strategy.accepted = node.tip;
    return;
  }
  node.miner.secretTip = base;
  node.miner.secretBase = base;
  strategy.shown = base;
  world.reconsiderMining(node);
}

function leaveBranch(node: NodeState): void {
  node.miner.secretTip = undefined;
  node.miner.secretBase = undefined;
}
