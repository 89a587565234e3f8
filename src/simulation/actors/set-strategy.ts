import type { NodeState } from '../node/node-state.ts';
import type { World } from '../world.ts';
import { featherForkStep } from './feather-fork.ts';
import { selfishStep, startSelfish } from './selfish.ts';
import type { Strategy, StrategyKind } from './strategy.ts';

/** What an action says of a miner's strategy. */
export interface StrategyChoice {
  readonly strategy: Exclude<StrategyKind, 'mint' | 'steal'> | 'honest';
  /** Whom a censor objects to. */
  readonly victim: NodeState | undefined;
  /** How many blocks behind a feather fork is given up. */
  readonly giveUp: number;
}

/** Lets a miner play by another strategy from now on. Whatever it withheld so far is published first.
 * @returns why it cannot, or undefined */
export function setStrategy(world: World, node: NodeState, choice: StrategyChoice): string | undefined {
  const { strategy, victim, giveUp } = choice;
  if (strategy !== 'honest' && node.miner.hashRate === 0) return 'no-hash-rate';
  if (node.attack !== undefined && node.miner.secretTip !== undefined) return 'attack-under-way';
  if ((strategy === 'censor' || strategy === 'feather-fork') && victim === undefined) return 'no-such-node';
  node.strategy = undefined;
  if (node.miner.secretTip !== undefined) world.publish(node);
  node.strategy = newStrategy(world, node, strategy, victim?.index ?? -1, giveUp);
  if (node.strategy !== undefined) world.addAttacker(node);
  node.miner.job = undefined;
  world.reconsiderMining(node);
  return undefined;
}

/** The miner learned something: what its strategy does now. */
export function strategyStep(world: World, node: NodeState): void {
  const { strategy } = node;
  if (strategy?.kind === 'selfish') selfishStep(world, node, strategy);
  else if (strategy?.kind === 'feather-fork') featherForkStep(world, node, strategy);
}

function newStrategy(
  world: World,
  node: NodeState,
  kind: StrategyChoice['strategy'],
  victim: number,
  giveUp: number,
): Strategy | undefined {
  switch (kind) {
    case 'honest':
      return undefined;
    case 'selfish':
      return startSelfish(world, node);
    case 'empty-blocks':
      return { kind };
    case 'censor':
      return { kind, victim };
    case 'feather-fork':
      return { kind, victim, giveUp, accepted: node.tip, shown: node.tip };
  }
}
