import { conflictingPayment, createPayment } from '#bitcoin/wallet/create-payment';
import { AttackPhase, LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { submitTransaction } from '../node/transactions.ts';
import type { BlockRef, TxRef } from '../refs.ts';
import { changeScript, receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';
import type { Attack } from './attack.ts';
import { spendableCoins } from './traffic.ts';

/** Begins a double spend: pays the merchant in public and mines the same coin back to the attacker in secret.
 * @returns why it cannot begin, or undefined */
export function startDoubleSpend(
  world: World,
  attacker: NodeState,
  merchant: NodeState,
  amount: bigint,
  confirmations: number,
  giveUpDeficit: number,
): string | undefined {
  if (attacker.attack !== undefined && attacker.attack.phase < AttackPhase.succeeded)
    return 'attack-under-way';
  if (attacker.miner.hashRate === 0) return 'no-hash-rate';
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
  if (!paid.ok) return 'insufficient-funds';
  const rival = conflictingPayment({
    wallet,
    coins: paid.selected,
    to: receivingScript(attacker.name),
    fee: paid.fee,
  });
  if (!rival.ok) return 'insufficient-funds';
  const payment = world.registerTx(paid.tx, attacker.index, merchant.index, amount);
  const conflict = world.registerTx(rival.tx, attacker.index, attacker.index, amount);
  attacker.attack = {
    merchant: merchant.index,
    payment,
    conflict,
    confirmations,
    giveUpDeficit,
    base: attacker.tip,
    phase: AttackPhase.paid,
  };
  world.addAttacker(attacker);
  world.logTx(LogKind.payment, attacker.index, merchant.index, payment, Number(amount));
  world.logTx(LogKind.attack, attacker.index, merchant.index, payment, AttackPhase.paid);
  const refusal = submitTransaction(world, attacker, undefined, payment);
  if (refusal !== undefined) return refusal;
  mineSecretly(world, attacker);
  world.logTx(LogKind.attack, attacker.index, merchant.index, conflict, AttackPhase.secretStarted);
  return undefined;
}

/** From now on this miner withholds what it finds. */
export function mineSecretly(world: World, node: NodeState): void {
  node.miner.secretTip = node.tip;
  node.miner.secretBase = node.tip;
  node.miner.job = undefined;
  world.logBlock(LogKind.secret, node.index, -1, node.tip, 1);
  world.reconsiderMining(node);
}

/** The attacker looks at the situation and takes the next step of its plan. */
export function attackStep(world: World, node: NodeState): void {
  const { attack } = node;
  if (attack === undefined) return;
  if (attack.phase === AttackPhase.paid && merchantIsSatisfied(world, attack)) {
    enter(world, node, AttackPhase.merchantSatisfied, attack.payment);
  }
  const { secretTip } = node.miner;
  if (secretTip !== undefined && attack.phase < AttackPhase.published) {
    const ahead = secretTip.work > node.tip.work;
    if (attack.phase === AttackPhase.merchantSatisfied && ahead) {
      enter(world, node, AttackPhase.published, attack.conflict);
      world.publish(node);
    } else if (node.tip.height - secretTip.height >= attack.giveUpDeficit) {
      enter(world, node, AttackPhase.gaveUp, attack.conflict);
      world.publish(node);
    }
  }
  if (attack.phase === AttackPhase.published && holds(world, attack.merchant, attack.conflict, attack.base)) {
    enter(world, node, AttackPhase.succeeded, attack.conflict);
  }
}

function enter(world: World, node: NodeState, phase: number, tx: TxRef): void {
  const { attack } = node;
  if (attack === undefined) return;
  attack.phase = phase;
  world.logTx(LogKind.attack, node.index, attack.merchant, tx, phase);
}

/** The merchant ships once its own node shows the payment that deep; with 0 confirmations, once it waits in its mempool. */
function merchantIsSatisfied(world: World, { merchant, payment, confirmations, base }: Attack): boolean {
  const node = world.nodes[merchant]!;
  if (confirmations === 0)
    return node.mempool.entries.has(payment.txid) || holds(world, merchant, payment, base);
  const block = blockWith(node.tip, payment, base);
  return block !== undefined && node.tip.height - block.height + 1 >= confirmations;
}

function holds(world: World, index: number, tx: TxRef, base: BlockRef): boolean {
  return blockWith(world.nodes[index]!.tip, tx, base) !== undefined;
}

/** The block above `base` on the branch of `tip` that contains the transaction. */
function blockWith(tip: BlockRef, tx: TxRef, base: BlockRef): BlockRef | undefined {
  for (
    let walk: BlockRef | undefined = tip;
    walk !== undefined && walk.height > base.height;
    walk = walk.parent
  ) {
    if (walk.transactions.includes(tx)) return walk;
  }
  return undefined;
}
