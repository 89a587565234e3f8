import { BoundedCache } from '../crypto/bounded-cache.ts';
import { contentKey } from '../crypto/content-key.ts';
import { sha256 } from '../crypto/sha256.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { writeOutput } from '../primitives/encode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { wtxidOf } from '../primitives/transaction-id.ts';
import type { ScriptFlags } from './flags.ts';
import type { ScriptVerdict } from './script-error.ts';
import { transactionChecker } from './transaction-checker.ts';
import { verifyScript } from './verify-script.ts';

/** Verdicts live once per page, under everything they depend on: the transaction with its witness, all outputs it
 * spends, the input and the rules. Remembering changes no result, only its cost. */
const verdicts = new BoundedCache<ScriptVerdict>(1 << 14);

const keyWriter = new ByteWriter(72);

/** Whether one input of a transaction satisfies the script of the output it spends.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs
 * @see Bitcoin Core `CScriptCheck`, src/validation.h */
export function verifyInput(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  flags: ScriptFlags,
): ScriptVerdict {
  keyWriter.restart().hash(wtxidOf(tx)).u32(inputIndex).u32(flags).bytes(spentOutputsHash(spentOutputs));
  const key = contentKey(keyWriter.view());
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = verifyInputUncached(tx, inputIndex, spentOutputs, flags);
  verdicts.set(key, verdict);
  return verdict;
}

/** `verifyInput` without its memory; signatures still go through theirs. */
export function verifyInputUncached(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  flags: ScriptFlags,
): ScriptVerdict {
  const input = tx.inputs[inputIndex]!;
  return verifyScript({
    scriptSig: input.scriptSig,
    scriptPubKey: spentOutputs[inputIndex]!.scriptPubKey,
    witness: input.witness,
    flags,
    checker: transactionChecker(tx, inputIndex, spentOutputs),
  });
}

/** Forgets every verdict; for measurements and tests. */
export function clearInputVerdicts(): void {
  verdicts.clear();
}

const spentOutputsHashes = new WeakMap<readonly TxOutput[], Uint8Array>();

/** A hash over the spent outputs, computed once per array. */
function spentOutputsHash(spentOutputs: readonly TxOutput[]): Uint8Array {
  let hash = spentOutputsHashes.get(spentOutputs);
  if (hash === undefined) {
    const writer = new ByteWriter(spentOutputs.length * 34);
    for (const output of spentOutputs) writeOutput(writer, output);
    hash = sha256(writer.finish());
    spentOutputsHashes.set(spentOutputs, hash);
  }
  return hash;
}
