import type { BlockRecord, TxRecord } from '#simulation/records';
import type { ChainIndex } from './chain-index.ts';

/** How far back `originsOf` looks; a coin's family tree has no bound of its own. */
const originLimit = 64;

/** Where each transaction is confirmed and what spends each output, on whichever branch one asks about. */
export class TransactionIndex {
  readonly #chain: ChainIndex;
  readonly #byTxid = new Map<string, number>();
  /** Blocks that hold a transaction, in table order. */
  readonly #blocks = new Map<number, number[]>();
  /** Transactions that spend an outpoint, in table order. */
  readonly #spenders = new Map<string, number[]>();

  constructor(chain: ChainIndex) {
    this.#chain = chain;
  }

  addTransaction(tx: TxRecord): void {
    // A malleated copy has the same txid; the first one known keeps it.
    if (!this.#byTxid.has(tx.txid)) this.#byTxid.set(tx.txid, tx.index);
    if (tx.coinbase) return;
    for (const input of tx.inputs) listAt(this.#spenders, outpointKey(input.txid, input.vout)).push(tx.index);
  }

  addBlock(block: BlockRecord): void {
    for (const tx of block.transactions) listAt(this.#blocks, tx).push(block.index);
  }

  /** Takes back all transactions from `count` on. */
  truncateTransactions(transactions: readonly TxRecord[], count: number): void {
    for (let index = transactions.length - 1; index >= count; index--) {
      const tx = transactions[index] as TxRecord;
      if (this.#byTxid.get(tx.txid) === index) this.#byTxid.delete(tx.txid);
      if (tx.coinbase) continue;
      for (const input of tx.inputs) popFrom(this.#spenders, outpointKey(input.txid, input.vout));
    }
  }

  /** Takes back all blocks from `count` on. */
  truncateBlocks(blocks: readonly BlockRecord[], count: number): void {
    for (let index = blocks.length - 1; index >= count; index--) {
      for (const tx of (blocks[index] as BlockRecord).transactions) popFrom(this.#blocks, tx);
    }
  }

  byTxid(txid: string): number {
    return this.#byTxid.get(txid) ?? -1;
  }

  confirmedIn(tx: number, tip: number): number {
    for (const block of this.#blocks.get(tx) ?? []) if (this.#chain.isAncestor(block, tip)) return block;
    return -1;
  }

  spentBy(txid: string, vout: number, tip: number): number {
    for (const tx of this.#spenders.get(outpointKey(txid, vout)) ?? []) {
      if (this.confirmedIn(tx, tip) >= 0) return tx;
    }
    return -1;
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
}

function outpointKey(txid: string, vout: number): string {
  return `${txid}:${vout}`;
}

function listAt<K>(map: Map<K, number[]>, key: K): number[] {
  let list = map.get(key);
  if (list === undefined) {
    list = [];
    map.set(key, list);
  }
  return list;
}

function popFrom<K>(map: Map<K, number[]>, key: K): void {
  const list = map.get(key);
  list?.pop();
  if (list?.length === 0) map.delete(key);
}
