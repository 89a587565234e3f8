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

/** The objects of one timeline, numbered in order of appearance, and the ways to find them.
 * Log rows point in here by number; numbers order nothing and are hashed nowhere. */
export class Tables {
  readonly blocks: BlockRef[];
  readonly transactions: TxRef[];
  readonly payloads: Message[] = [];
  readonly reasons: string[] = [];
  /** Identity of each payload by content, parallel to `payloads`. */
  readonly payloadKeys: number[] = [];

  private readonly byWtxid = new Map<Wtxid, TxRef>();
  private readonly byTxid = new Map<Txid, TxRef>();
  private readonly byTx = new Map<Transaction, TxRef>();
  private readonly payloadIndices = new Map<Message, number>();
  private readonly reasonIndices = new Map<string, number>();
  private readonly blocksWith = new Map<Txid, BlockRef[]>();
  private readonly byBrokenContent = new Map<string, BlockRef>();

  private constructor(blocks: readonly BlockRef[], transactions: readonly TxRef[]) {
    this.blocks = [...blocks];
    this.transactions = [...transactions];
    for (const tx of this.transactions) this.indexTx(tx);
    for (const block of this.blocks) this.indexBlock(block);
  }

  /** Tables that hold a prologue and nothing else. */
  static of(prologue: Prologue): Tables {
    return new Tables(prologue.blocks, prologue.transactions);
  }

  /** Independent tables with what there was at the mark. */
  static at({ tables, blocks, transactions, payloads, reasons }: TablesMark): Tables {
    const copy = new Tables(tables.blocks.slice(0, blocks), tables.transactions.slice(0, transactions));
    for (let i = 0; i < payloads; i++) copy.addPayload(tables.payloads[i]!, tables.payloadKeys[i]!);
    for (let i = 0; i < reasons; i++) copy.reason(tables.reasons[i]!);
    return copy;
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
    const known = this.byWtxid.get(ref.wtxid);
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
    return this.byBrokenContent.get(content);
  }

  /** Number of a message, given when it is first sent. Messages about shared objects serve several timelines, so the
   * index they carry is only a guess that is checked. */
  payloadIndex(message: Message, keyOf: (message: Message) => number): number {
    if (this.payloads[message.index] === message) return message.index;
    const index = this.payloadIndices.get(message) ?? this.addPayload(message, keyOf(message));
    message.index = index;
    return index;
  }

  /** Number of a reason string. */
  reason(text: string): number {
    let index = this.reasonIndices.get(text);
    if (index === undefined) {
      index = this.reasons.push(text) - 1;
      this.reasonIndices.set(text, index);
    }
    return index;
  }

  refOf(tx: Transaction): TxRef | undefined {
    return this.byTx.get(tx);
  }

  findTx(txid: Txid): TxRef | undefined {
    return this.byTxid.get(txid);
  }

  /** The transaction with this wtxid, or else the first one known with this txid. */
  findTxById(id: string): TxRef | undefined {
    return this.byWtxid.get(id as Wtxid) ?? this.byTxid.get(id as Txid);
  }

  /** Whether a block of the tip's branch contains the transaction. */
  isConfirmed(tx: TxRef, tip: BlockRef): boolean {
    return this.blocksWith.get(tx.txid)?.some((block) => isAncestor(block.index, tip.index)) ?? false;
  }

  private addPayload(message: Message, key: number): number {
    const index = this.payloads.push(message) - 1;
    this.payloadKeys.push(key);
    this.payloadIndices.set(message, index);
    return index;
  }

  private indexTx(tx: TxRef): void {
    this.byWtxid.set(tx.wtxid, tx);
    if (!this.byTxid.has(tx.txid)) this.byTxid.set(tx.txid, tx);
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
