import type { Coin } from '../chain/coins.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import type { ScriptFlags } from '../script/flags.ts';
import type { ScriptError } from '../script/script-error.ts';
import { transactionSigopsCost } from '../script/sigops.ts';
import { verifyInput } from '../script/verify-input.ts';

/** A transaction together with the outputs it spends: everything its scripts can see.
 * One object for all who hold the same transaction and the same outputs, so that what was found out about it once
 * (here, or by others in a WeakMap) need not be found out by every node. */
export interface SpendingTransaction {
  readonly tx: Transaction;
  /** In the order of the inputs. */
  readonly spentOutputs: readonly TxOutput[];
}

/** The first input whose script fails, and why. */
export interface ScriptFailure {
  readonly input: number;
  readonly error: ScriptError;
}

interface Findings {
  readonly scripts: Map<ScriptFlags, ScriptFailure | undefined>;
  readonly sigops: Map<ScriptFlags, number>;
}

const latest = new WeakMap<Transaction, SpendingTransaction>();
const findings = new WeakMap<SpendingTransaction, Findings>();

/** `tx` with the outputs of the coins behind its inputs. */
export function spendingTransaction(tx: Transaction, coins: readonly Coin[]): SpendingTransaction {
  const known = latest.get(tx);
  if (known?.spentOutputs.every((output, i) => output === coins[i]?.output)) return known;
  const spending = { tx, spentOutputs: coins.map((coin) => coin.output) };
  latest.set(tx, spending);
  return spending;
}

/** Runs the scripts of all inputs.
 * @returns undefined when all succeed
 * @see Bitcoin Core `CheckInputScripts`, src/validation.cpp */
export function scriptFailureOf(
  spending: SpendingTransaction,
  flags: ScriptFlags,
): ScriptFailure | undefined {
  const { scripts } = findingsOn(spending);
  if (!scripts.has(flags)) scripts.set(flags, runScripts(spending, flags));
  return scripts.get(flags);
}

/** `transactionSigopsCost`, counted once. */
export function sigopsCostOf(spending: SpendingTransaction, flags: ScriptFlags): number {
  const { sigops } = findingsOn(spending);
  let cost = sigops.get(flags);
  if (cost === undefined) {
    cost = transactionSigopsCost(spending.tx, spending.spentOutputs, flags);
    sigops.set(flags, cost);
  }
  return cost;
}

function runScripts(
  { tx, spentOutputs }: SpendingTransaction,
  flags: ScriptFlags,
): ScriptFailure | undefined {
  for (let input = 0; input < tx.inputs.length; input++) {
    const result = verifyInput(tx, input, spentOutputs, flags);
    if (!result.ok) return { input, error: result.error };
  }
  return undefined;
}

function findingsOn(spending: SpendingTransaction): Findings {
  let known = findings.get(spending);
  if (known === undefined) {
    known = { scripts: new Map(), sigops: new Map() };
    findings.set(spending, known);
  }
  return known;
}
