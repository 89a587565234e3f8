// Consensus: the rules on which everyone must agree, one file each, in layers by what a check needs to know.
//
//   check-transaction, check-block      nothing but the thing itself
//   contextual-check-header, -block     the headers before it
//   check-tx-inputs, connect-block      the coins before it
//
// Every check returns a Verdict with Bitcoin Core's reason. Nothing here knows a mempool, a wallet, a node or a clock:
// what a node merely prefers is policy and lives in mempool/.

import type { BlockIndex } from '../chain/block-index.ts';
import {
  type BlockUndo,
  type Coin,
  type CoinsChange,
  type CoinsView,
  coinsBehind,
  type KeyedCoin,
  type OutpointKey,
  outpointKey,
  type UtxoSet,
} from '../chain/coins.ts';
import { assert } from '../encoding/assert.ts';
import type { Block } from '../primitives/block.ts';
import type { Txid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { isCoinbase } from '../primitives/transaction-size.ts';
import { flagsAtHeight, type ScriptFlags } from '../script/flags.ts';
import { transactionSigopsCost } from '../script/sigops.ts';
import { isMoneyRange } from './amount.ts';
import { bip30Exceptions } from './bip30-exceptions.ts';
import { blockSubsidy } from './block-subsidy.ts';
import { checkTxInputs, valueOutOf } from './check-tx-inputs.ts';
import { isPastSequenceLocks } from './locks.ts';
import type { ChainParams } from './params.ts';
import { scriptFailureOf, sigopsCostOf, spendingTransaction } from './spending-transaction.ts';
import { type Accepted, accepted, type Refused, refused, type Verdict } from './verdict.ts';

/** A block to connect, its place, and the coins at its parent. */
export interface ConnectBlockRequest {
  readonly block: Block;
  readonly index: BlockIndex;
  /** The coins at `index.parent`; only read. */
  readonly view: CoinsView;
  readonly params: ChainParams;
}

/** A block that fits its coins, with what it changes. */
export interface ConnectedBlock extends CoinsChange {
  readonly verdict: Accepted;
  /** The coins every transaction spends, input by input. */
  readonly undo: BlockUndo;
  /** satoshis, all transactions together */
  readonly fees: bigint;
}

/** Either what connecting would change, or why the block is refused; `'created' in result` tells them apart. */
export type ConnectResult = ConnectedBlock | { readonly verdict: Refused };

/** Checks a block against the coins before it: the last and most expensive layer.
 * A value comes back and nothing is changed; `applyConnect` makes it so. The block has passed `checkBlock` and
 * `contextualCheckBlock`. As in Core with its worker threads, scripts are judged after everything cheaper.
 * @see Bitcoin Core `Chainstate::ConnectBlock`, src/validation.cpp; whitepaper §5 */
export function connectBlock({ block, index, view, params }: ConnectBlockRequest): ConnectResult {
  assert(
    block.header === index.header || block.header.merkleRoot === index.header.merkleRoot,
    'block and index match',
  );
  // The genesis coinbase was never put among the coins, by accident or by design: nobody can spend it.
  if (index.parent === undefined && index.height === 0) {
    return { verdict: accepted, created: [], spent: [], undo: [[]], fees: 0n };
  }
  const work = new BlockCoins(view);
  const bip30 = checkNoOverwrite(block, index, view);
  if (!bip30.ok) return { verdict: bip30 };
  const spent = spendAll(block, index, work, params);
  if (!('fees' in spent)) return spent;
  const reward = checkReward(block, index, spent.fees, params);
  if (!reward.ok) return { verdict: reward };
  const scripts = checkScripts(block, spent.undo, flagsAtHeight(index.height, params));
  if (!scripts.ok) return { verdict: scripts };
  return { verdict: accepted, ...work.change(), undo: spent.undo, fees: spent.fees };
}

/** Makes the change of a connected block to the set of coins at its parent.
 * @throws {Error} when the set is not that of the parent */
export function applyConnect(set: UtxoSet, change: CoinsChange): void {
  replaceCoins(set, change.spent, change.created);
}

/** Takes a connected block off again: afterwards the set holds exactly what it held before.
 * @throws {Error} when the set is not that of the block
 * @see Bitcoin Core `Chainstate::DisconnectBlock`, src/validation.cpp */
export function disconnectBlock(set: UtxoSet, change: CoinsChange): void {
  replaceCoins(set, change.created, change.spent);
}

function replaceCoins(set: UtxoSet, leaving: readonly KeyedCoin[], entering: readonly KeyedCoin[]): void {
  for (const { key } of leaving) {
    if (!set.coins.delete(key)) assert(false, `coin ${key} is in the set`);
  }
  for (const { key, coin } of entering) {
    if (set.coins.has(key)) assert(false, `coin ${key} is not in the set`);
    set.coins.set(key, coin);
  }
}

/** @see BIP-0030 */
function checkNoOverwrite(block: Block, index: BlockIndex, view: CoinsView): Verdict {
  if (bip30Exceptions.get(index.height) === index.hash) return accepted;
  for (const tx of block.transactions) {
    const txid = txidOf(tx);
    for (let i = 0; i < tx.outputs.length; i++) {
      if (view.get(txid, i) !== undefined) {
        return refused('bad-txns-BIP30', `tried to overwrite transaction ${txid}`);
      }
    }
  }
  return accepted;
}

/** Spends and creates coins transaction by transaction, in block order: a later one may spend an earlier one's. */
function spendAll(
  block: Block,
  index: BlockIndex,
  work: BlockCoins,
  params: ChainParams,
): { readonly undo: BlockUndo; readonly fees: bigint } | { readonly verdict: Refused } {
  const flags = flagsAtHeight(index.height, params);
  const undo: (readonly Coin[])[] = [];
  let fees = 0n;
  let sigops = 0;
  for (const tx of block.transactions) {
    const inputs = isCoinbase(tx)
      ? { verdict: accepted, coins: [], fee: 0n }
      : checkTxInputs(tx, coinsBehind(tx, work), index.height, params);
    if (!('coins' in inputs)) {
      const { reason, detail } = inputs.verdict;
      return {
        verdict: refused(reason, `transaction ${txidOf(tx)}${detail === undefined ? '' : `: ${detail}`}`),
      };
    }
    fees += inputs.fee;
    if (!isMoneyRange(fees)) return { verdict: refused('bad-txns-accumulated-fee-outofrange') };
    if (!pastSequenceLocks(tx, inputs.coins, index, params)) {
      return { verdict: refused('bad-txns-nonfinal', `${txidOf(tx)} is not final by BIP-0068`) };
    }
    // A coinbase spends nothing that could be asked about again.
    sigops += isCoinbase(tx)
      ? transactionSigopsCost(tx, [], flags)
      : sigopsCostOf(spendingTransaction(tx, inputs.coins), flags);
    if (sigops > params.maxBlockSigopsCost) return { verdict: refused('bad-blk-sigops', 'too many sigops') };
    undo.push(inputs.coins);
    work.update(tx, index.height);
  }
  return { undo, fees };
}

function pastSequenceLocks(
  tx: Transaction,
  coins: readonly Coin[],
  index: BlockIndex,
  params: ChainParams,
): boolean {
  if (index.height < params.activation.csv || index.parent === undefined || isCoinbase(tx)) return true;
  return isPastSequenceLocks(
    tx,
    coins.map((coin) => coin.height),
    index.parent,
  );
}

/** A miner may take less than allowed (block 124724 did, and destroyed a satoshi), never more. */
function checkReward(block: Block, index: BlockIndex, fees: bigint, params: ChainParams): Verdict {
  const allowed = blockSubsidy(index.height, params) + fees;
  const claimed = valueOutOf(block.transactions[0]!);
  return claimed > allowed
    ? refused('bad-cb-amount', `coinbase pays too much (actual=${claimed} vs limit=${allowed})`)
    : accepted;
}

function checkScripts(block: Block, undo: BlockUndo, flags: ScriptFlags): Verdict {
  for (const [t, tx] of block.transactions.entries()) {
    if (isCoinbase(tx)) continue;
    const failure = scriptFailureOf(spendingTransaction(tx, undo[t]!), flags);
    if (failure !== undefined) {
      const where = `input ${failure.input} of ${txidOf(tx)}`;
      return refused('block-script-verify-flag-failed', `${failure.error}, ${where}`);
    }
  }
  return accepted;
}

/** The coins as they stand in the middle of a block: those before it, less what it spent, plus what it created. */
class BlockCoins implements CoinsView {
  readonly #before: CoinsView;
  readonly #created = new Map<OutpointKey, Coin>();
  readonly #spent = new Map<OutpointKey, Coin>();

  constructor(before: CoinsView) {
    this.#before = before;
  }

  get(txid: Txid, index: number): Coin | undefined {
    const key = outpointKey(txid, index);
    return this.#created.get(key) ?? (this.#spent.has(key) ? undefined : this.#before.get(txid, index));
  }

  /** @see Bitcoin Core `UpdateCoins`, src/validation.cpp */
  update(tx: Transaction, height: number): void {
    const coinbase = isCoinbase(tx);
    if (!coinbase)
      for (const {
        previousOutput: { txid, index },
      } of tx.inputs)
        this.#remove(txid, index);
    const txid = txidOf(tx);
    for (let i = 0; i < tx.outputs.length; i++) {
      const output = tx.outputs[i]!;
      if (isUnspendable(output.scriptPubKey)) continue;
      // Only a BIP-0030 exception overwrites; the coin it buries is kept so that it can be undone.
      this.#remove(txid, i);
      this.#created.set(outpointKey(txid, i), { output, height, coinbase });
    }
  }

  change(): CoinsChange {
    return { created: listed(this.#created), spent: listed(this.#spent) };
  }

  #remove(txid: Txid, index: number): void {
    const key = outpointKey(txid, index);
    if (this.#created.delete(key)) return;
    const coin = this.#spent.has(key) ? undefined : this.#before.get(txid, index);
    if (coin !== undefined) this.#spent.set(key, coin);
  }
}

function listed(coins: ReadonlyMap<OutpointKey, Coin>): KeyedCoin[] {
  const list: KeyedCoin[] = [];
  for (const [key, coin] of coins) list.push({ key, coin });
  return list;
}

const maxScriptBytes = 10_000;
const opReturn = 0x6a;

/** Outputs that nothing can ever unlock are not kept among the coins.
 * @see Bitcoin Core `CScript::IsUnspendable`, src/script/script.h */
function isUnspendable(script: Uint8Array): boolean {
  return script[0] === opReturn || script.length > maxScriptBytes;
}
