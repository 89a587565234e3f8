import { sha256d } from '../crypto/sha256.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { joinBytes } from '../encoding/concat-bytes.ts';
import { writeOutput } from '../primitives/encode-transaction.ts';
import type { Transaction, TxOutput } from '../primitives/transaction.ts';
import { OP } from './opcodes.ts';
import { readOperation } from './parse-script.ts';
import { SIGHASH_ANYONECANPAY, SIGHASH_NONE, SIGHASH_SINGLE } from './signature-encoding.ts';

const empty = new Uint8Array(0);
const blankOutput: TxOutput = { value: -1n, scriptPubKey: empty };

/** The digest that a signature outside witnesses signs.
 * SIGHASH_SINGLE without an output of the input's index signs the number one, which then is a signature for
 * every such transaction: a mistake of the first version that must stay.
 * @param scriptCode what `legacyScriptCode` and the interpreter leave of the script being run
 * @param hashType all 32 bits are signed, though a signature only carries eight
 * @returns 32 bytes in internal order
 * @see Bitcoin Core `SignatureHash`, src/script/interpreter.cpp */
export function legacySighash(
  tx: Transaction,
  inputIndex: number,
  scriptCode: Uint8Array,
  hashType: number,
): Uint8Array {
  const preimage = legacyPreimage(tx, inputIndex, scriptCode, hashType);
  if (preimage !== undefined) return sha256d(preimage);
  const one = new Uint8Array(32);
  one[0] = 1;
  return one;
}

/** The bytes that `legacySighash` hashes: the transaction with scripts emptied and, by hash type, parts left out,
 * then the hash type. Undefined where SIGHASH_SINGLE finds no output. */
export function legacyPreimage(
  tx: Transaction,
  inputIndex: number,
  scriptCode: Uint8Array,
  hashType: number,
): Uint8Array | undefined {
  const base = hashType & 0x1f;
  const anyoneCanPay = (hashType & SIGHASH_ANYONECANPAY) !== 0;
  if (base === SIGHASH_SINGLE && inputIndex >= tx.outputs.length) return undefined;
  const othersMayChangeSequence = base === SIGHASH_SINGLE || base === SIGHASH_NONE;
  const signedScript = withoutCodeSeparators(scriptCode);

  const writer = new ByteWriter(256 + tx.inputs.length * 41 + tx.outputs.length * 40);
  writer.u32(tx.version);
  writer.compactSize(anyoneCanPay ? 1 : tx.inputs.length);
  for (const [i, input] of tx.inputs.entries()) {
    if (anyoneCanPay && i !== inputIndex) continue;
    const own = i === inputIndex;
    writer.hash(input.previousOutput.txid).u32(input.previousOutput.index);
    if (own) writer.compactSize(signedScript.declaredLength).bytes(signedScript.bytes);
    else writer.compactSize(0);
    writer.u32(!own && othersMayChangeSequence ? 0 : input.sequence);
  }
  const outputCount =
    base === SIGHASH_NONE ? 0 : base === SIGHASH_SINGLE ? inputIndex + 1 : tx.outputs.length;
  writer.compactSize(outputCount);
  for (let i = 0; i < outputCount; i++) {
    writeOutput(writer, base === SIGHASH_SINGLE && i !== inputIndex ? blankOutput : tx.outputs[i]!);
  }
  writer.u32(tx.lockTime).i32(hashType);
  return writer.finish();
}

/** A script without its OP_CODESEPARATORs. A script that stops inside a push loses what follows that push's length,
 * though the length in front still counts it: so Core writes it, and it never matters, since such a script fails. */
function withoutCodeSeparators(script: Uint8Array): { declaredLength: number; bytes: Uint8Array } {
  if (!script.includes(OP.CODESEPARATOR) && isWhole(script)) {
    return { declaredLength: script.length, bytes: script };
  }
  const kept: Uint8Array[] = [];
  let separators = 0;
  let keptTo = 0;
  let offset = 0;
  while (offset < script.length) {
    const operation = readOperation(script, offset);
    offset = operation.end;
    if (operation.truncated) break;
    if (operation.opcode !== OP.CODESEPARATOR) continue;
    separators++;
    kept.push(script.subarray(keptTo, operation.offset));
    keptTo = operation.end;
  }
  kept.push(script.subarray(keptTo, offset));
  return { declaredLength: script.length - separators, bytes: joinBytes(kept) };
}

function isWhole(script: Uint8Array): boolean {
  for (let offset = 0; offset < script.length; ) {
    const operation = readOperation(script, offset);
    if (operation.truncated) return false;
    offset = operation.end;
  }
  return true;
}
