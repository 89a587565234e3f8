import { type BlockIndex, isAncestor } from '#bitcoin/chain/block-index';
import type { Block } from '#bitcoin/primitives/block';
import type { Txid, Wtxid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { Message } from './node/message.ts';
import { makeBlockRef, makeTxRef, type Prologue } from './prologue.ts';
import type { BlockRef, TxRef } from './refs.ts';

/** What a table looked like at a moment: tables only grow, so a length is enough. */
export interface TablesMark {
  readonly tables: Tables;
  readonly blocks: number;
  readonly transactions: number;
  readonly payloads: number;
  readonly reasons: number;
}

/** Layers of tables over each other, at most. */
const maxDepth = 6;

const prologueTables = new WeakMap<Prologue, Tables>();

/** The objects of one timeline, numbered in order of appearance, and the ways to find them.
 * Log rows point in here by number; numbers order nothing and are hashed nowhere.
 *
 * Tables made from a mark are a thin layer over the tables they were made from: the lists are copied, what they are
 * found by is looked up below, as far as it was there at the mark. */
export class Tables {
  readonly blocks: BlockRef[];
  readonly transactions: TxRef[];
  readonly payloads: Message[];
  readonly reasons: string[];
  /** Identity of each payload by content, parallel to `payloads`. */
  readonly payloadKeys: number[];

  private readonly below: TablesMark | undefined;
  private readonly depth: number;
  private readonly byWtxid = new Map<Wtxid, TxRef>();
  private readonly byTxid = new Map<Txid, TxRef>();
  private readonly byTx = new Map<Transaction, TxRef>();
  private readonly payloadIndices = new Map<Message, number>();
  private readonly blocksWith = new Map<Txid, BlockRef[]>();
  private readonly byBrokenContent = new Map<string, BlockRef>();

  private constructor(
    blocks: BlockRef[],
    transactions: TxRef[],
    payloads: Message[],
    payloadKeys: number[],
    reasons: string[],
    below: TablesMark | undefined,
  ) {
    this.blocks = blocks;
    this.transactions = transactions;
    this.payloads = payloads;
    this.payloadKeys = payloadKeys;
    this.reasons = reasons;
    this.below = below;
    this.depth = below === undefined ? 0 : below.tables.depth + 1;
    if (below !== undefined) return;
    for (const tx of this.transactions) this.indexTx(tx);
    for (const block of this.blocks) this.indexBlock(block);
    this.payloads.forEach((payload, i) => {
      this.payloadIndices.set(payload, i);
    });
  }

  /** Tables that hold a prologue and nothing else. */
  static of(prologue: Prologue): Tables {
    let tables = prologueTables.get(prologue);
    if (tables === undefined) {
      tables = new Tables([...prologue.blocks], [...prologue.transactions], [], [], [], undefined);
      prologueTables.set(prologue, tables);
    }
    return Tables.at(tables.mark());
  }

  /** Independent tables with what there was at the mark. */
  static at(mark: TablesMark): Tables {
    const { tables } = mark;
    return new Tables(
      tables.blocks.slice(0, mark.blocks),
      tables.transactions.slice(0, mark.transactions),
      tables.payloads.slice(0, mark.payloads),
      tables.payloadKeys.slice(0, mark.payloads),
      tables.reasons.slice(0, mark.reasons),
      // Worlds that grow out of worlds must not make every question a long one.
      tables.depth < maxDepth ? mark : undefined,
    );
  }

  mark(): TablesMark {
    const { blocks, transactions, payloads, reasons } = this;
    return {
      tables: this,
      blocks: blocks.length,
      transactions: transactions.length,
      payloads: payloads.length,
      reasons: reasons.length,
    };
  }

  /** The reference for a transaction, the same one whenever the same bytes come up again. */
  addTx(tx: Transaction, from: number, to: number, amount: bigint): TxRef {
    const ref = makeTxRef(this.transactions.length, tx, from, to, amount);
    const known = this.withWtxid(ref.wtxid);
    if (known !== undefined) {
      this.byTx.set(tx, known);
      return known;
    }
    this.transactions.push(ref);
    this.indexTx(ref);
    return ref;
  }

  addBlock(parts: {
    readonly block: Block;
    readonly index: BlockIndex;
    readonly parent: BlockRef | undefined;
    readonly transactions: readonly TxRef[];
    readonly miner: number;
    readonly foundAt: number;
    readonly brokenContent?: string;
  }): BlockRef {
    const ref = makeBlockRef({
      ...parts,
      id: this.blocks.length,
      checked: { form: undefined, verdict: undefined, change: undefined },
    });
    this.blocks.push(ref);
    this.indexBlock(ref);
    return ref;
  }

  /** The block with this hash, as its miner made it. */
  findBlock(hash: string): BlockRef | undefined {
    return this.blocks.find((block) => block.hash === hash && block.brokenContent === '');
  }

  /** The broken copy that consists of exactly these bytes, if it was sent before. */
  findBroken(content: string): BlockRef | undefined {
    return this.byBrokenContent.get(content) ?? this.blockBelow(this.below?.tables.findBroken(content));
  }

  /** Number of a message, given when it is first sent. Messages about shared objects serve several timelines, so the
   * index they carry is only a guess that is checked. */
  payloadIndex(message: Message, keyOf: (message: Message) => number): number {
    if (this.payloads[message.index] === message) return message.index;
    const index = this.knownPayload(message) ?? this.addPayload(message, keyOf(message));
    message.index = index;
    return index;
  }

  /** Number of a reason string. */
  reason(text: string): number {
    const known = this.reasons.indexOf(text);
    return known >= 0 ? known : this.reasons.push(text) - 1;
  }

  refOf(tx: Transaction): TxRef | undefined {
    return this.byTx.get(tx) ?? this.txBelow(this.below?.tables.refOf(tx));
  }

  findTx(txid: Txid): TxRef | undefined {
    return this.byTxid.get(txid) ?? this.txBelow(this.below?.tables.findTx(txid));
  }

  /** The transaction with this wtxid, or else the first one known with this txid. */
  findTxById(id: string): TxRef | undefined {
    return this.withWtxid(id as Wtxid) ?? this.findTx(id as Txid);
  }

  /** Whether a block of the tip's branch contains the transaction. */
  isConfirmed(tx: TxRef, tip: BlockRef): boolean {
    for (let tables: Tables | undefined = this; tables !== undefined; tables = tables.below?.tables) {
      // Whatever a lower layer learned since lies on no branch of ours.
      const blocks = tables.blocksWith.get(tx.txid);
      if (blocks?.some((block) => isAncestor(block.index, tip.index))) return true;
    }
    return false;
  }

  private withWtxid(wtxid: Wtxid): TxRef | undefined {
    return this.byWtxid.get(wtxid) ?? this.txBelow(this.below?.tables.withWtxid(wtxid));
  }

  private knownPayload(message: Message): number | undefined {
    const own = this.payloadIndices.get(message);
    if (own !== undefined || this.below === undefined) return own;
    const index = this.below.tables.knownPayload(message);
    return index !== undefined && index < this.below.payloads ? index : undefined;
  }

  private txBelow(tx: TxRef | undefined): TxRef | undefined {
    return tx !== undefined && tx.id < this.below!.transactions ? tx : undefined;
  }

  private blockBelow(block: BlockRef | undefined): BlockRef | undefined {
    return block !== undefined && block.id < this.below!.blocks ? block : undefined;
  }

  private addPayload(message: Message, key: number): number {
    const index = this.payloads.push(message) - 1;
    this.payloadKeys.push(key);
    this.payloadIndices.set(message, index);
    return index;
  }

  private indexTx(tx: TxRef): void {
    this.byWtxid.set(tx.wtxid, tx);
    if (this.findTx(tx.txid) === undefined) this.byTxid.set(tx.txid, tx);
    this.byTx.set(tx.tx, tx);
  }

  private indexBlock(block: BlockRef): void {
    if (block.brokenContent !== '') {
      this.byBrokenContent.set(block.brokenContent, block);
      return;
    }
    for (const tx of block.transactions) {
      const blocks = this.blocksWith.get(tx.txid);
      if (blocks === undefined) this.blocksWith.set(tx.txid, [block]);
      else blocks.push(block);
    }
  }
}
