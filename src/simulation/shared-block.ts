import type { BlockIndex } from '#bitcoin/chain/block-index';
import type { Block } from '#bitcoin/primitives/block';
import type { BlockHash } from '#bitcoin/primitives/hashes';
import { type BlockRef, type CheckedBlock, noMessages, type SharedMessages, type TxRef } from './refs.ts';

/** A block of the world. When it lies deep its body is not kept twice: it is put together again from its header and the
 * transactions whenever somebody asks. */
export class SharedBlock implements BlockRef {
  readonly id: number;
  readonly hash: BlockHash;
  readonly index: BlockIndex;
  readonly height: number;
  readonly work: number;
  readonly parent: BlockRef | undefined;
  readonly transactions: readonly TxRef[];
  readonly size: number;
  readonly key0: number;
  readonly key1: number;
  readonly miner: number;
  readonly foundAt: number;
  readonly brokenContent: string;
  readonly checked: CheckedBlock;
  readonly messages: SharedMessages = noMessages();
  private whole: Block | undefined;

  constructor(parts: Omit<BlockRef, 'messages' | 'store'>) {
    this.id = parts.id;
    this.hash = parts.hash;
    this.whole = parts.block;
    this.index = parts.index;
    this.height = parts.height;
    this.work = parts.work;
    this.parent = parts.parent;
    this.transactions = parts.transactions;
    this.size = parts.size;
    this.key0 = parts.key0;
    this.key1 = parts.key1;
    this.miner = parts.miner;
    this.foundAt = parts.foundAt;
    this.brokenContent = parts.brokenContent;
    this.checked = parts.checked;
  }

  get block(): Block {
    return this.whole ?? { header: this.index.header, transactions: this.transactions.map((ref) => ref.tx) };
  }

  store(): void {
    // A broken copy may have another header than its index, and is rare.
    if (this.brokenContent === '') this.whole = undefined;
  }
}
