import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { readTransaction } from '#bitcoin/primitives/decode-transaction';
import type { Txid, Wtxid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { noMessages, type SharedMessages, type TxRef } from './refs.ts';

const noBytes = new Uint8Array(0);

/** A transaction of the world. While nodes talk about it, it is an object; what lies deep in the history is kept as its
 * bytes (a tenth of the memory) and read again when somebody asks.
 *
 * Somebody may still hold the object when only the bytes are kept, such as the mempool of a keyframe. Then that very
 * object comes back: within a world, one transaction is one object, whenever and by whom it is asked for. */
export class SharedTx implements TxRef {
  readonly id: number;
  readonly txid: Txid;
  readonly wtxid: Wtxid;
  readonly size: number;
  readonly vsize: number;
  readonly key0: number;
  readonly key1: number;
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
  private whole: Transaction | undefined;
  private known: WeakRef<Transaction> | undefined;
  private bytes: Uint8Array = noBytes;
  private at = 0;
  private made: SharedMessages | undefined;

  constructor(parts: Omit<TxRef, 'messages' | 'isStored' | 'store'>) {
    this.id = parts.id;
    this.whole = parts.tx;
    this.known = undefined;
    this.made = undefined;
    this.txid = parts.txid;
    this.wtxid = parts.wtxid;
    this.size = parts.size;
    this.vsize = parts.vsize;
    this.key0 = parts.key0;
    this.key1 = parts.key1;
    this.from = parts.from;
    this.to = parts.to;
    this.amount = parts.amount;
  }

  get tx(): Transaction {
    return this.whole ?? this.read();
  }

  get messages(): SharedMessages {
    this.made ??= noMessages();
    return this.made;
  }

  get isStored(): boolean {
    return this.whole === undefined;
  }

  store(bytes: Uint8Array, at: number): void {
    if (this.whole === undefined) return;
    this.known = new WeakRef(this.whole);
    this.bytes = bytes;
    this.at = at;
    this.whole = undefined;
    this.made = undefined;
  }

  private read(): Transaction {
    const known = this.known?.deref();
    if (known !== undefined) return known;
    const tx = readTransaction(new ByteReader(this.bytes, this.at));
    this.known = new WeakRef(tx);
    return tx;
  }
}
