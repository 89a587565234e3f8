import { sha256 } from '../crypto/sha256.ts';
import { taggedHash } from '../crypto/tagged-hash.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { writeOutput } from '../primitives/encode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import type { TaprootSpend } from './script-state.ts';
import {
  SIGHASH_ALL,
  SIGHASH_ANYONECANPAY,
  SIGHASH_DEFAULT,
  SIGHASH_NONE,
  SIGHASH_SINGLE,
} from './signature-encoding.ts';
import { spentOutputsDigests, transactionDigests } from './transaction-digests.ts';

/** The digest that a taproot signature signs, or undefined where the hash type does not allow one: an unknown type,
 * or SINGLE without an output of the input's index.
 * @param spentOutputs all outputs the transaction spends, in the order of its inputs
 * @returns 32 bytes
 * @see BIP-0341, "Common signature message"; BIP-0342 */
export function taprootSighash(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  hashType: number,
  spend: TaprootSpend,
): Uint8Array | undefined {
  const preimage = taprootPreimage(tx, inputIndex, spentOutputs, hashType, spend);
  return preimage === undefined ? undefined : taggedHash('TapSighash', preimage);
}

/** The bytes behind the tag that `taprootSighash` hashes, from the epoch byte on. */
export function taprootPreimage(
  tx: Transaction,
  inputIndex: number,
  spentOutputs: readonly TxOutput[],
  hashType: number,
  spend: TaprootSpend,
): Uint8Array | undefined {
  if (!(hashType <= 0x03 || (hashType >= 0x81 && hashType <= 0x83))) return undefined;
  const outputType = hashType === SIGHASH_DEFAULT ? SIGHASH_ALL : hashType & 3;
  const anyoneCanPay = (hashType & SIGHASH_ANYONECANPAY) !== 0;
  const input = tx.inputs[inputIndex]!;
  const ownOutput = tx.outputs[inputIndex];
  if (outputType === SIGHASH_SINGLE && ownOutput === undefined) return undefined;
  const digests = transactionDigests(tx);

  const writer = new ByteWriter(256);
  writer.u8(0x00); // epoch
  writer.u8(hashType).u32(tx.version).u32(tx.lockTime);
  if (!anyoneCanPay) {
    const spent = spentOutputsDigests(spentOutputs);
    writer.bytes(digests.prevouts).bytes(spent.amounts).bytes(spent.scriptPubKeys).bytes(digests.sequences);
  }
  if (outputType !== SIGHASH_NONE && outputType !== SIGHASH_SINGLE) writer.bytes(digests.outputs);
  const extension = spend.leaf === undefined ? 0 : 1;
  writer.u8(extension * 2 + (spend.annexHash === undefined ? 0 : 1));
  if (anyoneCanPay) {
    writer.hash(input.previousOutput.txid).u32(input.previousOutput.index);
    writeOutput(writer, spentOutputs[inputIndex]!);
    writer.u32(input.sequence);
  } else {
    writer.u32(inputIndex);
  }
  if (spend.annexHash !== undefined) writer.bytes(spend.annexHash);
  if (outputType === SIGHASH_SINGLE) {
    const output = new ByteWriter(9 + ownOutput!.scriptPubKey.length);
    writeOutput(output, ownOutput!);
    writer.bytes(sha256(output.finish()));
  }
  if (spend.leaf !== undefined) {
    writer.bytes(spend.leaf.hash);
    writer.u8(0x00); // version of the key, the only one so far
    writer.u32(spend.leaf.codeSeparatorPosition);
  }
  return writer.finish();
}
