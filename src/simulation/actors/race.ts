import { signalsReplacement } from '#bitcoin/mempool/check-replacement';
import { conflictingPayment, createPayment } from '#bitcoin/wallet/create-payment';
import { AttackPhase, LogKind } from '../log.ts';
import { txMessage } from '../node/message.ts';
import type { NodeState } from '../node/node-state.ts';
import { Timer } from '../node/surroundings.ts';
import { submitTransaction } from '../node/transactions.ts';
import type { TxRef } from '../refs.ts';
import { changeScript, receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';
import type { Race, Till } from './attack.ts';
import { blockWith } from './block-with.ts';
import { enterPhase } from './enter-phase.ts';
import { spendableCoins } from './traffic.ts';

/** How a race is run. */
export interface RacePlan extends Till {
  readonly amount: bigint;
  /** sat/vB */
  readonly feeRate: number;
  readonly rivalFeeRate: number;
  /** The payment says that it may be replaced. */
  readonly replaceable: boolean;
  /** 0: the merchant hands over on seeing the payment. */
  readonly confirmations: number;
  /** `split`: the payment straight to the merchant, the rival to everybody else, at once. `replace`: the payment to
   * everybody, the better-paying rival when the goods are out. `apart`: the payment through another node of the
   * attacker's, `via`, the rival through its own, where the two cannot meet. */
  readonly how: 'split' | 'replace' | 'apart';
  readonly via: NodeState | undefined;
}

/** Pays a merchant with a coin that goes back to the payer in another payment, and lets the two race for the next block.
 * @returns why it cannot begin, or undefined
 * @see G. O. Karame, E. Androulaki, S. Capkun, Double-Spending Fast Payments in Bitcoin (CCS 2012) */
export function startRace(
  world: World,
  attacker: NodeState,
  merchant: NodeState,
  plan: RacePlan,
): string | undefined {
  if (attacker.attack !== undefined && attacker.attack.phase < AttackPhase.succeeded)
    return 'attack-under-way';
  const direct = attacker.peers.find((peer) => peer.ready && peer.node === merchant.index);
  if (plan.how === 'split' && direct === undefined) return 'not-connected';
  if (plan.how === 'apart' && plan.via === undefined) return 'no-such-node';
  const pair = payTwice(world, attacker, merchant, plan);
  if (pair === undefined) return 'insufficient-funds';
  const { payment, conflict } = pair;
  attacker.attack = {
    ...pair,
    kind: 'race',
    merchant: merchant.index,
    confirmations: plan.confirmations,
    till: plan,
    rivalLater: plan.how === 'replace',
    base: attacker.tip,
    phase: AttackPhase.paid,
    seenAt: -1,
  };
  world.addAttacker(attacker);
  world.logTx(LogKind.payment, attacker.index, merchant.index, payment, Number(plan.amount));
  world.logTx(LogKind.attack, attacker.index, merchant.index, payment, AttackPhase.paid);
  if (plan.how === 'replace') return submitTransaction(world, attacker, undefined, payment);
  if (direct !== undefined && plan.how === 'split') {
    world.knowledge.setTold(direct.incoming, conflict.id);
    world.knowledge.setTold(direct.incoming, payment.id);
    world.send(attacker, direct, txMessage(payment));
  }
  if (plan.how === 'apart') submitTransaction(world, plan.via!, undefined, payment);
  return sendRival(world, attacker, conflict, direct?.link ?? -1);
}

/** The attacker compares what the merchant did with what the chain says. */
export function raceStep(world: World, node: NodeState, attack: Race): void {
  const merchant = world.nodes[attack.merchant]!;
  if (attack.phase === AttackPhase.paid) decideAtTheTill(world, node, attack, merchant);
  const { payment, conflict, base } = attack;
  if (attack.phase === AttackPhase.merchantSatisfied) {
    if (blockWith(merchant.tip, conflict, base) !== undefined)
      enterPhase(world, node, AttackPhase.succeeded, conflict);
    else if (
      blockWith(merchant.tip, payment, base) !== undefined &&
      blockWith(node.tip, payment, base) !== undefined
    )
      enterPhase(world, node, AttackPhase.gaveUp, payment);
  } else if (attack.phase === AttackPhase.paid && blockWith(merchant.tip, conflict, base) !== undefined) {
    // The merchant never had anything to ship for.
    enterPhase(world, node, AttackPhase.keptGoods, conflict);
  }
}

/** Hands over, keeps the goods, or goes on listening: nothing but what the merchant's node has and has refused. */
function decideAtTheTill(world: World, node: NodeState, attack: Race, merchant: NodeState): void {
  const { payment, conflict, till, base } = attack;
  const waits = merchant.mempool.entries.has(payment.txid);
  const block = blockWith(merchant.tip, payment, base);
  if (!waits && block === undefined) {
    if (attack.seenAt >= 0) enterPhase(world, node, AttackPhase.keptGoods, conflict);
    return;
  }
  if (attack.seenAt < 0) {
    attack.seenAt = world.now;
    if (till.listenMicros > 0) world.setTimer(node, Timer.attack, 0, till.listenMicros);
  }
  if (waits && till.refuseReplaceable && signalsReplacement(payment.tx))
    return enterPhase(world, node, AttackPhase.keptGoods, payment);
  if (till.watch && merchant.refusedTransactions.has(conflict.id))
    return enterPhase(world, node, AttackPhase.keptGoods, conflict);
  const depth = block === undefined ? 0 : merchant.tip.height - block.height + 1;
  if (depth < attack.confirmations || world.now < attack.seenAt + till.listenMicros) return;
  enterPhase(world, node, AttackPhase.merchantSatisfied, payment);
  if (attack.rivalLater) sendRival(world, node, conflict, -1);
}

/** Into the attacker's own mempool if it goes there, and straight to every peer but one. */
function sendRival(world: World, node: NodeState, rival: TxRef, notOnLink: number): undefined {
  world.logTx(LogKind.attack, node.index, node.attack!.merchant, rival, AttackPhase.rivalSent);
  for (const peer of node.peers) {
    if (!peer.ready || peer.link === notOnLink) continue;
    world.knowledge.setTold(peer.incoming, rival.id);
    world.send(node, peer, txMessage(rival));
  }
  submitTransaction(world, node, undefined, rival);
}

function payTwice(
  world: World,
  attacker: NodeState,
  merchant: NodeState,
  { amount, feeRate, rivalFeeRate, replaceable }: RacePlan,
): { readonly payment: TxRef; readonly conflict: TxRef } | undefined {
  const wallet = walletOf(attacker.name);
  const coins = spendableCoins(world, attacker).filter((coin) => coin.confirmations > 0);
  const paid = createPayment({
    wallet,
    coins,
    to: receivingScript(merchant.name),
    amount,
    feeRateSatPerVb: feeRate,
    changeScript: changeScript(attacker.name),
    replaceable,
  });
  if (!paid.ok) return undefined;
  const payment = world.registerTx(paid.tx, attacker.index, merchant.index, amount);
  const rival = conflictingPayment({
    wallet,
    coins: paid.selected,
    to: receivingScript(attacker.name),
    fee: BigInt(Math.ceil(rivalFeeRate * payment.vsize)),
    replaceable,
  });
  if (!rival.ok) return undefined;
  return { payment, conflict: world.registerTx(rival.tx, attacker.index, attacker.index, amount) };
}
