import { sha256d } from '../crypto/sha256.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { writeTransaction } from './encode-transaction.ts';
import { hashFromBytes, type Txid, type Wtxid } from './hashes.ts';
import type { Transaction } from './transaction.ts';
import { hasWitness } from './transaction-size.ts';

const txids = new WeakMap<Transaction, Txid>();
const wtxids = new WeakMap<Transaction, Wtxid>();

const scratch = new ByteWriter();

function hashOf(tx: Transaction, witness: boolean): Uint8Array {
  writeTransaction(scratch.restart(), tx, { witness });
  return sha256d(scratch.view());
}

/** The identifier of a transaction: SHA-256d of its bytes without witness. Computed once per object. */
export function txidOf(tx: Transaction): Txid {
  let txid = txids.get(tx);
  if (txid === undefined) {
    txid = hashFromBytes<Txid>(hashOf(tx, false));
    txids.set(tx, txid);
  }
  return txid;
}

/** SHA-256d of all bytes of a transaction, witness included; equals the txid where there is no witness.
 * Computed once per object. The wtxid of a coinbase inside the witness commitment is zero instead.
 * @see BIP-0141 */
export function wtxidOf(tx: Transaction): Wtxid {
  if (!hasWitness(tx)) return txidOf(tx) as string as Wtxid;
  let wtxid = wtxids.get(tx);
  if (wtxid === undefined) {
    wtxid = hashFromBytes<Wtxid>(hashOf(tx, true));
    wtxids.set(tx, wtxid);
  }
  return wtxid;
}
