import type { Coin } from '../chain/coins.ts';
import { outpointKey } from '../chain/coins.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { isMoneyRange } from './amount.ts';
import type { ChainParams } from './params.ts';
import { type Accepted, accepted, type Refused, refused } from './verdict.ts';

/** The coins a transaction spends and the fee it leaves, or why it may not. */
export type TxInputsResult =
  | { readonly verdict: Accepted; readonly coins: readonly Coin[]; readonly fee: bigint }
  | { readonly verdict: Refused };

/** Checks the coins behind a transaction that is no coinbase: they exist, are mature, and cover the outputs.
 * @param coins what each input spends, undefined where nothing is unspent
 * @param spendHeight height of the block the transaction is or would be in
 * @see Bitcoin Core `Consensus::CheckTxInputs`, src/consensus/tx_verify.cpp */
export function checkTxInputs(
  tx: Transaction,
  coins: readonly (Coin | undefined)[],
  spendHeight: number,
  params: ChainParams,
): TxInputsResult {
  const found: Coin[] = [];
  for (const [i, { previousOutput }] of tx.inputs.entries()) {
    const coin = coins[i];
    if (coin === undefined) {
      const key = outpointKey(previousOutput.txid, previousOutput.index);
      return refuse('bad-txns-inputs-missingorspent', `input ${i} spends ${key}`);
    }
    found.push(coin);
  }
  let valueIn = 0n;
  for (const coin of found) {
    const depth = spendHeight - coin.height;
    if (coin.coinbase && depth < params.coinbaseMaturity) {
      return refuse('bad-txns-premature-spend-of-coinbase', `tried to spend coinbase at depth ${depth}`);
    }
    valueIn += coin.output.value;
    if (!isMoneyRange(coin.output.value) || !isMoneyRange(valueIn)) {
      return refuse('bad-txns-inputvalues-outofrange', `${valueIn} satoshis`);
    }
  }
  const valueOut = valueOutOf(tx);
  if (valueIn < valueOut) {
    return refuse('bad-txns-in-belowout', `value in (${valueIn}) < value out (${valueOut})`);
  }
  const fee = valueIn - valueOut;
  return isMoneyRange(fee) ? { verdict: accepted, coins: found, fee } : refuse('bad-txns-fee-outofrange');
}

/** The sum of a transaction's outputs, satoshis. */
export function valueOutOf(tx: Transaction): bigint {
  let total = 0n;
  for (const output of tx.outputs) total += output.value;
  return total;
}

function refuse(reason: string, detail?: string): TxInputsResult {
  return { verdict: refused(reason, detail) };
}
