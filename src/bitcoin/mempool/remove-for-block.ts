import type { Txid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { type Mempool, removeEntry, removeWithDescendants, spentKeys } from './mempool.ts';

/** What a new block made of the waiting transactions. */
export interface BlockRemoval {
  /** They are in the block. */
  readonly confirmed: readonly Txid[];
  /** The block spent their coins otherwise, or their ancestors'. */
  readonly conflicted: readonly Txid[];
}

/** Takes out of the mempool what a connected block contains, and what it made impossible.
 * @param transactions of the block, coinbase included or not
 * @see Bitcoin Core `CTxMemPool::removeForBlock`, src/txmempool.cpp */
export function removeForBlock(mempool: Mempool, transactions: readonly Transaction[]): BlockRemoval {
  const confirmed: Txid[] = [];
  const conflicted: Txid[] = [];
  for (const tx of transactions) {
    const txid = txidOf(tx);
    if (mempool.entries.has(txid)) {
      removeEntry(mempool, txid);
      confirmed.push(txid);
    }
    for (const key of spentKeys(tx)) {
      const rival = mempool.spentBy.get(key);
      if (rival !== undefined) conflicted.push(...removeWithDescendants(mempool, [rival]));
    }
  }
  return { confirmed, conflicted };
}
