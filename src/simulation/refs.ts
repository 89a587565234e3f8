import type { BlockIndex } from '#bitcoin/chain/block-index';
import type { ConnectedBlock } from '#bitcoin/consensus/connect-block';
import type { Verdict } from '#bitcoin/consensus/verdict';
import type { Block } from '#bitcoin/primitives/block';
import type { BlockHash, Txid, Wtxid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { Message } from './node/message.ts';
import type { StoredChange } from './stored-change.ts';

/** A transaction as the whole world shares it: nodes hold references, never copies.
 * `id` is its place in this timeline's table; it orders nothing and is hashed nowhere. */
export interface TxRef {
  readonly id: number;
  /** Read from its bytes when it is stored; the same object for everybody as long as anybody holds it. */
  readonly tx: Transaction;
  readonly txid: Txid;
  readonly wtxid: Wtxid;
  readonly size: number;
  readonly vsize: number;
  /** First eight bytes of the wtxid: its identity in ties and fingerprints. */
  readonly key0: number;
  readonly key1: number;
  /** Payer and payee as the wallet meant it, −1 unknown. */
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
  /** The announcement, request and delivery of this one transaction, made when first needed. */
  readonly messages: SharedMessages;
  /** Only its bytes are kept. */
  readonly isStored: boolean;
  /** Keeps the transaction as its bytes from now on, which begin at `at`. */
  store(bytes: Uint8Array, at: number): void;
}

/** A block as the whole world shares it. */
export interface BlockRef {
  readonly id: number;
  readonly hash: BlockHash;
  readonly block: Block;
  readonly index: BlockIndex;
  readonly height: number;
  /** Chain work as a number; exact, because simulated chains stay below 2^53 hashes. */
  readonly work: number;
  readonly parent: BlockRef | undefined;
  readonly transactions: readonly TxRef[];
  readonly size: number;
  /** First words of the hash, or of a hash over all its bytes when it is a broken copy: its identity in ties and
   * fingerprints. */
  readonly key0: number;
  readonly key1: number;
  /** Node that found it, −1 for the prologue. */
  readonly miner: number;
  /** Simulated microseconds, −1 for the prologue. */
  readonly foundAt: number;
  /** For a copy with a byte changed: a hash over all its bytes, which is its only name; '' for a block that somebody
   * made. It can share its block hash with the honest block, and never shares a verdict with it. */
  readonly brokenContent: string;
  /** What checking the body against its own branch gave; the same for every node under the same rules. */
  readonly checked: CheckedBlock;
  readonly messages: SharedMessages;
  /** Keeps the body only as its transactions from now on. */
  store(): void;
}

/** Filled in by the first node that checks the block. */
export interface CheckedBlock {
  /** By itself and by the headers before it, no coins asked. */
  form: Verdict | undefined;
  verdict: Verdict | undefined;
  change: ConnectedBlock | undefined;
  /** The change of a block that lies deep. */
  stored: StoredChange | undefined;
}

/** Messages about one object are the same bytes whoever sends them, so one value serves all. */
export interface SharedMessages {
  inv: Message | undefined;
  getdata: Message | undefined;
  body: Message | undefined;
}

export function noMessages(): SharedMessages {
  return { inv: undefined, getdata: undefined, body: undefined };
}
