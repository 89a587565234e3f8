import type { NodeState } from '../node/node-state.ts';
import type { World } from '../world.ts';
import { doubleSpendStep } from './double-spend.ts';
import { raceStep } from './race.ts';
import { strategyStep } from './set-strategy.ts';

/** An attacker, or whom it watches, learned something: it takes the next step of whatever it is up to. */
export function attackerStep(world: World, node: NodeState): void {
  const { attack } = node;
  if (attack?.kind === 'double-spend') doubleSpendStep(world, node, attack);
  else if (attack?.kind === 'race') raceStep(world, node, attack);
  if (node.strategy !== undefined) strategyStep(world, node);
}
