import { sha256 } from '../crypto/sha256.ts';
import { type SipHashKey, sipHash } from '../crypto/siphash.ts';
import { ByteReader } from '../encoding/byte-reader.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import type { Block, BlockHeader } from '../primitives/block.ts';
import { BLOCK_HEADER_SIZE, writeHeader } from '../primitives/block-header.ts';
import { hashToBytes } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf, wtxidOf } from '../primitives/transaction-id.ts';
import type { CmpctBlockMessage } from './compact-block-messages.ts';

/** Which identifier is shortened: 1 the txid, 2 the wtxid. */
export type CompactBlockVersion = 1 | 2;

/** The key of one compact block's short identifiers: nobody can prepare transactions that collide under it.
 * @param nonce uint64 drawn by the sender
 * @see BIP-0152, “Short transaction IDs” */
export function shortIdKey(header: BlockHeader, nonce: bigint): SipHashKey {
  const writer = new ByteWriter(BLOCK_HEADER_SIZE + 8);
  writeHeader(writer, header);
  const reader = new ByteReader(sha256(writer.u64(nonce).finish()));
  return { k0: reader.u64(), k1: reader.u64() };
}

/** The 48 bits that stand for a transaction in a compact block, as 12 hex digits.
 * @param id txid or wtxid, display order */
export function shortIdOf(id: string, key: SipHashKey): string {
  return (sipHash(key, hashToBytes(id)) & 0xffffffffffffn).toString(16).padStart(12, '0');
}

/** A block as six bytes a transaction; the coinbase, which no mempool holds, is sent in full. */
export function compactBlockOf(
  block: Block,
  nonce: bigint,
  version: CompactBlockVersion = 2,
): CmpctBlockMessage {
  const key = shortIdKey(block.header, nonce);
  const [coinbase, ...others] = block.transactions;
  return {
    type: 'cmpctblock',
    header: block.header,
    nonce,
    shortIds: others.map((tx) => shortIdOf(identifierOf(tx, version), key)),
    prefilled: coinbase === undefined ? [] : [{ index: 0, transaction: coinbase }],
  };
}

/** A compact block filled up from transactions at hand. */
export interface Reconstruction {
  /** By position; undefined where nothing fits. */
  readonly transactions: readonly (Transaction | undefined)[];
  /** Positions to ask for with `getblocktxn`. */
  readonly missing: readonly number[];
}

/** Puts known transactions where their short identifiers stand. Two that share one are both left out: only the
 * sender knows which is meant. The result is a guess until its Merkle root is checked.
 * @returns undefined when the message is inconsistent: positions outside the block, or short identifiers that repeat
 * @see Bitcoin Core `PartiallyDownloadedBlock::InitData`, src/blockencodings.cpp */
export function reconstructBlock(
  message: CmpctBlockMessage,
  known: Iterable<Transaction>,
  version: CompactBlockVersion = 2,
): Reconstruction | undefined {
  const count = message.shortIds.length + message.prefilled.length;
  const transactions: (Transaction | undefined)[] = new Array(count).fill(undefined);
  for (const { index, transaction } of message.prefilled) {
    if (index >= count || transactions[index] !== undefined) return undefined;
    transactions[index] = transaction;
  }
  const positions = new Map<string, number>();
  let next = 0;
  for (const id of message.shortIds) {
    while (transactions[next] !== undefined) next++;
    if (positions.has(id)) return undefined;
    positions.set(id, next++);
  }
  const key = shortIdKey(message.header, message.nonce);
  const ambiguous = new Set<number>();
  for (const tx of known) {
    const position = positions.get(shortIdOf(identifierOf(tx, version), key));
    if (position === undefined) continue;
    const found = transactions[position];
    if (found !== undefined && wtxidOf(found) !== wtxidOf(tx)) ambiguous.add(position);
    transactions[position] = tx;
  }
  for (const position of ambiguous) transactions[position] = undefined;
  const missing = [...transactions.keys()].filter((position) => transactions[position] === undefined);
  return { transactions, missing };
}

function identifierOf(tx: Transaction, version: CompactBlockVersion): string {
  return version === 1 ? txidOf(tx) : wtxidOf(tx);
}
