// Mempool: the transactions one node waits to see mined, and that node's own taste in them. `acceptToMempool` is the
// door, `selectForBlock` the way out, `removeForBlock` and `resubmitAfterReorg` follow the chain. Policy may differ
// from node to node; consensus, which this folder imports, may not.

import type { BlockIndex } from '../chain/block-index.ts';
import { type Coin, type CoinsView, type OutpointKey, outpointKey } from '../chain/coins.ts';
import { assert } from '../encoding/assert.ts';
import type { Txid, Wtxid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import type { FeeAndSize } from './fee-rate.ts';

/** A transaction that waits to be mined. Immutable, so copies of a mempool share it.
 * @see Bitcoin Core `CTxMemPoolEntry`, src/kernel/mempool_entry.h */
export interface MempoolEntry extends FeeAndSize {
  readonly tx: Transaction;
  readonly txid: Txid;
  readonly wtxid: Wtxid;
  /** Virtual bytes, more than the bytes say where signature operations are dense. */
  readonly vsize: number;
  readonly weight: number;
  readonly sigopsCost: number;
  /** When it arrived here, Unix seconds. */
  readonly time: number;
  /** Height of the tip when it arrived. */
  readonly height: number;
}

/** One node's waiting transactions: a plain value with maps, changed in place, cheap to copy.
 * Families are not stored: parents are found through inputs, children through `spentBy`.
 * @see Bitcoin Core `CTxMemPool`, src/txmempool.h */
export interface Mempool {
  entries: ReadonlyMap<Txid, MempoolEntry>;
  /** Which transaction spends an outpoint; every input of every entry is in here exactly once. */
  spentBy: ReadonlyMap<OutpointKey, Txid>;
  /** A copy has the same maps; whoever writes first makes its own. */
  mapsAreShared: boolean;
  /** Virtual bytes of all entries. */
  totalVsize: number;
  /** After evictions: the rate below which nothing is let in for a while, sat/kvB. */
  rollingFeeRate: bigint;
  /** When `rollingFeeRate` was last set, Unix seconds. */
  rollingSince: number;
}

/** Height that a coin created by an unconfirmed transaction pretends to have.
 * @see Bitcoin Core `MEMPOOL_HEIGHT`, src/txmempool.h */
export const mempoolHeight = 0x7fff_ffff;

/** A mempool with nothing in it. */
export function createMempool(): Mempool {
  return {
    entries: new Map(),
    spentBy: new Map(),
    mapsAreShared: false,
    totalVsize: 0,
    rollingFeeRate: 0n,
    rollingSince: 0,
  };
}

/** An independent mempool with the same entries. Costs nothing until one of the two changes. */
export function copyMempool(mempool: Mempool): Mempool {
  mempool.mapsAreShared = true;
  return { ...mempool };
}

/** Puts an entry in; `acceptToMempool` has decided that it may. */
export function addEntry(mempool: Mempool, entry: MempoolEntry): void {
  const { entries, spentBy } = ownMaps(mempool);
  assert(!entries.has(entry.txid), 'a transaction is in the mempool once');
  for (const key of spentKeys(entry.tx)) {
    assert(!spentBy.has(key), 'no two transactions of the mempool spend one coin');
    spentBy.set(key, entry.txid);
  }
  entries.set(entry.txid, entry);
  mempool.totalVsize += entry.vsize;
}

/** Takes one entry out and leaves its children in: right when it was mined, wrong otherwise. */
export function removeEntry(mempool: Mempool, txid: Txid): void {
  const { entries, spentBy } = ownMaps(mempool);
  const entry = entries.get(txid);
  assert(entry !== undefined, 'only what is in the mempool can be removed');
  for (const key of spentKeys(entry.tx)) spentBy.delete(key);
  entries.delete(txid);
  mempool.totalVsize -= entry.vsize;
}

/** The maps of a mempool, for writing. */
function ownMaps(mempool: Mempool): {
  readonly entries: Map<Txid, MempoolEntry>;
  readonly spentBy: Map<OutpointKey, Txid>;
} {
  if (mempool.mapsAreShared) {
    mempool.entries = new Map(mempool.entries);
    mempool.spentBy = new Map(mempool.spentBy);
    mempool.mapsAreShared = false;
  }
  return {
    entries: mempool.entries as Map<Txid, MempoolEntry>,
    spentBy: mempool.spentBy as Map<OutpointKey, Txid>,
  };
}

/** Takes entries out together with everything that spends from them.
 * @returns what was removed
 * @see Bitcoin Core `CTxMemPool::removeRecursive`, src/txmempool.cpp */
export function removeWithDescendants(mempool: Mempool, txids: Iterable<Txid>): Txid[] {
  const doomed = withDescendants(mempool, txids);
  for (const txid of doomed) removeEntry(mempool, txid);
  return [...doomed];
}

/** Those of `txids` that are in the mempool, and everything in it that spends from them. */
export function withDescendants(mempool: Mempool, txids: Iterable<Txid>): ReadonlySet<Txid> {
  const family = new Set<Txid>();
  for (const txid of txids) {
    if (!mempool.entries.has(txid)) continue;
    family.add(txid);
    for (const descendant of descendantsOf(mempool, txid)) family.add(descendant);
  }
  return family;
}

/** No entries: most transactions have neither ancestors nor descendants nor rivals, in any mempool. */
export const noEntries: ReadonlySet<Txid> = new Set();

/** The entries that `tx` (itself in the mempool or not) spends from, directly or through others. */
export function ancestorsOf(mempool: Mempool, tx: Transaction): ReadonlySet<Txid> {
  if (!tx.inputs.some(({ previousOutput }) => mempool.entries.has(previousOutput.txid))) return noEntries;
  const found = new Set<Txid>();
  const open = [tx];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { previousOutput } of next.inputs) {
      const parent = mempool.entries.get(previousOutput.txid);
      if (parent === undefined || found.has(parent.txid)) continue;
      found.add(parent.txid);
      open.push(parent.tx);
    }
  }
  return found;
}

/** The entries that spend outputs of `tx` directly. */
export function childrenOf(mempool: Mempool, txid: Txid, tx: Transaction): ReadonlySet<Txid> {
  let children: Set<Txid> | undefined;
  for (const key of createdKeys(txid, tx)) {
    const child = mempool.spentBy.get(key);
    if (child === undefined) continue;
    children ??= new Set();
    children.add(child);
  }
  return children ?? noEntries;
}

/** The entries that spend from entry `txid`, directly or through others. */
export function descendantsOf(mempool: Mempool, txid: Txid): ReadonlySet<Txid> {
  const children = childrenOf(mempool, txid, entryOf(mempool, txid).tx);
  if (children.size === 0) return noEntries;
  const found = new Set(children);
  const open = [...children];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of childrenOf(mempool, next, entryOf(mempool, next).tx)) {
      if (found.has(child)) continue;
      found.add(child);
      open.push(child);
    }
  }
  return found;
}

function entryOf(mempool: Mempool, txid: Txid): MempoolEntry {
  const entry = mempool.entries.get(txid);
  assert(entry !== undefined, 'whoever spends in the mempool is in the mempool');
  return entry;
}

/** Fee and size of several entries together. */
export function packageOf(mempool: Mempool, txids: Iterable<Txid>): FeeAndSize {
  let fee = 0n;
  let vsize = 0;
  for (const txid of txids) {
    const entry = mempool.entries.get(txid)!;
    fee += entry.fee;
    vsize += entry.vsize;
  }
  return { fee, vsize };
}

/** The coins at the tip plus those that waiting transactions create; whether one is already spent by another
 * waiting transaction is not considered here.
 * @see Bitcoin Core `CCoinsViewMemPool`, src/txmempool.h */
export function mempoolCoins(mempool: Mempool, view: CoinsView): CoinsView {
  return {
    get(txid, index): Coin | undefined {
      const output = mempool.entries.get(txid)?.tx.outputs[index];
      return output === undefined
        ? view.get(txid, index)
        : { output, height: mempoolHeight, coinbase: false };
    },
  };
}

/** The heights of coins as relative lock times see them: an unconfirmed one counts as mined in the next block. */
export function heightsAsOf(tip: BlockIndex, coins: readonly Coin[]): number[] {
  return coins.map(({ height }) => (height === mempoolHeight ? tip.height + 1 : height));
}

/** Keys are made once for each transaction: a thousand nodes look for the same ones, and their mempools share them. */
const spent = new WeakMap<Transaction, readonly OutpointKey[]>();
const created = new WeakMap<Transaction, readonly OutpointKey[]>();

/** The keys of the coins a transaction spends. */
export function spentKeys(tx: Transaction): readonly OutpointKey[] {
  let keys = spent.get(tx);
  if (keys === undefined) {
    keys = tx.inputs.map(({ previousOutput }) => outpointKey(previousOutput.txid, previousOutput.index));
    spent.set(tx, keys);
  }
  return keys;
}

function createdKeys(txid: Txid, tx: Transaction): readonly OutpointKey[] {
  let keys = created.get(tx);
  if (keys === undefined) {
    keys = tx.outputs.map((_, i) => outpointKey(txid, i));
    created.set(tx, keys);
  }
  return keys;
}
