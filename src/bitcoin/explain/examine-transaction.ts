import { checkTransaction } from '../consensus/check-transaction.ts';
import { checkTxInputs } from '../consensus/check-tx-inputs.ts';
import type { ChainParams } from '../consensus/params.ts';
import { accepted, refused, type Verdict } from '../consensus/verdict.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { isCoinbase } from '../primitives/transaction-size.ts';
import type { ScriptFlags } from '../script/flags.ts';
import { SCRIPT_ERRORS, type ScriptError } from '../script/script-error.ts';
import { verifyInput } from '../script/verify-input.ts';

/** Everything that can be said about a transaction away from its chain. */
export interface TransactionExamination {
  /** The first refusal in Core's order: the transaction by itself, its amounts, its scripts. */
  readonly verdict: Verdict;
  /** satoshis, where amounts add up */
  readonly fee?: bigint;
  /** One proof each, judged even after an earlier one has failed; empty without previous outputs. */
  readonly inputs: readonly InputExamination[];
}

/** Whether one input proves its right to what it spends. */
export interface InputExamination {
  readonly index: number;
  readonly ok: boolean;
  readonly error?: ScriptError;
  /** Core's sentence for the error. */
  readonly explanation?: string;
}

/** Checks a pasted transaction by everything but the chain: whether its inputs are still unspent, mature and past
 * their locks, nobody can tell from the outputs alone.
 * @param prevouts the outputs spent, one for each input; without them only the transaction itself is checked */
export function examineTransaction(options: {
  readonly tx: Transaction;
  readonly prevouts?: readonly TxOutput[];
  readonly flags: ScriptFlags;
  readonly params: ChainParams;
}): TransactionExamination {
  const { tx, prevouts, flags, params } = options;
  const alone = checkTransaction(tx);
  if (!alone.ok || prevouts === undefined || isCoinbase(tx)) return { verdict: alone, inputs: [] };
  const inputs = tx.inputs.map((_, index) => examineInput(tx, index, prevouts, flags));
  const coins = prevouts.map((output) => ({ output, height: 0, coinbase: false }));
  const amounts = checkTxInputs(tx, coins, 0, params);
  if (!('fee' in amounts)) return { verdict: amounts.verdict, inputs };
  const failed = inputs.find(({ ok }) => !ok);
  const verdict =
    failed === undefined
      ? accepted
      : refused('mempool-script-verify-flag-failed', `${failed.error}, input ${failed.index}`);
  return { verdict, fee: amounts.fee, inputs };
}

function examineInput(
  tx: Transaction,
  index: number,
  prevouts: readonly TxOutput[],
  flags: ScriptFlags,
): InputExamination {
  const result = verifyInput(tx, index, prevouts, flags);
  if (result.ok) return { index, ok: true };
  return { index, ok: false, error: result.error, explanation: SCRIPT_ERRORS[result.error] };
}
