import type { Txid } from './hashes.ts';

/** A reference to one output of an earlier transaction. A coinbase input has the zero txid and index 0xffffffff. */
export interface Outpoint {
  readonly txid: Txid;
  /** uint32 */
  readonly index: number;
}

/** One input: which output it spends, how it is unlocked. */
export interface TxInput {
  readonly previousOutput: Outpoint;
  readonly scriptSig: Uint8Array;
  /** uint32; relative lock time of BIP-0068 when the version is 2 or more */
  readonly sequence: number;
  /** Witness stack of BIP-0141, bottom first; empty for legacy spends. */
  readonly witness: readonly Uint8Array[];
}

/** One output: how much, and the script that locks it. */
export interface TxOutput {
  /** satoshis */
  readonly value: bigint;
  readonly scriptPubKey: Uint8Array;
}

/** A transaction as a value; encode it with `encodeTransaction`. */
export interface Transaction {
  /** uint32 as Bitcoin Core reads it since v28 */
  readonly version: number;
  readonly inputs: readonly TxInput[];
  readonly outputs: readonly TxOutput[];
  /** uint32: block height below 500,000,000, else Unix time */
  readonly lockTime: number;
}
