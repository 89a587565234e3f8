import { ByteWriter } from '../encoding/byte-writer.ts';
import type { Transaction, TxOutput } from './transaction.ts';
import { hasWitness, sizeOf, strippedSizeOf } from './transaction-size.ts';

/** The bytes of a transaction as they go over the network and into a block.
 * @param options.witness with the witness of BIP-0144 (used only if some input has one), or without: the form a txid hashes
 * @see BIP-0144; Bitcoin Core `SerializeTransaction` */
export function encodeTransaction(tx: Transaction, options: { readonly witness: boolean }): Uint8Array {
  const writer = new ByteWriter(options.witness ? sizeOf(tx) : strippedSizeOf(tx));
  writeTransaction(writer, tx, options);
  return writer.finish();
}

/** Appends the bytes of a transaction to a writer. */
export function writeTransaction(
  writer: ByteWriter,
  tx: Transaction,
  options: { readonly witness: boolean },
): void {
  const witness = options.witness && hasWitness(tx);
  writer.u32(tx.version);
  // An empty input list (00) followed by 01: no old node could mistake this for a valid transaction.
  if (witness) writer.u8(0x00).u8(0x01);
  writer.compactSize(tx.inputs.length);
  for (const input of tx.inputs) {
    writer.hash(input.previousOutput.txid).u32(input.previousOutput.index);
    writer.varBytes(input.scriptSig).u32(input.sequence);
  }
  writer.compactSize(tx.outputs.length);
  for (const output of tx.outputs) writeOutput(writer, output);
  if (witness) {
    for (const input of tx.inputs) {
      writer.compactSize(input.witness.length);
      for (const item of input.witness) writer.varBytes(item);
    }
  }
  writer.u32(tx.lockTime);
}

/** Appends an output: the amount in 8 bytes, then the script with its length. */
export function writeOutput(writer: ByteWriter, output: TxOutput): void {
  writer.i64(output.value).varBytes(output.scriptPubKey);
}
