import { outpointKey } from '../chain/coins.ts';
import { zeroHash } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { isCoinbase, strippedSizeOf, WITNESS_SCALE_FACTOR } from '../primitives/transaction-size.ts';
import { isMoneyRange, maxMoney } from './amount.ts';
import { accepted, refused, type Verdict } from './verdict.ts';

/** Weight above which no chain of ours could ever hold a transaction; a chain's own block limit may be far lower.
 * @see Bitcoin Core `MAX_BLOCK_WEIGHT`, src/consensus/consensus.h */
const maxTransactionWeight = 4_000_000;

const minCoinbaseScriptBytes = 2;
const maxCoinbaseScriptBytes = 100;

const verdicts = new WeakMap<Transaction, Verdict>();

/** Checks what can be said about a transaction with no knowledge of any other: the first and cheapest layer.
 * The verdict is remembered with the object, since it depends on nothing else.
 * @see Bitcoin Core `CheckTransaction`, src/consensus/tx_check.cpp */
export function checkTransaction(tx: Transaction): Verdict {
  let verdict = verdicts.get(tx);
  if (verdict === undefined) {
    verdict = checkShape(tx);
    verdicts.set(tx, verdict);
  }
  return verdict;
}

function checkShape(tx: Transaction): Verdict {
  if (tx.inputs.length === 0) return refused('bad-txns-vin-empty');
  if (tx.outputs.length === 0) return refused('bad-txns-vout-empty');
  if (strippedSizeOf(tx) * WITNESS_SCALE_FACTOR > maxTransactionWeight) return refused('bad-txns-oversize');
  const outputs = checkOutputs(tx);
  return outputs.ok ? checkInputs(tx) : outputs;
}

function checkOutputs(tx: Transaction): Verdict {
  let total = 0n;
  for (const [i, { value }] of tx.outputs.entries()) {
    if (value < 0n) return refused('bad-txns-vout-negative', `output ${i} is ${value} satoshis`);
    if (value > maxMoney) return refused('bad-txns-vout-toolarge', `output ${i} is ${value} satoshis`);
    total += value;
    // Checked at every step: a sum that wrapped around 2^64 created 184 billion bitcoins in block 74638.
    if (!isMoneyRange(total)) return refused('bad-txns-txouttotal-toolarge', `${total} satoshis`);
  }
  return accepted;
}

function checkInputs(tx: Transaction): Verdict {
  const twice = tx.inputs.length > 1 ? checkNothingTwice(tx) : accepted;
  if (!twice.ok) return twice;
  if (isCoinbase(tx)) {
    const { length } = tx.inputs[0]!.scriptSig;
    return length < minCoinbaseScriptBytes || length > maxCoinbaseScriptBytes
      ? refused('bad-cb-length', `${length} bytes`)
      : accepted;
  }
  const nothing = tx.inputs.findIndex(({ previousOutput }) => isNull(previousOutput));
  return nothing < 0 ? accepted : refused('bad-txns-prevout-null', `input ${nothing}`);
}

/** Without this check one coin could be spent twice by one transaction (CVE-2018-17144). */
function checkNothingTwice(tx: Transaction): Verdict {
  const spent = new Set<string>();
  for (const [i, { previousOutput }] of tx.inputs.entries()) {
    const key = outpointKey(previousOutput.txid, previousOutput.index);
    if (spent.has(key)) return refused('bad-txns-inputs-duplicate', `input ${i} spends ${key} again`);
    spent.add(key);
  }
  return accepted;
}

function isNull(outpoint: { readonly txid: string; readonly index: number }): boolean {
  return outpoint.index === 0xffff_ffff && outpoint.txid === zeroHash;
}
