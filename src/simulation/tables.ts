import { type BlockIndex, isAncestor } from '#bitcoin/chain/block-index';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import type { Block } from '#bitcoin/primitives/block';
import { writeTransaction } from '#bitcoin/primitives/encode-transaction';
import type { Txid, Wtxid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { wtxidOf } from '#bitcoin/primitives/transaction-id';
import {
  commandCode,
  getdataTransactions,
  invTransactions,
  type Message,
  txMessage,
} from './node/message.ts';
import { PayloadStore } from './payload-store.ts';
import { makeBlockRef, makeTxRef, type Prologue } from './prologue.ts';
import type { BlockRef, TxRef } from './refs.ts';
import { storeChange } from './stored-change.ts';

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
/** Blocks found lately; what is older is kept as bytes. More than a reorganisation ever takes off, or nearly. */
const blocksAsObjects = 32;

const prologueTables = new WeakMap<Prologue, Tables>();

/** The objects of one timeline, numbered in order of appearance, and the ways to find them.
 * Log rows point in here by number; numbers order nothing and are hashed nowhere.
 *
 * Tables made from a mark are a thin layer over the tables they were made from: the lists are copied, what they are
 * found by is looked up below, as far as it was there at the mark.
 *
 * What lies deep is stored: transactions as bytes, messages about them as numbers (`storeDeep`). That changes nothing but
 * the memory it takes: whoever asks gets the object, and a message that is sent again keeps its number. */
export class Tables {
  readonly blocks: BlockRef[];
  readonly transactions: TxRef[];
  /** Messages, or places in `stored`. */
  private readonly payloads: (Message | number)[];
  readonly reasons: string[];
  /** Identity of each payload by content, parallel to `payloads`. */
  readonly payloadKeys: number[];

  private readonly stored: PayloadStore;
  /** How many of the first transactions and payloads are stored. */
  private storedTransactions: number;
  private storedPayloads: number;
  private readonly below: TablesMark | undefined;
  private readonly depth: number;
  private readonly byWtxid = new Map<Wtxid, TxRef>();
  private readonly byTxid = new Map<Txid, TxRef>();
  /** Those that are not stored. */
  private readonly byTx = new Map<Transaction, TxRef>();
  private readonly payloadIndices = new Map<Message, number>();
  /** Hardly ever more than one block. */
  private readonly blocksWith = new Map<Txid, BlockRef | readonly BlockRef[]>();
  private readonly byBrokenContent = new Map<string, BlockRef>();

  private constructor(
    blocks: BlockRef[],
    transactions: TxRef[],
    payloads: (Message | number)[],
    payloadKeys: number[],
    reasons: string[],
    from: TablesMark | undefined,
    below: TablesMark | undefined,
  ) {
    this.blocks = blocks;
    this.transactions = transactions;
    this.payloads = payloads;
    this.payloadKeys = payloadKeys;
    this.reasons = reasons;
    this.stored = from === undefined ? new PayloadStore() : from.tables.stored;
    this.storedTransactions = Math.min(from?.tables.storedTransactions ?? 0, transactions.length);
    this.storedPayloads = Math.min(from?.tables.storedPayloads ?? 0, payloads.length);
    this.below = below;
    this.depth = below === undefined ? 0 : below.tables.depth + 1;
    if (below !== undefined) return;
    for (const tx of this.transactions) this.indexTx(tx);
    for (const block of this.blocks) this.indexBlock(block);
    this.payloads.forEach((payload, i) => {
      if (typeof payload !== 'number') this.payloadIndices.set(payload, i);
    });
  }

  /** Tables that hold a prologue and nothing else. */
  static of(prologue: Prologue): Tables {
    let tables = prologueTables.get(prologue);
    if (tables === undefined) {
      tables = new Tables([...prologue.blocks], [...prologue.transactions], [], [], [], undefined, undefined);
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
      mark,
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
    if (known !== undefined) return known;
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
      checked: { form: undefined, verdict: undefined, change: undefined, stored: undefined },
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
    const index =
      this.knownPayload(message) ??
      this.findStoredPayload(message) ??
      this.addPayload(message, keyOf(message));
    message.index = index;
    return index;
  }

  /** Number of a reason string. */
  reason(text: string): number {
    const known = this.reasons.indexOf(text);
    return known >= 0 ? known : this.reasons.push(text) - 1;
  }

  get payloadCount(): number {
    return this.payloads.length;
  }

  /** The message with this number. */
  payloadAt(index: number): Message | undefined {
    const payload = this.payloads[index];
    return typeof payload === 'number' ? this.readPayload(payload, index) : payload;
  }

  /** Keeps what is older than the last few dozen blocks as bytes; called whenever there is a new block. */
  storeDeep(): void {
    const block = this.blocks[this.blocks.length - 1 - blocksAsObjects];
    // The prologue serves all worlds of the page.
    if (block === undefined || block.foundAt < 0) return;
    // Its coinbase was the newest transaction when it was found.
    const end = block.transactions[0]!.id + 1;
    this.storeTransactions(end);
    this.storePayloads(end);
    this.storeBlock(block);
  }

  refOf(tx: Transaction): TxRef | undefined {
    return this.refOfObject(tx) ?? this.withWtxid(wtxidOf(tx));
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
      if (blocks !== undefined && listed(blocks).some((block) => isAncestor(block.index, tip.index)))
        return true;
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

  private refOfObject(tx: Transaction): TxRef | undefined {
    return this.byTx.get(tx) ?? this.txBelow(this.below?.tables.refOfObject(tx));
  }

  private storeTransactions(end: number): void {
    const writer = new ByteWriter();
    const starts: number[] = [];
    const refs = this.transactions
      .slice(this.storedTransactions, end)
      // Without inputs the bytes could not be told from those of a witness.
      .filter((ref) => !ref.isStored && ref.tx.inputs.length > 0);
    for (const ref of refs) {
      starts.push(writer.length);
      writeTransaction(writer, ref.tx, { witness: true });
    }
    const bytes = writer.finish().slice();
    refs.forEach((ref, i) => {
      for (let tables: Tables | undefined = this; tables !== undefined; tables = tables.below?.tables)
        tables.byTx.delete(ref.tx);
      ref.store(bytes, starts[i]!);
    });
    this.storedTransactions = Math.max(this.storedTransactions, end);
  }

  /** Stores messages in the order of their numbers, up to the first about a transaction that is not old enough. */
  private storePayloads(end: number): void {
    for (; this.storedPayloads < this.payloads.length; this.storedPayloads++) {
      const message = this.payloads[this.storedPayloads]!;
      if (typeof message === 'number') continue;
      if (message.transactions.some((tx) => tx.id >= end)) return;
      if (!PayloadStore.takes(message)) continue;
      this.payloads[this.storedPayloads] = this.stored.add(message);
      this.payloadIndices.delete(message);
    }
  }

  private storeBlock(block: BlockRef): void {
    const { checked } = block;
    if (block.brokenContent !== '') return;
    block.store();
    if (checked.change === undefined) return;
    checked.stored = { bytes: storeChange(block, checked.change), fees: checked.change.fees };
    checked.change = undefined;
  }

  /** The number of a message about one transaction, if it is stored. Whatever was sent to several peers is such a one. */
  private findStoredPayload(message: Message): number | undefined {
    const [tx, another] = message.transactions;
    if (tx === undefined || another !== undefined || !PayloadStore.takes(message)) return undefined;
    if (tx.id >= this.storedTransactions) return undefined;
    const index = this.payloads.findIndex((payload) =>
      typeof payload === 'number'
        ? this.stored.isAbout(payload, message.command, tx.id)
        : payload.command === message.command &&
          payload.transactions.length === 1 &&
          payload.transactions[0] === tx,
    );
    if (index < 0) return undefined;
    this.payloads[index] = message;
    this.payloadIndices.set(message, index);
    return index;
  }

  private readPayload(place: number, index: number): Message {
    const { code, transactions } = this.stored.at(place);
    const refs = Array.from(transactions, (id) => this.transactions[id]!);
    const message =
      code === commandCode.inv
        ? invTransactions(refs)
        : code === commandCode.getdata
          ? getdataTransactions(refs)
          : txMessage(refs[0]!);
    if (message.index < 0) message.index = index;
    return message;
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
      this.blocksWith.set(tx.txid, blocks === undefined ? block : [...listed(blocks), block]);
    }
  }
}

function listed(blocks: BlockRef | readonly BlockRef[]): readonly BlockRef[] {
  return 'id' in blocks ? [blocks] : blocks;
}
