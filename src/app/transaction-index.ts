import type { BlockRecord, TxRecord } from '#simulation/records';
import type { ChainIndex } from './chain-index.ts';

/** How far back `originsOf` looks; a coin's family tree has no bound of its own. */
const originLimit = 64;

/** Where each transaction is confirmed and what spends each output, on whichever branch one asks about. */
export class TransactionIndex {
  readonly #chain: ChainIndex;
  readonly #transactions: readonly TxRecord[];
  /** By the first digits of their txid: the names themselves would weigh more than all else. */
  readonly #byTxid: ListMap<number>;
  /** Blocks that hold a transaction, in table order. */
  readonly #blocks: ListMap<number>;
  /** Transactions that spend an outpoint, in table order. */
  readonly #spenders: ListMap<string | number>;

  /** @param transactions the table, which grows and is cut by its owner
   * @param copyOf an index of the same transactions and blocks */
  constructor(chain: ChainIndex, transactions: readonly TxRecord[], copyOf?: TransactionIndex) {
    this.#chain = chain;
    this.#transactions = transactions;
    this.#byTxid = new ListMap(copyOf === undefined ? undefined : copyOf.#byTxid);
    this.#blocks = new ListMap(copyOf === undefined ? undefined : copyOf.#blocks);
    this.#spenders = new ListMap(copyOf === undefined ? undefined : copyOf.#spenders);
  }

  /** To be called before the table has it. */
  addTransaction(tx: TxRecord): void {
    // A malleated copy has the same txid; the first one known keeps it.
    if (this.byTxid(tx.txid) < 0) this.#byTxid.push(shortName(tx.txid), tx.index);
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
      this.#byTxid.pop(shortName(tx.txid), index);
    }
  }

  /** Takes back all blocks from `count` on. */
  truncateBlocks(blocks: readonly BlockRecord[], count: number): void {
    for (let index = blocks.length - 1; index >= count; index--) {
      for (const tx of (blocks[index] as BlockRecord).transactions) this.#blocks.pop(tx, index);
    }
  }

  byTxid(txid: string): number {
    for (const index of this.#byTxid.get(shortName(txid))) {
      if (this.#transactions[index]?.txid === txid) return index;
    }
    return -1;
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
    const source = this.byTxid(txid);
    return source < 0 ? `${txid}:${vout}` : source * outputsPerTx + vout;
  }
}

/** No transaction that fits into a block has as many outputs. */
const outputsPerTx = 1 << 20;

/** Seven hex digits as a number; the few that share it are told apart by the table. */
function shortName(txid: string): number {
  return Number.parseInt(txid.slice(0, 7), 16) | 0;
}

/** Lists by key; most hold one entry, which needs no list. */
class ListMap<Key> {
  readonly #lists: Map<Key, number | number[]>;

  constructor(copyOf?: ListMap<Key>) {
    this.#lists = new Map(copyOf === undefined ? [] : copyOf.#lists);
    for (const [key, list] of this.#lists) if (typeof list === 'object') this.#lists.set(key, [...list]);
  }

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
