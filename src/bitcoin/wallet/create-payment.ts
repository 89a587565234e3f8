import { finalSequence } from '../consensus/locks.ts';
import { assert } from '../encoding/assert.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { vsizeOf } from '../primitives/transaction-size.ts';
import { selectCoins } from './select-coins.ts';
import { signTransaction } from './sign-transaction.ts';
import { type KeyScriptType, keyForScript, type Wallet } from './wallet.ts';
import type { WalletCoin } from './wallet-coins.ts';

/** A payment to make. */
export interface PaymentRequest {
  readonly wallet: Wallet;
  /** Coins that may be used; all must be the wallet's. */
  readonly coins: readonly WalletCoin[];
  /** Script to pay to. */
  readonly to: Uint8Array;
  /** satoshis the receiver gets */
  readonly amount: bigint;
  readonly feeRateSatPerVb: number;
  /** Where what is left over goes. */
  readonly changeScript: Uint8Array;
  /** uint32, default 0: no lock */
  readonly lockTime?: number;
  /** Signal that a better-paying version may follow (BIP-0125); default true. */
  readonly replaceable?: boolean;
}

/** A signed payment, or that the coins do not suffice. */
export type PaymentResult =
  | {
      readonly ok: true;
      readonly tx: Transaction;
      /** satoshis */
      readonly fee: bigint;
      readonly selected: readonly WalletCoin[];
      /** The output that returns to `changeScript`; none when it would be dust. */
      readonly change: TxOutput | undefined;
    }
  | {
      readonly ok: false;
      readonly reason: 'insufficient funds';
      /** satoshis needed, fee included, and what the coins can bring after paying for their own bytes */
      readonly needed: bigint;
      readonly available: bigint;
    };

/** Sequence numbers: the highest that allows replacement, and the highest that lets a lock time work. */
const replaceableSequence = 0xffff_fffd;
const lockableSequence = 0xffff_fffe;

/** Change below this costs more to spend than most would care to; it goes to the miner instead.
 * Twice Core's dust threshold for P2PKH, so that change is never refused. */
const leastChange = 1_092n;

/** Weight units of a spend with the longest possible low-s signature.
 * P2PKH: 41 + 1 + 72 + 1 + 33 bytes, and an empty witness beside others' witnesses.
 * P2WPKH: 41 bytes and a witness of 1 + 1 + 72 + 1 + 33. */
const inputWeight: Readonly<Record<KeyScriptType, number>> = { p2pkh: 4 * 148 + 1, p2wpkh: 4 * 41 + 108 };

/** Builds and signs a payment with largest-first coin selection.
 * The fee meets the asked rate; it can exceed it by the bytes that short signatures save, and by change too small to keep.
 * @see whitepaper §9 */
export function createPayment(request: PaymentRequest): PaymentResult {
  const { wallet, coins, to, amount, feeRateSatPerVb, changeScript } = request;
  assert(amount > 0n, 'a payment pays something');
  const payment: TxOutput = { value: amount, scriptPubKey: to };
  const costOf = (coin: WalletCoin): bigint => feeFor(inputWeightOf(coin, wallet), feeRateSatPerVb);
  const baseFee = feeFor(baseWeight([payment], coins.length), feeRateSatPerVb);
  const selection = selectCoins(coins, amount + baseFee, costOf);
  if (!selection.ok) {
    return {
      ok: false,
      reason: 'insufficient funds',
      needed: amount + baseFee,
      available: selection.available,
    };
  }
  const { selected, total } = selection;
  const inputsWeight = selected.reduce((sum, coin) => sum + inputWeightOf(coin, wallet), 0);
  const withChange = [payment, { value: 0n, scriptPubKey: changeScript }];
  const feeWithChange = feeFor(baseWeight(withChange, selected.length) + inputsWeight, feeRateSatPerVb);
  const left = total - amount - feeWithChange;
  const change = left >= leastChange ? { value: left, scriptPubKey: changeScript } : undefined;
  const outputs = change === undefined ? [payment] : [payment, change];
  const tx = signedSpend(request, selected, outputs);
  const fee = change === undefined ? total - amount : feeWithChange;
  assert(fee >= feeFor(4 * vsizeOf(tx), feeRateSatPerVb), 'the fee meets the rate that was asked');
  return { ok: true, tx, fee, selected, change };
}

/** A rival of a payment: the same coins, to someone else. */
export interface ConflictRequest {
  readonly wallet: Wallet;
  /** The coins the first payment spends; one of them suffices for a conflict. */
  readonly coins: readonly WalletCoin[];
  readonly to: Uint8Array;
  /** satoshis to leave to the miner; above the first payment's fee if this one is meant to replace it */
  readonly fee: bigint;
  readonly replaceable?: boolean;
}

/** Spends the same coins once more, all to `to`: the second half of a double spend.
 * @see whitepaper §5, §11 */
export function conflictingPayment(request: ConflictRequest): PaymentResult {
  const total = request.coins.reduce((sum, coin) => sum + coin.output.value, 0n);
  if (total <= request.fee) {
    return { ok: false, reason: 'insufficient funds', needed: request.fee + 1n, available: total };
  }
  const outputs = [{ value: total - request.fee, scriptPubKey: request.to }];
  const tx = signedSpend(request, request.coins, outputs);
  return { ok: true, tx, fee: request.fee, selected: request.coins, change: undefined };
}

function signedSpend(
  { wallet, lockTime = 0, replaceable = true }: Pick<PaymentRequest, 'wallet' | 'lockTime' | 'replaceable'>,
  coins: readonly WalletCoin[],
  outputs: readonly TxOutput[],
): Transaction {
  const sequence = replaceable ? replaceableSequence : lockTime > 0 ? lockableSequence : finalSequence;
  const unsigned: Transaction = {
    version: 2,
    inputs: coins.map(({ outpoint }) => ({
      previousOutput: outpoint,
      scriptSig: noBytes,
      sequence,
      witness: [],
    })),
    outputs,
    lockTime,
  };
  return signTransaction(
    unsigned,
    coins.map((coin) => coin.output),
    wallet,
  );
}

const noBytes = new Uint8Array(0);

/** Weight of everything but the inputs, with the marker of a witness, and 3 for rounding up to whole bytes. */
function baseWeight(outputs: readonly TxOutput[], inputCount: number): number {
  const outputBytes = outputs.reduce((sum, output) => sum + 9 + output.scriptPubKey.length, 0);
  return 4 * (8 + sizeOfCompactSize(inputCount) + 1 + outputBytes) + 2 + 3;
}

function inputWeightOf(coin: WalletCoin, wallet: Wallet): number {
  const owner = keyForScript(wallet, coin.output.scriptPubKey);
  assert(owner !== undefined, 'a wallet spends only coins it can sign for');
  return inputWeight[owner.type];
}

function feeFor(weight: number, feeRateSatPerVb: number): bigint {
  return BigInt(Math.ceil((weight / 4) * feeRateSatPerVb));
}
