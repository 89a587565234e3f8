import { LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { type Role, roles } from '../records.ts';
import type { World } from '../world.ts';

/** Shows a peer in another role from now on.
 * A role is what a peer is shown as and what actions suggest it for; it changes no rule the peer follows. Its hash rate is
 * a setting of its own and stays: who hashes and becomes a node or a merchant goes on mining. Only a `miner` that does not
 * hash yet gets the mean rate of those that do (none, when nobody does), for a miner that never tries would be no miner.
 * @returns undefined: it can always be done */
export function setRole(world: World, node: NodeState, role: Role): undefined {
  node.role = role;
  world.log(LogKind.role, node.index, -1, roles.indexOf(role));
  if (role !== 'miner' || node.miner.hashRate > 0) return;
  node.miner.hashRate = meanRate(world);
  if (node.online && node.miner.hashRate > 0) world.setRate(node);
}

/** Tries per second that a running miner makes on average, bursts apart; at least 1 where anybody mines. */
function meanRate(world: World): number {
  const rates = world.nodes.filter(({ online }) => online).map(({ miner }) => miner.hashRate);
  const mining = rates.filter((rate) => rate > 0);
  if (mining.length === 0) return 0;
  const sum = mining.reduce((total, rate) => total + rate, 0);
  return Math.max(1, Math.round(sum / mining.length));
}
