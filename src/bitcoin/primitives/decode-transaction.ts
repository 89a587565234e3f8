import { ByteReader } from '../encoding/byte-reader.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { hashFromBytes, type Txid } from './hashes.ts';
import type { Transaction, TxInput, TxOutput } from './transaction.ts';

/** Whether a transaction may carry a witness (default); without, an empty input list is just that. */
export interface DecodeTransactionOptions {
  readonly witness?: boolean;
}

/** The transaction that `bytes` are, all of them.
 * @throws {DecodeError} on truncation, trailing bytes, a superfluous witness or unknown flags
 * @see BIP-0144; Bitcoin Core `UnserializeTransaction` */
export function decodeTransaction(bytes: Uint8Array, options: DecodeTransactionOptions = {}): Transaction {
  const reader = new ByteReader(bytes);
  const tx = readTransaction(reader, options);
  reader.expectEnd();
  return tx;
}

/** Reads one transaction and leaves the reader behind it.
 * @throws {DecodeError} as `decodeTransaction`, except for trailing bytes */
export function readTransaction(reader: ByteReader, options: DecodeTransactionOptions = {}): Transaction {
  const allowWitness = options.witness ?? true;
  const version = reader.u32();
  let inputs = readInputs(reader);
  let outputs: TxOutput[] = [];
  let flags = 0;
  const flagsAt = reader.offset;
  if (inputs.length === 0 && allowWitness) {
    flags = reader.u8();
    if (flags !== 0) {
      inputs = readInputs(reader);
      outputs = readOutputs(reader);
    }
  } else {
    outputs = readOutputs(reader);
  }
  if ((flags & 1) !== 0) {
    flags ^= 1;
    const witnessAt = reader.offset;
    const witnesses = inputs.map(() => readWitness(reader));
    // Otherwise the same transaction would have two encodings.
    if (witnesses.every((witness) => witness.length === 0)) {
      throw new DecodeError('Superfluous witness record', witnessAt);
    }
    inputs = inputs.map((input, i) => ({ ...input, witness: witnesses[i]! }));
  }
  if (flags !== 0) throw new DecodeError('Unknown transaction optional data', flagsAt);
  return { version, inputs, outputs, lockTime: reader.u32() };
}

const noWitness: readonly Uint8Array[] = [];

function readInputs(reader: ByteReader): TxInput[] {
  const count = reader.compactSize();
  const inputs: TxInput[] = [];
  for (let i = 0; i < count; i++) {
    const txid = hashFromBytes<Txid>(reader.bytes(32));
    const index = reader.u32();
    const scriptSig = reader.varBytes();
    inputs.push({
      previousOutput: { txid, index },
      scriptSig,
      sequence: reader.u32(),
      witness: noWitness,
    });
  }
  return inputs;
}

function readOutputs(reader: ByteReader): TxOutput[] {
  const count = reader.compactSize();
  const outputs: TxOutput[] = [];
  for (let i = 0; i < count; i++) outputs.push(readOutput(reader));
  return outputs;
}

/** Reads one output: the amount in 8 bytes, then the script with its length. */
export function readOutput(reader: ByteReader): TxOutput {
  return { value: reader.i64(), scriptPubKey: reader.varBytes() };
}

function readWitness(reader: ByteReader): Uint8Array[] {
  const count = reader.compactSize();
  const items: Uint8Array[] = [];
  for (let i = 0; i < count; i++) items.push(reader.varBytes());
  return items;
}
