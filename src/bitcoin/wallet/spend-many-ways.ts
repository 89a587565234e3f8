import { finalSequence } from '../consensus/locks.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { vsizeOf } from '../primitives/transaction-size.ts';
import { signTransaction } from './sign-transaction.ts';
import type { Wallet } from './wallet.ts';
import type { WalletCoin } from './wallet-coins.ts';

/** One coin cut into equal pieces. */
export interface ManyWays {
  readonly wallet: Wallet;
  readonly coin: WalletCoin;
  readonly to: Uint8Array;
  /** satoshis of each piece */
  readonly value: bigint;
  /** How many pieces, the change not counted. */
  readonly outputs: number;
  readonly feeRateSatPerVb: number;
  readonly changeScript: Uint8Array;
}

/** A signed transaction of one coin with many outputs; undefined when the coin is too small for that. */
export function spendManyWays(request: ManyWays): Transaction | undefined {
  const { wallet, coin, to, value, outputs, feeRateSatPerVb, changeScript } = request;
  const pieces: TxOutput[] = Array.from({ length: outputs }, () => ({ value, scriptPubKey: to }));
  const withChange = (change: bigint): Transaction => ({
    version: 2,
    inputs: [
      { previousOutput: coin.outpoint, scriptSig: new Uint8Array(0), sequence: finalSequence, witness: [] },
    ],
    outputs: [...pieces, { value: change, scriptPubKey: changeScript }],
    lockTime: 0,
  });
  const draft = signTransaction(withChange(0n), [coin.output], wallet);
  // A signature can be a byte longer or shorter than the draft's.
  const fee = BigInt(Math.ceil(feeRateSatPerVb * (vsizeOf(draft) + 1)));
  const change = coin.output.value - value * BigInt(outputs) - fee;
  return change < value ? undefined : signTransaction(withChange(change), [coin.output], wallet);
}
