import { LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import type { TxRef } from '../refs.ts';
import type { World } from '../world.ts';

/** The attack of a node has come to a new phase: remembered, and logged.
 * @param phase `AttackPhase`
 * @param tx what it is about */
export function enterPhase(world: World, node: NodeState, phase: number, tx: TxRef): void {
  const { attack } = node;
  if (attack === undefined) return;
  attack.phase = phase;
  world.logTx(LogKind.attack, node.index, attack.merchant, tx, phase);
}
