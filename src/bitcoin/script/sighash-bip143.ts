import { sha256d } from '../crypto/sha256.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { writeOutput } from '../primitives/encode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { SIGHASH_ANYONECANPAY, SIGHASH_NONE, SIGHASH_SINGLE } from './signature-encoding.ts';
import { transactionDigests } from './transaction-digests.ts';

const zeros = new Uint8Array(32);

/** The digest that a signature in a version 0 witness signs. Unlike the old one it includes the amount, so that an
 * offline signer knows the fee, and its size does not grow with the transaction.
 * @param scriptCode the witness script from the last OP_CODESEPARATOR on; for P2WPKH the P2PKH script of its hash
 * @param amount satoshis of the output being spent
 * @returns 32 bytes in internal order
 * @see BIP-0143 */
export function bip143Sighash(
  tx: Transaction,
  inputIndex: number,
  scriptCode: Uint8Array,
  amount: bigint,
  hashType: number,
): Uint8Array {
  return sha256d(bip143Preimage(tx, inputIndex, scriptCode, amount, hashType));
}

/** The bytes that `bip143Sighash` hashes.
 * @see BIP-0143, "Specification" */
export function bip143Preimage(
  tx: Transaction,
  inputIndex: number,
  scriptCode: Uint8Array,
  amount: bigint,
  hashType: number,
): Uint8Array {
  const base = hashType & 0x1f;
  const anyoneCanPay = (hashType & SIGHASH_ANYONECANPAY) !== 0;
  const all = base !== SIGHASH_SINGLE && base !== SIGHASH_NONE;
  const digests = transactionDigests(tx).twice;
  const input = tx.inputs[inputIndex]!;
  const writer = new ByteWriter(165 + scriptCode.length);
  writer.u32(tx.version);
  writer.bytes(anyoneCanPay ? zeros : digests.prevouts);
  writer.bytes(anyoneCanPay || !all ? zeros : digests.sequences);
  writer.hash(input.previousOutput.txid).u32(input.previousOutput.index);
  writer.varBytes(scriptCode);
  writer.i64(amount);
  writer.u32(input.sequence);
  const single = base === SIGHASH_SINGLE ? tx.outputs[inputIndex] : undefined;
  writer.bytes(all ? digests.outputs : single === undefined ? zeros : hashOutput(single));
  writer.u32(tx.lockTime).i32(hashType);
  return writer.finish();
}

function hashOutput(output: TxOutput): Uint8Array {
  const writer = new ByteWriter(9 + output.scriptPubKey.length);
  writeOutput(writer, output);
  return sha256d(writer.finish());
}
