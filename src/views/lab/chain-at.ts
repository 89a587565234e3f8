import type { History } from '#app/history';
import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import type { Coin, CoinsView } from '#bitcoin/chain/coins';
import { classParams } from '#bitcoin/consensus/params';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { acceptToMempool } from '#bitcoin/mempool/accept-to-mempool';
import { createMempool } from '#bitcoin/mempool/mempool';
import { defaultMempoolPolicy } from '#bitcoin/mempool/policy';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';

/** The chain as the page knows it, in the form that the rules ask for. */
export interface ChainAt {
  readonly index: BlockIndex;
  /** Unspent coins on that branch. */
  readonly coins: CoinsView;
  /** Any output ever made, spent or not, confirmed or not. */
  readonly outputs: CoinsView;
}

const indices = new WeakMap<History, Map<number, BlockIndex>>();
const transactions = new WeakMap<object, Transaction>();

/** The chain up to block `tip` (a table index). */
export function chainAt(history: History, tip: number): ChainAt | undefined {
  const index = indexOf(history, tip);
  if (index === undefined) return undefined;
  const outputs: CoinsView = { get: (txid, vout) => coinOf(history, txid, vout, tip) };
  const coins: CoinsView = {
    get(txid, vout) {
      const tx = history.txByTxid(txid);
      if (tx < 0 || history.confirmedIn(tx, tip) < 0) return undefined;
      return history.spentBy(txid, vout, tip) >= 0 ? undefined : coinOf(history, txid, vout, tip);
    },
  };
  return { index, coins, outputs };
}

/** What a node that follows `chain` would answer to a transaction, and what one that already holds `waiting` would.
 * @returns Core's reason with its detail; undefined when it would be taken */
export function judgeTransaction(
  chain: ChainAt,
  tx: Transaction,
  time: number,
  waiting: readonly Transaction[] = [],
): { readonly reason: string; readonly detail: string } | undefined {
  const mempool = createMempool();
  const common = {
    mempool,
    view: chain.coins,
    tip: chain.index,
    time,
    params: classParams,
    policy: defaultMempoolPolicy,
  };
  for (const each of waiting) acceptToMempool({ ...common, tx: each });
  const { verdict } = acceptToMempool({ ...common, tx });
  return verdict.ok ? undefined : { reason: verdict.reason, detail: verdict.detail ?? '' };
}

/** The transaction of a record, decoded once. */
export function transactionOf(record: { readonly hex: string }): Transaction {
  let tx = transactions.get(record);
  if (tx === undefined) {
    tx = decodeTransaction(hexToBytes(record.hex));
    transactions.set(record, tx);
  }
  return tx;
}

function coinOf(history: History, txid: Txid, vout: number, tip: number): Coin | undefined {
  const tx = history.txByTxid(txid);
  const record = history.transactions[tx];
  const output = record === undefined ? undefined : transactionOf(record).outputs[vout];
  if (record === undefined || output === undefined) return undefined;
  const block = history.blocks[history.confirmedIn(tx, tip)];
  const height = block?.height ?? (history.blocks[tip]?.height ?? 0) + 1;
  return { output, height, coinbase: record.coinbase };
}

function indexOf(history: History, tip: number): BlockIndex | undefined {
  let known = indices.get(history);
  if (known === undefined) {
    known = new Map();
    indices.set(history, known);
  }
  const missing: number[] = [];
  let at = tip;
  while (at >= 0 && known.get(at)?.hash !== history.blocks[at]?.hash) {
    missing.push(at);
    at = history.blocks[at]?.parent ?? -1;
  }
  let index = at < 0 ? undefined : known.get(at);
  for (const block of missing.reverse()) {
    const header = decodeHeader(hexToBytes(history.blocks[block]!.headerHex));
    index = index === undefined ? genesisIndex(header) : extendIndex(index, header);
    known.set(block, index);
  }
  return index;
}
