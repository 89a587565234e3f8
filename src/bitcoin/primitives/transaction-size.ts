import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { zeroHash } from './hashes.ts';
import type { Transaction } from './transaction.ts';

/** Weight units that one byte outside the witness costs.
 * @see BIP-0141; Bitcoin Core `WITNESS_SCALE_FACTOR` */
export const WITNESS_SCALE_FACTOR = 4;

interface Sizes {
  readonly stripped: number;
  readonly total: number;
}

const sizes = new WeakMap<Transaction, Sizes>();

/** Bytes of the transaction with its witness. */
export function sizeOf(tx: Transaction): number {
  return sizesOf(tx).total;
}

/** Bytes of the transaction without its witness. */
export function strippedSizeOf(tx: Transaction): number {
  return sizesOf(tx).stripped;
}

/** Weight units: three times the stripped size plus the full size.
 * @see BIP-0141 */
export function weightOf(tx: Transaction): number {
  const { stripped, total } = sizesOf(tx);
  return stripped * (WITNESS_SCALE_FACTOR - 1) + total;
}

/** Virtual bytes: a quarter of the weight, rounded up. Fee rates are per virtual byte. */
export function vsizeOf(tx: Transaction): number {
  return Math.ceil(weightOf(tx) / WITNESS_SCALE_FACTOR);
}

/** Whether any input carries a witness. */
export function hasWitness(tx: Transaction): boolean {
  return tx.inputs.some((input) => input.witness.length > 0);
}

/** Whether this is a coinbase: one input that spends nothing (zero txid, index 0xffffffff).
 * @see Bitcoin Core `CTransaction::IsCoinBase` */
export function isCoinbase(tx: Transaction): boolean {
  const first = tx.inputs[0];
  return (
    tx.inputs.length === 1 &&
    first!.previousOutput.index === 0xffffffff &&
    first!.previousOutput.txid === zeroHash
  );
}

function sizesOf(tx: Transaction): Sizes {
  let known = sizes.get(tx);
  if (known === undefined) {
    known = measure(tx);
    sizes.set(tx, known);
  }
  return known;
}

function measure(tx: Transaction): Sizes {
  let stripped = 8 + sizeOfCompactSize(tx.inputs.length) + sizeOfCompactSize(tx.outputs.length);
  let witness = 2;
  for (const input of tx.inputs) {
    stripped += 40 + sizeOfVarBytes(input.scriptSig);
    witness += sizeOfCompactSize(input.witness.length);
    for (const item of input.witness) witness += sizeOfVarBytes(item);
  }
  for (const output of tx.outputs) stripped += 8 + sizeOfVarBytes(output.scriptPubKey);
  return { stripped, total: hasWitness(tx) ? stripped + witness : stripped };
}

function sizeOfVarBytes(bytes: Uint8Array): number {
  return sizeOfCompactSize(bytes.length) + bytes.length;
}
