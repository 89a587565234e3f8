import { conflictingPayment, createPayment } from '#bitcoin/wallet/create-payment';
import { AttackPhase, LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { Timer } from '../node/surroundings.ts';
import { submitTransaction } from '../node/transactions.ts';
import type { BlockRef, TxRef } from '../refs.ts';
import { changeScript, receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';
import type { DoubleSpend } from './attack.ts';
import { blockWith } from './block-with.ts';
import { enterPhase } from './enter-phase.ts';
import { ancestorAt, announceBranch, deficit } from './private-branch.ts';
import { spendableCoins } from './traffic.ts';

/** How a double spend is to be played. */
export interface DoubleSpendPlan {
  readonly amount: bigint;
  /** What the merchant waits for; 0: until the payment is in its mempool. */
  readonly confirmations: number;
  readonly giveUpDeficit: number;
  /** Head start: the attacker pays once it is this many withheld blocks ahead of everybody (1 and no confirmations is
   * the Finney attack; Rosenfeld counts this way with `win: 'ahead'`). Default 0. */
  readonly preMined?: number;
  /** Default 'ahead'. Without a head start 'level' is the convention of Nakamoto §11 and of Rosenfeld's formula. */
  readonly win?: 'level' | 'ahead';
  /** Only pay; the rest follows by hand. */
  readonly byHand?: boolean;
  /** From the moment the merchant is content until the goods are out, microseconds; default 0. Whoever keeps a block back
   * must keep it back so long. */
  readonly handOverMicros?: number;
}

/** Begins a double spend: pays the merchant in public and mines the same coin back to the attacker in secret.
 * @returns why it cannot begin, or undefined */
export function startDoubleSpend(
  world: World,
  attacker: NodeState,
  merchant: NodeState,
  plan: DoubleSpendPlan,
): string | undefined {
  if (attacker.attack !== undefined && attacker.attack.phase < AttackPhase.succeeded)
    return 'attack-under-way';
  if (attacker.miner.hashRate === 0) return 'no-hash-rate';
  if (attacker.miner.secretTip !== undefined) return 'already-secret';
  const pair = payTwice(world, attacker, merchant, plan.amount);
  if (pair === undefined) return 'insufficient-funds';
  const { confirmations, giveUpDeficit, preMined = 0, win = 'ahead', byHand = false } = plan;
  const { handOverMicros = 0 } = plan;
  const attack: DoubleSpend = {
    ...pair,
    kind: 'double-spend',
    merchant: merchant.index,
    confirmations,
    giveUpDeficit,
    preMined,
    win,
    automatic: !byHand,
    handOverMicros,
    contentAt: -1,
    base: attacker.tip,
    phase: preMined > 0 ? AttackPhase.preparing : AttackPhase.paid,
  };
  attacker.attack = attack;
  world.addAttacker(attacker);
  if (preMined > 0) return goSecret(world, attacker, attack, attacker.tip);
  const refusal = payMerchant(world, attacker, attack);
  if (refusal !== undefined || byHand) return refusal;
  return goSecret(world, attacker, attack, attacker.tip);
}

/** The strategy takes over an attack that was begun by hand. */
export function playOn(world: World, node: NodeState): string | undefined {
  const attack = underWay(node);
  if (attack === undefined) return 'no-attack';
  attack.automatic = true;
  if (node.miner.secretTip === undefined && attack.phase < AttackPhase.published)
    goSecret(world, node, attack, beforePayment(node, attack));
  doubleSpendStep(world, node, attack);
  return undefined;
}

/** From now on this miner withholds what it finds, and mines on the block `depth` below its tip. With a double spend under
 * way the default is the block before the payment, so that the rival has a place.
 * @returns why it cannot, or undefined */
export function mineSecretly(world: World, node: NodeState, depth?: number): string | undefined {
  if (node.miner.hashRate === 0) return 'no-hash-rate';
  if (node.miner.secretTip !== undefined) return 'already-secret';
  if (depth !== undefined && depth > node.tip.height) return 'too-deep';
  const attack = underWay(node);
  if (attack === undefined) {
    withholdFrom(world, node, ancestorAt(node.tip, node.tip.height - (depth ?? 0)));
    return undefined;
  }
  const before = beforePayment(node, attack);
  goSecret(world, node, attack, ancestorAt(before, node.tip.height - (depth ?? 0)));
  return undefined;
}

/** The user publishes what was withheld, ready or not. */
export function publishByHand(world: World, node: NodeState): string | undefined {
  const { secretTip } = node.miner;
  if (secretTip === undefined) return 'nothing-withheld';
  const attack = underWay(node);
  const ahead = secretTip.work > node.tip.work;
  if (attack !== undefined && attack.phase < AttackPhase.published)
    enterPhase(world, node, AttackPhase.published, attack.conflict);
  world.publish(node);
  // Too early: nobody follows a branch with less work, and the attacker's node goes back to the best one.
  if (attack !== undefined && !ahead) enterPhase(world, node, AttackPhase.gaveUp, attack.conflict);
  return undefined;
}

/** The attacker looks at the situation and takes the next step of its plan. */
export function doubleSpendStep(world: World, node: NodeState, attack: DoubleSpend): void {
  if (attack.phase === AttackPhase.preparing) return prepare(world, node, attack);
  if (attack.phase === AttackPhase.paid && goodsAreOut(world, node, attack)) {
    enterPhase(world, node, AttackPhase.merchantSatisfied, attack.payment);
  }
  if (attack.automatic) playBranch(world, node, attack);
  if (attack.phase === AttackPhase.published && holds(world, attack.merchant, attack.conflict, attack.base)) {
    enterPhase(world, node, AttackPhase.succeeded, attack.conflict);
  } else if (attack.phase === AttackPhase.published && hasLost(world, node, attack)) {
    enterPhase(world, node, AttackPhase.gaveUp, attack.conflict);
  }
}

/** A branch was published just as the others found a block, and did not become the longest: its own miner has left it. */
function hasLost(world: World, node: NodeState, attack: DoubleSpend): boolean {
  return node.miner.secretTip === undefined && !holds(world, node.index, attack.conflict, attack.base);
}

/** Publishing, racing on after drawing level, giving up. */
function playBranch(world: World, node: NodeState, attack: DoubleSpend): void {
  const { secretTip } = node.miner;
  if (secretTip === undefined || attack.phase > AttackPhase.published) return;
  // Who knows that the merchant is content knows of the block that made it so, though its own node may not have it yet.
  const merchantTip = world.nodes[attack.merchant]!.tip;
  const publicWork = Math.max(node.tip.work, merchantTip.work);
  const ahead = secretTip.work > publicWork;
  const level = secretTip.work === publicWork && secretTip !== attack.base;
  if (attack.phase === AttackPhase.merchantSatisfied && (ahead || (level && attack.win === 'level'))) {
    enterPhase(world, node, AttackPhase.published, attack.conflict);
    if (ahead) world.publish(node);
    else showLevelBranch(world, node, attack.base, secretTip);
  } else if (attack.phase === AttackPhase.published && ahead) world.publish(node);
  else if (deficit(node.tip, secretTip) >= attack.giveUpDeficit) {
    enterPhase(world, node, AttackPhase.gaveUp, attack.conflict);
    world.publish(node);
  }
}

/** Others have as much work and saw it first: they keep it. The attacker shows its branch and goes on mining on it. */
function showLevelBranch(world: World, node: NodeState, base: BlockRef, tip: BlockRef): void {
  announceBranch(world, node, base, tip);
  world.logBlock(LogKind.published, node.index, -1, tip, tip.height - base.height);
}

/** Before it pays, the attacker waits for its head start; whenever the others draw level it starts over on their tip. */
function prepare(world: World, node: NodeState, attack: DoubleSpend): void {
  const { miner, tip } = node;
  const { secretTip } = miner;
  if (secretTip === undefined) return;
  if (secretTip.height - tip.height >= attack.preMined) {
    attack.phase = AttackPhase.paid;
    const refusal = payMerchant(world, node, attack);
    if (refusal !== undefined) enterPhase(world, node, AttackPhase.gaveUp, attack.conflict);
  } else if (tip.work >= secretTip.work && tip !== secretTip) {
    miner.secretTip = tip;
    miner.secretBase = tip;
    attack.base = tip;
    world.reconsiderMining(node);
  }
}

/** Two signed payments of the same coins: to the merchant, and back to the payer. */
function payTwice(
  world: World,
  attacker: NodeState,
  merchant: NodeState,
  amount: bigint,
): { readonly payment: TxRef; readonly conflict: TxRef } | undefined {
  const wallet = walletOf(attacker.name);
  const coins = spendableCoins(world, attacker).filter((coin) => coin.confirmations > 0);
  const paid = createPayment({
    wallet,
    coins,
    to: receivingScript(merchant.name),
    amount,
    feeRateSatPerVb: 15,
    changeScript: changeScript(attacker.name),
    replaceable: false,
  });
  if (!paid.ok) return undefined;
  const rival = conflictingPayment({
    wallet,
    coins: paid.selected,
    to: receivingScript(attacker.name),
    fee: paid.fee,
  });
  if (!rival.ok) return undefined;
  return {
    payment: world.registerTx(paid.tx, attacker.index, merchant.index, amount),
    conflict: world.registerTx(rival.tx, attacker.index, attacker.index, amount),
  };
}

function payMerchant(world: World, node: NodeState, { payment, merchant }: DoubleSpend): string | undefined {
  world.logTx(LogKind.payment, node.index, merchant, payment, Number(payment.amount));
  world.logTx(LogKind.attack, node.index, merchant, payment, AttackPhase.paid);
  return submitTransaction(world, node, undefined, payment);
}

function goSecret(world: World, node: NodeState, attack: DoubleSpend, base: BlockRef): undefined {
  attack.base = base;
  withholdFrom(world, node, base);
  world.logTx(LogKind.attack, node.index, attack.merchant, attack.conflict, AttackPhase.secretStarted);
}

function withholdFrom(world: World, node: NodeState, base: BlockRef): void {
  node.miner.secretTip = base;
  node.miner.secretBase = base;
  node.miner.job = undefined;
  world.logBlock(LogKind.secret, node.index, -1, base, 1);
  world.reconsiderMining(node);
}

/** The double spend of this node that has not come to an end. */
function underWay({ attack }: NodeState): DoubleSpend | undefined {
  return attack?.kind === 'double-spend' && attack.phase < AttackPhase.succeeded ? attack : undefined;
}

/** Handing over begins when the merchant is content; a payment that vanishes meanwhile stops it. */
function goodsAreOut(world: World, node: NodeState, attack: DoubleSpend): boolean {
  if (!merchantIsSatisfied(world, attack)) {
    attack.contentAt = -1;
    return false;
  }
  if (attack.handOverMicros === 0) return true;
  if (attack.contentAt < 0) {
    attack.contentAt = world.now;
    world.setTimer(node, Timer.attack, 0, attack.handOverMicros);
  }
  return world.now >= attack.contentAt + attack.handOverMicros;
}

/** The merchant ships once its own node shows the payment that deep; with 0 confirmations, once it waits in its mempool. */
function merchantIsSatisfied(world: World, { merchant, payment, confirmations, base }: DoubleSpend): boolean {
  const node = world.nodes[merchant]!;
  if (confirmations === 0)
    return node.mempool.entries.has(payment.txid) || holds(world, merchant, payment, base);
  const block = blockWith(node.tip, payment, base);
  return block !== undefined && node.tip.height - block.height + 1 >= confirmations;
}

/** Where a branch must leave what the attacker's node follows so that it can hold the rival of the payment. */
function beforePayment(node: NodeState, { payment, base }: DoubleSpend): BlockRef {
  return blockWith(node.tip, payment, base)?.parent ?? node.tip;
}

function holds(world: World, index: number, tx: TxRef, base: BlockRef): boolean {
  return blockWith(world.nodes[index]!.tip, tx, base) !== undefined;
}
