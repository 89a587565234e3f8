import { createPayment } from '#bitcoin/wallet/create-payment';
import { walletCoins } from '#bitcoin/wallet/wallet-coins';
import { AttackPhase, LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { submitTransaction } from '../node/transactions.ts';
import { nextBelow, type Prng } from '../random/prng.ts';
import type { TxRef } from '../refs.ts';
import { changeScript, receivingScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';

const centi = 1_000_000n;

/** Somebody pays somebody: a random solvent user, a random other, 0.05 to 2 coins, 1 to 20 sat/vB. */
export function makeTrafficPayment(world: World, random: Prng): void {
  const online = world.users.map((index) => world.nodes[index]!).filter((node) => node.online);
  if (online.length < 2) return;
  const payer = online[nextBelow(random, online.length)]!;
  const others = online.filter((node) => node !== payer);
  const payee = others[nextBelow(random, others.length)]!;
  const amount = BigInt(5 + nextBelow(random, 196)) * centi;
  const feeRate = 1 + nextBelow(random, 20);
  const lock = nextBelow(random, 4) === 0 ? 'p2pkh' : 'p2wpkh';
  pay(world, world.own(payer.index), payee, amount, feeRate, lock);
}

/** Coins a node's user can spend as its node sees the chain, change of own waiting payments included. */
export function spendableCoins(world: World, node: NodeState) {
  const coins = walletCoins({
    wallet: walletOf(node.name),
    coins: world.utxoSetAt(node.tip).coins,
    tipHeight: node.tip.height,
    params: world.params,
    mempool: node.mempool,
    unconfirmedChange: true,
  });
  const { attack } = node;
  if (attack?.phase !== AttackPhase.preparing) return coins;
  // Set aside for an attack that has not paid yet.
  return coins.filter(
    ({ outpoint }) =>
      !attack.payment.tx.inputs.some(
        ({ previousOutput }) =>
          previousOutput.txid === outpoint.txid && previousOutput.index === outpoint.index,
      ),
  );
}

/** Builds, signs and submits a payment at the payer's own node.
 * @returns the transaction, or the reason why there is none */
export function pay(
  world: World,
  payer: NodeState,
  payee: NodeState,
  amount: bigint,
  feeRate: number,
  lock: 'p2wpkh' | 'p2pkh',
): TxRef | string {
  const result = createPayment({
    wallet: walletOf(payer.name),
    coins: spendableCoins(world, payer),
    to: receivingScript(payee.name, lock),
    amount,
    feeRateSatPerVb: feeRate,
    changeScript: changeScript(payer.name),
  });
  if (!result.ok) return 'insufficient-funds';
  const tx = world.registerTx(result.tx, payer.index, payee.index, amount);
  world.logTx(LogKind.payment, payer.index, payee.index, tx, Number(amount));
  return submitTransaction(world, payer, undefined, tx) ?? tx;
}
