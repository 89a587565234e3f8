import type { BlockIndex } from '../chain/block-index.ts';
import { type CoinsView, coinsBehind } from '../chain/coins.ts';
import { checkTxInputs } from '../consensus/check-tx-inputs.ts';
import { isFinalTx, isPastSequenceLocks } from '../consensus/locks.ts';
import type { ChainParams } from '../consensus/params.ts';
import type { Txid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { isCoinbase } from '../primitives/transaction-size.ts';
import { acceptToMempool } from './accept-to-mempool.ts';
import { expireMempool, trimMempool } from './limit-mempool.ts';
import { heightsAsOf, type Mempool, mempoolCoins, removeWithDescendants } from './mempool.ts';
import type { MempoolPolicy } from './policy.ts';

/** What a reorganisation took off the chain, and the chain it left. */
export interface ResubmitRequest {
  readonly mempool: Mempool;
  /** Transactions of the disconnected blocks, the oldest block first, each in block order; coinbases are skipped. */
  readonly disconnected: readonly Transaction[];
  /** Coins at the new tip; `removeForBlock` has run for every block connected on the way there. */
  readonly view: CoinsView;
  readonly tip: BlockIndex;
  /** Unix seconds */
  readonly time: number;
  readonly params: ChainParams;
  readonly policy: MempoolPolicy;
}

/** What came back and what had to go. */
export interface ResubmitResult {
  /** Transactions that wait again. */
  readonly restored: readonly Txid[];
  /** Entries that the new chain has no coins for, locks again, or had no room for. */
  readonly removed: readonly Txid[];
}

/** Gives transactions of abandoned blocks another chance, and drops what the new chain makes impossible:
 * children of lost transactions, spends of immature coinbases, locks that are closed again.
 * @see Bitcoin Core `Chainstate::MaybeUpdateMempoolForReorg`, src/validation.cpp */
export function resubmitAfterReorg(request: ResubmitRequest): ResubmitResult {
  const { mempool, time, policy } = request;
  const restored: Txid[] = [];
  for (const tx of request.disconnected) {
    if (isCoinbase(tx)) continue;
    const { verdict } = acceptToMempool({ ...request, tx, bypassLimits: true });
    if (verdict.ok) restored.push(txidOf(tx));
  }
  const removed = [
    ...removeImpossible(request),
    ...expireMempool(mempool, time, policy),
    ...trimMempool(mempool, time, policy),
  ];
  return { restored: restored.filter((txid) => mempool.entries.has(txid)), removed };
}

function removeImpossible(request: ResubmitRequest): Txid[] {
  const { mempool } = request;
  const doomed: Txid[] = [];
  for (const { tx, txid } of mempool.entries.values()) if (!isStillPossible(tx, request)) doomed.push(txid);
  return removeWithDescendants(mempool, doomed);
}

/** Whether a waiting transaction could be in the block after `tip`: its locks are open, its coins are there and mature.
 * @param view coins at `tip`; those of other waiting transactions count too
 * @see Bitcoin Core `CTxMemPool::removeForReorg`, src/txmempool.cpp */
export function isStillPossible(
  tx: Transaction,
  { mempool, view, tip, params }: Pick<ResubmitRequest, 'mempool' | 'view' | 'tip' | 'params'>,
): boolean {
  if (!isFinalTx(tx, tip.height + 1, tip.medianTimePast)) return false;
  const coins = coinsBehind(tx, mempoolCoins(mempool, view));
  const inputs = checkTxInputs(tx, coins, tip.height + 1, params);
  return 'coins' in inputs && isPastSequenceLocks(tx, heightsAsOf(tip, inputs.coins), tip);
}
