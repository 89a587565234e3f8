import type { BlockIndex } from '../chain/block-index.ts';
import { type Coin, type CoinsView, coinsBehind, outpointKey } from '../chain/coins.ts';
import { checkTransaction } from '../consensus/check-transaction.ts';
import { checkTxInputs } from '../consensus/check-tx-inputs.ts';
import { isFinalTx, isPastSequenceLocks } from '../consensus/locks.ts';
import type { ChainParams } from '../consensus/params.ts';
import {
  type SpendingTransaction,
  scriptFailureOf,
  sigopsCostOf,
  spendingTransaction,
} from '../consensus/spending-transaction.ts';
import { accepted, type Refused, refused, type Verdict } from '../consensus/verdict.ts';
import type { Txid } from '../primitives/hashes.ts';
import type { Outpoint, Transaction } from '../primitives/transaction.ts';
import { txidOf, wtxidOf } from '../primitives/transaction-id.ts';
import { isCoinbase, weightOf } from '../primitives/transaction-size.ts';
import { flagsAtHeight, type ScriptFlags, standardFlags } from '../script/flags.ts';
import { checkChainLimits } from './check-chain-limits.ts';
import { checkReplacement, signalsReplacement } from './check-replacement.ts';
import { checkStandardInputs, checkStandardTx } from './check-standard.ts';
import { type FeeAndSize, feeAtRate } from './fee-rate.ts';
import { expireMempool, mempoolMinFeeRate, trimMempool } from './limit-mempool.ts';
import {
  addEntry,
  ancestorsOf,
  heightsAsOf,
  type Mempool,
  type MempoolEntry,
  mempoolCoins,
  noEntries,
  removeEntry,
  spentKeys,
  withDescendants,
} from './mempool.ts';
import { bytesPerSigop, type MempoolPolicy } from './policy.ts';

/** A transaction that knocks at a mempool, and what it is judged by. */
export interface AcceptRequest {
  /** Changed in place if the transaction is accepted, otherwise left as it was (but `mempool full` comes after the fact). */
  readonly mempool: Mempool;
  readonly tx: Transaction;
  /** Coins at `tip`. */
  readonly view: CoinsView;
  readonly tip: BlockIndex;
  /** The node's clock, Unix seconds. */
  readonly time: number;
  readonly params: ChainParams;
  readonly policy: MempoolPolicy;
  /** Skip fee minimum, family limits, expiry and size limit: for what a reorganisation hands back. */
  readonly bypassLimits?: boolean;
}

/** What became of the transaction and of those that made room for it. */
export interface AcceptResult {
  readonly verdict: Verdict;
  /** Conflicting transactions, with their descendants, that it replaced. */
  readonly replaced: readonly Txid[];
  /** Transactions that expired, or that paid least when the mempool was full. */
  readonly evicted: readonly Txid[];
  /** Inputs for which neither chain nor mempool has a coin. When the verdict is `bad-txns-inputs-missingorspent` and
   * all their parents are unknown, the transaction may be an orphan whose parents are still on their way. */
  readonly missingInputs: readonly Outpoint[];
}

/** Decides whether a transaction may wait here for a block, by consensus first and by this node's policy second,
 * cheap checks before signatures.
 * @see Bitcoin Core `MemPoolAccept::AcceptSingleTransaction`, src/validation.cpp; whitepaper §5 step 1 */
export function acceptToMempool(request: AcceptRequest): AcceptResult {
  const { mempool, tip, time, policy } = request;
  const judgement = judge(request);
  if (judgement.refusal !== undefined) {
    const { refusal, missingInputs } = judgement;
    return { verdict: refusal, replaced: [], evicted: [], missingInputs };
  }
  const { entry, evicts } = judgement.candidate;
  for (const txid of evicts) removeEntry(mempool, txid);
  addEntry(mempool, { ...entry, time, height: tip.height });
  const replaced = [...evicts];
  if (request.bypassLimits === true) return { verdict: accepted, replaced, evicted: [], missingInputs: [] };
  const evicted = [...expireMempool(mempool, time, policy), ...trimMempool(mempool, time, policy)];
  const verdict = mempool.entries.has(entry.txid) ? accepted : refused('mempool full');
  return { verdict, replaced, evicted, missingInputs: [] };
}

/** A transaction that may come in, as an entry without its arrival, and the entries that must go for it. */
interface Candidate {
  readonly entry: Omit<MempoolEntry, 'time' | 'height'>;
  readonly ancestors: ReadonlySet<Txid>;
  readonly evicts: ReadonlySet<Txid>;
}

type Judgement =
  | { readonly refusal: Refused; readonly missingInputs: readonly Outpoint[] }
  | { readonly refusal: undefined; readonly candidate: Candidate };

/** @see Bitcoin Core `MemPoolAccept::PreChecks`, `ReplacementChecks` and `PolicyScriptChecks`, src/validation.cpp */
function judge(request: AcceptRequest): Judgement {
  const { mempool, tx, tip, params } = request;
  const conflicts = conflictsOf(mempool, tx);
  const alone = checkBeforeCoins(request, conflicts);
  if (!alone.ok) return refusedFor(alone);
  const coins = coinsBehind(tx, mempoolCoins(mempool, request.view));
  if (coins.includes(undefined)) {
    const missing = tx.inputs.filter((_, i) => coins[i] === undefined).map((input) => input.previousOutput);
    return refusedFor(refusalOfMissing(request, missing), missing);
  }
  const found = coins as readonly Coin[];
  if (!isPastSequenceLocks(tx, heightsAsOf(tip, found), tip)) return refusedFor(refused('non-BIP68-final'));
  const inputs = checkTxInputs(tx, found, tip.height + 1, params);
  if (!('fee' in inputs)) return refusedFor(inputs.verdict);
  return judgeWithCoins(request, found, inputs.fee, conflicts);
}

/** What can be said while the coins behind the inputs are not known. */
function checkBeforeCoins(request: AcceptRequest, conflicts: ReadonlySet<Txid>): Verdict {
  const { mempool, tx, tip, policy } = request;
  const shape = checkTransaction(tx);
  if (!shape.ok) return shape;
  if (isCoinbase(tx)) return refused('coinbase');
  const standard = policy.requireStandard ? checkStandardTx(tx, policy) : accepted;
  if (!standard.ok) return standard;
  if (!isFinalTx(tx, tip.height + 1, tip.medianTimePast)) return refused('non-final');
  const unknown = checkUnknown(mempool, tx);
  return unknown.ok ? checkConflictsMayBeReplaced(request, conflicts) : unknown;
}

function judgeWithCoins(
  request: AcceptRequest,
  coins: readonly Coin[],
  fee: bigint,
  conflicts: ReadonlySet<Txid>,
): Judgement {
  const spending = spendingTransaction(request.tx, coins);
  const candidate = candidateOf(request, spending, fee, conflicts);
  const verdict = checkCandidate(request, spending, candidate, conflicts);
  return verdict.ok ? { refusal: undefined, candidate } : refusedFor(verdict);
}

/** What the coins decide, signatures last. */
function checkCandidate(
  request: AcceptRequest,
  spending: SpendingTransaction,
  { entry, ancestors, evicts }: Candidate,
  conflicts: ReadonlySet<Txid>,
): Verdict {
  const { mempool, tx, policy } = request;
  const standard = policy.requireStandard ? checkStandardInputs(spending) : accepted;
  if (!standard.ok) return standard;
  if (entry.sigopsCost > policy.maxStandardSigopsCost)
    return refused('bad-txns-too-many-sigops', `${entry.sigopsCost}`);
  if (request.bypassLimits !== true) {
    const fee = checkFee(request, entry);
    if (!fee.ok) return fee;
    const chain = checkChainLimits(mempool, { vsize: entry.vsize, ancestors }, evicts, policy);
    if (!chain.ok) return chain;
  }
  if (conflicts.size > 0) {
    const replacement = checkReplacement(mempool, { tx, pays: entry, conflicts, ancestors }, evicts, policy);
    if (!replacement.ok) return replacement;
  }
  return checkScripts(request, spending);
}

function checkUnknown(mempool: Mempool, tx: Transaction): Verdict {
  const known = mempool.entries.get(txidOf(tx));
  if (known === undefined) return accepted;
  return known.wtxid === wtxidOf(tx)
    ? refused('txn-already-in-mempool')
    : refused('txn-same-nonwitness-data-in-mempool');
}

function checkConflictsMayBeReplaced(
  { mempool, policy }: AcceptRequest,
  conflicts: ReadonlySet<Txid>,
): Verdict {
  if (policy.fullReplaceByFee) return accepted;
  for (const txid of conflicts) {
    if (!signalsReplacement(mempool.entries.get(txid)!.tx)) {
      return refused('txn-mempool-conflict', `${txid} does not signal that it may be replaced`);
    }
  }
  return accepted;
}

/** Entries that spend a coin of `tx`. */
function conflictsOf(mempool: Mempool, tx: Transaction): ReadonlySet<Txid> {
  let conflicts: Set<Txid> | undefined;
  for (const key of spentKeys(tx)) {
    const rival = mempool.spentBy.get(key);
    if (rival === undefined) continue;
    conflicts ??= new Set();
    conflicts.add(rival);
  }
  return conflicts ?? noEntries;
}

/** A transaction whose own outputs are among the coins was mined already; its inputs are gone for a good reason. */
function refusalOfMissing({ tx, view }: AcceptRequest, missing: readonly Outpoint[]): Refused {
  const txid = txidOf(tx);
  if (tx.outputs.some((_, i) => view.get(txid, i) !== undefined)) return refused('txn-already-known');
  const { txid: parent, index } = missing[0]!;
  return refused('bad-txns-inputs-missingorspent', `nothing unspent at ${outpointKey(parent, index)}`);
}

function candidateOf(
  request: AcceptRequest,
  spending: SpendingTransaction,
  fee: bigint,
  conflicts: ReadonlySet<Txid>,
): Candidate {
  const { mempool, tx } = request;
  const weight = weightOf(tx);
  const sigopsCost = sigopsCostOf(spending, scriptFlags(request));
  const vsize = Math.ceil(Math.max(weight, sigopsCost * bytesPerSigop) / 4);
  const entry = { tx, txid: txidOf(tx), wtxid: wtxidOf(tx), fee, vsize, weight, sigopsCost };
  return {
    entry,
    ancestors: ancestorsOf(mempool, tx),
    evicts: conflicts.size === 0 ? noEntries : withDescendants(mempool, conflicts),
  };
}

function checkFee({ mempool, time, policy }: AcceptRequest, { fee, vsize }: FeeAndSize): Verdict {
  const least = feeAtRate(mempoolMinFeeRate(mempool, time, policy), vsize);
  if (fee < least) return refused('mempool min fee not met', `${fee} < ${least}`);
  const relay = feeAtRate(policy.minRelayFeeRate, vsize);
  return fee < relay ? refused('min relay fee not met', `${fee} < ${relay}`) : accepted;
}

/** Last, because signatures cost a thousand times more than everything before. What no block may contain either is
 * told apart from what only this node dislikes: the first is its sender's fault.
 * @see Bitcoin Core `CheckInputScripts`, src/validation.cpp (27.x) */
function checkScripts(request: AcceptRequest, spending: SpendingTransaction): Verdict {
  const failure = scriptFailureOf(spending, scriptFlags(request));
  if (failure === undefined) return accepted;
  const { tip, params } = request;
  const allowedInBlocks = scriptFailureOf(spending, flagsAtHeight(tip.height + 1, params)) === undefined;
  const reason = allowedInBlocks
    ? 'mempool-script-verify-flag-failed'
    : 'mandatory-script-verify-flag-failed';
  return refused(reason, `${failure.error}, input ${failure.input}`);
}

/** Relay is stricter than consensus, so that a soft fork can tighten consensus without surprising anyone. */
function scriptFlags({ tip, params, policy }: AcceptRequest): ScriptFlags {
  return policy.requireStandard ? standardFlags : flagsAtHeight(tip.height + 1, params);
}

function refusedFor(refusal: Refused, missingInputs: readonly Outpoint[] = []): Judgement {
  return { refusal, missingInputs };
}
