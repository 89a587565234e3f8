import { spendManyWays } from '#bitcoin/wallet/spend-many-ways';
import type { NodeState } from '../node/node-state.ts';
import { Timer } from '../node/surroundings.ts';
import { submitTransaction } from '../node/transactions.ts';
import { changeScript, receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';
import { spendableCoins } from './traffic.ts';

/** Junk that a node keeps sending: payments to itself, split into crumbs. */
export interface Flood {
  /** sat/vB */
  readonly feeRate: number;
  /** Outputs a payment: what makes it long. */
  readonly outputs: number;
  readonly gapMicros: number;
  /** Tells a new flood's timer from an old one's. */
  readonly number: number;
  /** Payments made so far. */
  made: number;
}

/** What each crumb is worth: enough not to be dust. */
const crumb = 1_000n;

/** Begins, changes or (with no gap) ends a flood. */
export function setFlood(
  world: World,
  node: NodeState,
  plan: { readonly feeRate: number; readonly outputs: number; readonly gapMicros: number },
): string | undefined {
  const number = (node.flood?.number ?? 0) + 1;
  node.flood = { ...plan, number, made: 0 };
  if (plan.gapMicros > 0) world.setTimer(node, Timer.flood, number, 1);
  return undefined;
}

/** One more piece of junk, and the next one in a while. What nodes refuse or push out costs the sender nothing; what
 * they mine costs its fee. */
export function floodStep(world: World, node: NodeState, number: number): void {
  const { flood } = node;
  if (flood === undefined || flood.number !== number || flood.gapMicros <= 0) return;
  world.setTimer(node, Timer.flood, number, flood.gapMicros);
  const [coin] = spendableCoins(world, node)
    .filter((each) => each.output.value > crumb * BigInt(flood.outputs) * 2n)
    .sort((p, q) => q.confirmations - p.confirmations || Number(q.output.value - p.output.value));
  if (coin === undefined) return;
  const tx = spendManyWays({
    wallet: walletOf(node.name),
    coin,
    to: receivingScript(node.name),
    value: crumb,
    outputs: flood.outputs,
    feeRateSatPerVb: flood.feeRate,
    changeScript: changeScript(node.name),
  });
  if (tx === undefined) return;
  flood.made++;
  const ref = world.registerTx(tx, node.index, node.index, crumb * BigInt(flood.outputs));
  submitTransaction(world, node, undefined, ref);
}
