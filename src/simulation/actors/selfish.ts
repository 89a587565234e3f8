import { LogKind } from '../log.ts';
import { activateTip } from '../node/chain.ts';
import type { NodeState } from '../node/node-state.ts';
import type { BlockRef } from '../refs.ts';
import type { World } from '../world.ts';
import { ancestorAt, announceBranch } from './private-branch.ts';
import type { Strategy } from './strategy.ts';

type Selfish = Extract<Strategy, { kind: 'selfish' }>;

/** Selfish mining: the pool keeps what it finds and shows it just when the others have caught up to it, so that their
 * work is thrown away more often than its own. Written as what to do in a situation rather than after an event, which
 * is the same and cannot get out of step with what the pool's node knows:
 *
 *     lead < 0              they won: start over from their tip
 *     lead 0, branch hidden they found one against our one: show it, and race; the network decides who hears it first
 *     lead 1, branch ≥ 2    we won a race, or they came within one of a longer branch: show all and win
 *     lead 1, branch = 1    keep quiet
 *     lead ≥ 2              show as many blocks as they have, so that some of them mine on ours
 *
 * How much of the network mines on the pool's block in a race (the paper's γ) is no number here: it follows from who
 * heard which block first.
 * @see I. Eyal, E. G. Sirer, Majority Is Not Enough (FC 2014), Algorithm 1 */
export function selfishStep(world: World, node: NodeState, strategy: Selfish): void {
  const { secretTip, secretBase } = node.miner;
  if (secretTip === undefined || secretBase === undefined) return;
  const { tip } = node;
  if (tip.work > secretTip.work) return startOver(world, node, strategy);
  const lead = secretTip.height - tip.height;
  const branch = secretTip.height - secretBase.height;
  if (branch === 0) return tip === secretTip ? undefined : startOver(world, node, strategy);
  if (lead === 1 && branch > 1 && secretTip.work > tip.work) {
    show(world, node, strategy, secretTip);
    activateTip(world, node, secretTip);
    startOver(world, node, strategy);
  } else if (lead < 2) {
    if (lead < 1) show(world, node, strategy, secretTip);
  } else show(world, node, strategy, ancestorAt(secretTip, tip.height));
}

/** From now on the pool mines on a branch of its own, which is empty and begins at its tip. */
export function startSelfish(world: World, node: NodeState): Selfish {
  const { miner, tip } = node;
  miner.secretTip = tip;
  miner.secretBase = tip;
  miner.job = undefined;
  world.logBlock(LogKind.secret, node.index, -1, tip, 1);
  return { kind: 'selfish', shown: tip };
}

function startOver(world: World, node: NodeState, strategy: Selfish): void {
  node.miner.secretTip = node.tip;
  node.miner.secretBase = node.tip;
  strategy.shown = node.tip;
  world.reconsiderMining(node);
}

/** Shows the private branch up to and including `block`. */
function show(world: World, node: NodeState, strategy: Selfish, block: BlockRef): void {
  const count = block.height - strategy.shown.height;
  if (count <= 0) return;
  announceBranch(world, node, strategy.shown, block);
  strategy.shown = block;
  world.logBlock(LogKind.published, node.index, -1, block, count);
}
