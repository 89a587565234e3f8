import { extendIndex, rootIndex } from '#bitcoin/chain/block-index';
import { sha256 } from '#bitcoin/crypto/sha256';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { equalBytes } from '#bitcoin/encoding/equal-bytes';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { blockMessage, type Command, type Message, malformedMessage, txMessage } from './node/message.ts';
import type { BlockRef, TxRef } from './refs.ts';
import type { Tables } from './tables.ts';

/** Who breaks a copy, and when. */
export interface Breaker {
  /** Node index. */
  readonly node: number;
  /** Simulated microseconds. */
  readonly time: number;
}

/** One byte of an object, and the bits of it to flip. */
export interface ByteChange {
  /** From the start of the payload. */
  readonly offset: number;
  /** 1 … 255 */
  readonly xor: number;
}

/** A `block` message that carries a copy of `honest` with one byte changed, or undefined when there is no such byte.
 * The copy is a block of its own, named by all its bytes: it may share its hash with the honest one and nothing else. */
export function brokenBlockMessage(
  tables: Tables,
  honest: BlockRef,
  change: ByteChange,
  breaker: Breaker,
): Message | undefined {
  const bytes = changed(encodeBlock(honest.block), change);
  if (bytes === undefined) return undefined;
  const block = decodedIfExact(bytes, decodeBlock, encodeBlock);
  if (block === undefined) return malformed('block', bytes);
  const content = bytesToHex(sha256(bytes));
  return blockMessage(tables.findBroken(content) ?? addBroken(tables, honest, block, content, breaker));
}

/** A `tx` message that carries a copy of `honest` with one byte changed, or undefined when there is no such byte. */
export function brokenTxMessage(tables: Tables, honest: TxRef, change: ByteChange): Message | undefined {
  const encode = (tx: TxRef['tx']) => encodeTransaction(tx, { witness: true });
  const bytes = changed(encode(honest.tx), change);
  if (bytes === undefined) return undefined;
  const tx = decodedIfExact(bytes, decodeTransaction, encode);
  return tx === undefined ? malformed('tx', bytes) : txMessage(tables.addTx(tx, -1, -1, 0n));
}

function addBroken(
  tables: Tables,
  honest: BlockRef,
  block: Block,
  brokenContent: string,
  breaker: Breaker,
): BlockRef {
  const { header } = block;
  const parent = honest.parent?.hash === header.previousBlockHash ? honest.parent : undefined;
  const sameTarget = header.bits === honest.block.header.bits;
  // Work that nobody has done counts for nothing.
  const place = { height: honest.height, chainWork: honest.parent?.index.chainWork ?? 0n };
  const index =
    parent !== undefined && sameTarget ? extendIndex(parent.index, header) : rootIndex(header, place);
  return tables.addBlock({
    block,
    index,
    parent,
    transactions: block.transactions.map((tx) => tables.addTx(tx, -1, -1, 0n)),
    miner: breaker.node,
    foundAt: breaker.time,
    brokenContent,
  });
}

function changed(bytes: Uint8Array, { offset, xor }: ByteChange): Uint8Array | undefined {
  if (offset >= bytes.length) return undefined;
  const copy = bytes.slice();
  copy[offset]! ^= xor;
  return copy;
}

/** What the bytes are, if they are a well-formed encoding and the only one of it. */
function decodedIfExact<T>(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => T,
  encode: (value: T) => Uint8Array,
): T | undefined {
  try {
    const value = decode(bytes);
    return equalBytes(encode(value), bytes) ? value : undefined;
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

function malformed(command: Command, bytes: Uint8Array): Message {
  const [a = 0, b = 0, c = 0, d = 0] = sha256(bytes);
  return malformedMessage(command, { bytes, key: (a | (b << 8) | (c << 16) | (d << 24)) >>> 0 });
}
