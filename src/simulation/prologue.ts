import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { UtxoSet } from '#bitcoin/chain/coins';
import { checkBlock } from '#bitcoin/consensus/check-block';
import { applyConnect, connectBlock } from '#bitcoin/consensus/connect-block';
import { contextualCheckBlock } from '#bitcoin/consensus/contextual-check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import type { ChainParams } from '#bitcoin/consensus/params';
import { accepted } from '#bitcoin/consensus/verdict';
import { assert } from '#bitcoin/encoding/assert';
import { hexToBytes } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { blockSize } from '#bitcoin/primitives/block-size';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { sizeOf, vsizeOf } from '#bitcoin/primitives/transaction-size';
import type { BlockRef, TxRef } from './refs.ts';
import { SharedBlock } from './shared-block.ts';
import { SharedTx } from './shared-tx.ts';

/** A chain that lies before t = 0, as shipped: raw blocks, genesis first, independent of any seed. */
export interface PrologueFile {
  readonly id: string;
  /** Names whose wallets its outputs pay. */
  readonly payees: readonly string[];
  readonly blocks: readonly string[];
}

/** A prologue whose every header, body, signature and coin has been checked. */
export interface Prologue {
  readonly id: string;
  readonly payees: readonly string[];
  readonly params: ChainParams;
  readonly blocks: readonly BlockRef[];
  readonly transactions: readonly TxRef[];
  readonly tip: BlockRef;
  readonly coins: UtxoSet;
}

/** Decodes and verifies a prologue from scratch: proof of work, difficulty, scripts, values.
 * @throws {Error} naming the block and Core's reason when anything does not hold */
export function loadPrologue(file: PrologueFile, params: ChainParams): Prologue {
  const coins = new UtxoSet();
  const blocks: BlockRef[] = [];
  const transactions: TxRef[] = [];
  for (const hex of file.blocks) {
    const block = decodeBlock(hexToBytes(hex));
    const parent = blocks[blocks.length - 1];
    const index = parent === undefined ? genesisIndex(block.header) : extendIndex(parent.index, block.header);
    const change = verify(block, index, parent, coins, params, file.id);
    applyConnect(coins, change);
    const refs = block.transactions.map((tx) => {
      const ref = makeTxRef(transactions.length, tx, -1, -1, 0n);
      transactions.push(ref);
      return ref;
    });
    blocks.push(
      makeBlockRef({
        id: blocks.length,
        block,
        index,
        parent,
        transactions: refs,
        miner: -1,
        foundAt: -1,
        checked: { form: accepted, verdict: accepted, change, stored: undefined },
      }),
    );
  }
  const tip = blocks[blocks.length - 1];
  if (tip === undefined) throw new Error(`prologue ${file.id} has no blocks`);
  return { id: file.id, payees: file.payees, params, blocks, transactions, tip, coins };
}

function verify(
  block: Block,
  index: BlockIndex,
  parent: BlockRef | undefined,
  coins: UtxoSet,
  params: ChainParams,
  id: string,
) {
  const fail = (reason: string): never => {
    throw new Error(`prologue ${id}, block ${index.height}: ${reason}`);
  };
  const shape = checkBlock(block, params);
  if (!shape.ok) fail(shape.reason);
  if (parent !== undefined) {
    const header = contextualCheckHeader(block.header, parent.index, block.header.time, params);
    if (!header.ok) fail(header.reason);
    const body = contextualCheckBlock(block, parent.index, params);
    if (!body.ok) fail(body.reason);
  }
  const result = connectBlock({ block, index, view: coins, params });
  return 'created' in result ? result : fail(result.verdict.reason);
}

/** A transaction as a shared reference; `id` is its place in the table. */
export function makeTxRef(id: number, tx: Transaction, from: number, to: number, amount: bigint): TxRef {
  const wtxid = wtxidOf(tx);
  return new SharedTx({
    id,
    tx,
    txid: txidOf(tx),
    wtxid,
    size: sizeOf(tx),
    vsize: vsizeOf(tx),
    key0: keyWord(wtxid, 0),
    key1: keyWord(wtxid, 1),
    from,
    to,
    amount,
  });
}

/** A block as a shared reference. A broken copy is named by a hash over all its bytes. */
export function makeBlockRef(
  parts: Pick<
    BlockRef,
    'id' | 'block' | 'index' | 'parent' | 'transactions' | 'miner' | 'foundAt' | 'checked'
  > & { readonly brokenContent?: string },
): BlockRef {
  const { id, block, index, parent, transactions, miner, foundAt, checked, brokenContent = '' } = parts;
  return new SharedBlock({
    id,
    hash: index.hash,
    block,
    index,
    height: index.height,
    work: exactWork(index.chainWork),
    parent,
    transactions,
    size: blockSize(block),
    key0: brokenContent === '' ? keyWord(index.hash, 0) : contentWord(brokenContent, 0),
    key1: brokenContent === '' ? keyWord(index.hash, 1) : contentWord(brokenContent, 1),
    miner,
    foundAt,
    brokenContent,
    checked,
  });
}

function exactWork(chainWork: bigint): number {
  const work = Number(chainWork);
  assert(Number.isSafeInteger(work), 'a simulated chain has less than 2^53 hashes of work');
  return work;
}

/** Word 0 or 1 of a hash as it is displayed, last byte first. */
function keyWord(hash: string, word: number): number {
  return littleEndianWord(hash, hash.length - 2 - 8 * word, -2);
}

/** The same of a hash that is written first byte first. */
function contentWord(content: string, word: number): number {
  return littleEndianWord(content, 8 * word, 2);
}

/** Four bytes as an int32, the first one lowest: two digits each from `at` on, in steps of `step` digits. Engines keep
 * small integers, unlike large ones, in the object itself. */
function littleEndianWord(hex: string, at: number, step: number): number {
  let value = 0;
  for (let byte = 0; byte < 4; byte++) {
    const from = at + byte * step;
    value |= ((digitAt(hex, from) << 4) | digitAt(hex, from + 1)) << (8 * byte);
  }
  return value;
}

function digitAt(hex: string, at: number): number {
  const code = hex.charCodeAt(at);
  return code <= 57 ? code - 48 : code - 87;
}
