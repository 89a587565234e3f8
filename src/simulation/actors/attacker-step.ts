import type { NodeState } from '../node/node-state.ts';
import type { World } from '../world.ts';
import { attackStep } from './double-spend.ts';
import { strategyStep } from './set-strategy.ts';

/** An attacker, or whom it watches, learned something: it takes the next step of whatever it is up to. */
export function attackerStep(world: World, node: NodeState): void {
  if (node.attack !== undefined) attackStep(world, node);
  if (node.strategy !== undefined) strategyStep(world, node);
}
