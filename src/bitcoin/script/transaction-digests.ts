import { sha256 } from '../crypto/sha256.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { writeOutput } from '../primitives/encode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';

/** Hashes over all inputs or all outputs that every signature of a transaction shares. Without remembering them,
 * checking a transaction with n inputs would hash n² bytes.
 * @see BIP-0143, "Motivation"; BIP-0341 */
export interface TransactionDigests {
  /** SHA-256 of all outpoints. */
  readonly prevouts: Uint8Array;
  /** SHA-256 of all sequence numbers. */
  readonly sequences: Uint8Array;
  /** SHA-256 of all outputs. */
  readonly outputs: Uint8Array;
  /** The same three hashed twice, as version 0 witnesses want them. */
  readonly twice: {
    readonly prevouts: Uint8Array;
    readonly sequences: Uint8Array;
    readonly outputs: Uint8Array;
  };
}

const byTransaction = new WeakMap<Transaction, TransactionDigests>();

/** The shared hashes of a transaction, computed once per object. */
export function transactionDigests(tx: Transaction): TransactionDigests {
  let digests = byTransaction.get(tx);
  if (digests === undefined) {
    digests = computeDigests(tx);
    byTransaction.set(tx, digests);
  }
  return digests;
}

function computeDigests(tx: Transaction): TransactionDigests {
  const outpoints = new ByteWriter(tx.inputs.length * 36);
  const sequenceNumbers = new ByteWriter(tx.inputs.length * 4);
  for (const { previousOutput, sequence } of tx.inputs) {
    outpoints.hash(previousOutput.txid).u32(previousOutput.index);
    sequenceNumbers.u32(sequence);
  }
  const allOutputs = new ByteWriter();
  for (const output of tx.outputs) writeOutput(allOutputs, output);
  const prevouts = sha256(outpoints.finish());
  const sequences = sha256(sequenceNumbers.finish());
  const outputs = sha256(allOutputs.finish());
  const twice = { prevouts: sha256(prevouts), sequences: sha256(sequences), outputs: sha256(outputs) };
  return { prevouts, sequences, outputs, twice };
}

/** Hashes over what a transaction spends. */
export interface SpentOutputsDigests {
  /** SHA-256 of all amounts. */
  readonly amounts: Uint8Array;
  /** SHA-256 of all scriptPubKeys with their lengths. */
  readonly scriptPubKeys: Uint8Array;
}

const bySpentOutputs = new WeakMap<readonly TxOutput[], SpentOutputsDigests>();

/** The hashes of the spent outputs, in the order of the inputs; computed once per array.
 * @see BIP-0341 */
export function spentOutputsDigests(spentOutputs: readonly TxOutput[]): SpentOutputsDigests {
  let digests = bySpentOutputs.get(spentOutputs);
  if (digests === undefined) {
    const amounts = new ByteWriter(spentOutputs.length * 8);
    const scriptPubKeys = new ByteWriter();
    for (const { value, scriptPubKey } of spentOutputs) {
      amounts.i64(value);
      scriptPubKeys.varBytes(scriptPubKey);
    }
    digests = { amounts: sha256(amounts.finish()), scriptPubKeys: sha256(scriptPubKeys.finish()) };
    bySpentOutputs.set(spentOutputs, digests);
  }
  return digests;
}
