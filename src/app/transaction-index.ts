import type { BlockRecord, TxRecord } from '#simulation/records';
import type { ChainIndex } from './chain-index.ts';

/** How far back `originsOf` looks; a coin's family tree has no bound of its own. */
const originLimit = 64;

/** Where each transaction is confirmed and what spends each output, on whichever branch one asks about. */
export class TransactionIndex {
  readonly #chain: ChainIndex;
  readonly #byTxid = new Map<string, number>();
  /** Blocks that hold a transaction, in table order. */
  readonly #blocks = new ListMap<number>();
  /** Transactions that spend an outpoint, in table order. */
  readonly #spenders = new ListMap<string | number>();

  constructor(chain: ChainIndex) {
    this.#chain = chain;
  }

  addTransaction(tx: TxRecord): void {
    // A malleated copy has the same txid; the first one known keeps it.
    if (!this.#byTxid.has(tx.txid)) this.#byTxid.set(tx.txid, tx.index);
    if (tx.coinbase) return;
    for (const input of tx.inputs) this.#spenders.push(this.#outpointKey(input.txid, input.vout), tx.index);
  }

  addBlock(block: BlockRecord): void {
    for (const tx of block.transactions) this.#blocks.push(tx, block.index);
  }

  /** Takes back all transactions from `count` on. */
  truncateTransactions(transactions: readonly TxRecord[], count: number): void {
    for (let index = transactions.length - 1; index >= count; index--) {
      const tx = transactions[index] as TxRecord;
      for (const input of tx.coinbase ? [] : tx.inputs) {
        this.#spenders.pop(this.#outpointKey(input.txid, input.vout), index);
        this.#spenders.pop(`${input.txid}:${input.vout}`, index);
      }
      if (this.#byTxid.get(tx.txid) === index) this.#byTxid.delete(tx.txid);
    }
  }

  /** Takes back all blocks from `count` on. */
  truncateBlocks(blocks: readonly BlockRecord[], count: number): void {
    for (let index = blocks.length - 1; index >= count; index--) {
      for (const tx of (blocks[index] as BlockRecord).transactions) this.#blocks.pop(tx, index);
    }
  }

  byTxid(txid: string): number {
    return this.#byTxid.get(txid) ?? -1;
  }

  confirmedIn(tx: number, tip: number): number {
    for (const block of this.#blocks.get(tx)) if (this.#chain.isAncestor(block, tip)) return block;
    return -1;
  }

  spentBy(txid: string, vout: number, tip: number): number {
    const confirmed = (tx: number) => this.confirmedIn(tx, tip) >= 0;
    const early = this.#spenders.get(`${txid}:${vout}`).find(confirmed);
    return early ?? this.#spenders.get(this.#outpointKey(txid, vout)).find(confirmed) ?? -1;
  }

  /** First parents, back to a coinbase, then the other parents breadth first. */
  originsOf(tx: number, transactions: readonly TxRecord[]): readonly number[] {
    const seen = new Set<number>([tx]);
    const plain: number[] = [];
    const coinbases: number[] = [];
    let layer = [tx];
    while (layer.length > 0 && seen.size <= originLimit) {
      const next: number[] = [];
      for (const child of layer) {
        for (const { source } of transactions[child]?.inputs ?? []) {
          const parent = transactions[source];
          if (parent === undefined || seen.has(source) || seen.size > originLimit) continue;
          seen.add(source);
          (parent.coinbase ? coinbases : plain).push(source);
          if (!parent.coinbase) next.push(source);
        }
      }
      layer = next;
    }
    return [...plain, ...coinbases];
  }

  /** A number while the transaction is known (an hour's keys as text would weigh megabytes), else its name. */
  #outpointKey(txid: string, vout: number): string | number {
    const source = this.#byTxid.get(txid);
    return source === undefined ? `${txid}:${vout}` : source * outputsPerTx + vout;
  }
}

/** No transaction that fits into a block has as many outputs. */
const outputsPerTx = 1 << 20;

/** Lists by key; most hold one entry, which needs no list. */
class ListMap<Key> {
  readonly #lists = new Map<Key, number | number[]>();

  push(key: Key, value: number): void {
    const list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, value);
    else if (typeof list === 'number') this.#lists.set(key, [list, value]);
    else list.push(value);
  }

  /** Takes the newest entry out if it is `value`. */
  pop(key: Key, value: number): void {
    const list = this.#lists.get(key);
    if (list === value) this.#lists.delete(key);
    else if (typeof list === 'object' && list.at(-1) === value) list.pop();
  }

  get(key: Key): readonly number[] {
    const list = this.#lists.get(key);
    return typeof list === 'number' ? [list] : (list ?? []);
  }
}
