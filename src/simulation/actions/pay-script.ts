import { hexToBytes } from '#bitcoin/encoding/hex';
import { createPayment } from '#bitcoin/wallet/create-payment';
import { spendableCoins } from '../actors/traffic.ts';
import { LogKind } from '../log.ts';
import type { NodeState } from '../node/node-state.ts';
import { submitTransaction } from '../node/transactions.ts';
import { changeScript, walletOf } from '../wallets.ts';
import type { World } from '../world.ts';

const feeRateSatPerVb = 10;

/** Pays from a user's wallet into a lock of their own making.
 * @param script scriptPubKey, hex
 * @returns why not, or undefined */
export function payScript(world: World, from: NodeState, script: string, amount: bigint): string | undefined {
  const result = createPayment({
    wallet: walletOf(from.name),
    coins: spendableCoins(world, from),
    to: hexToBytes(script),
    amount,
    feeRateSatPerVb,
    changeScript: changeScript(from.name),
  });
  if (!result.ok) return 'insufficient-funds';
  const tx = world.registerTx(result.tx, from.index, -1, amount);
  world.logTx(LogKind.payment, from.index, -1, tx, Number(amount));
  return submitTransaction(world, from, undefined, tx);
}
