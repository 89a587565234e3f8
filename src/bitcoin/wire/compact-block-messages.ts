import type { ByteReader } from '../encoding/byte-reader.ts';
import type { ByteWriter } from '../encoding/byte-writer.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import type { BlockHeader } from '../primitives/block.ts';
import { BLOCK_HEADER_SIZE, readHeader, writeHeader } from '../primitives/block-header.ts';
import { readTransaction } from '../primitives/decode-transaction.ts';
import { writeTransaction } from '../primitives/encode-transaction.ts';
import { type BlockHash, hashFromBytes } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { sizeOf } from '../primitives/transaction-size.ts';
import { readFlag } from './flag.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** “I can take blocks as short identifiers” (BIP-0152). */
export interface SendCmpctMessage {
  readonly type: 'sendcmpct';
  /** True asks for `cmpctblock` without a question first (high-bandwidth mode). */
  readonly announce: boolean;
  /** uint64: 1 identifies by txid, 2 by wtxid */
  readonly version: bigint;
}

/** A transaction sent in full inside a compact block. */
export interface PrefilledTransaction {
  /** Position in the block; on the wire the gap to the one before. */
  readonly index: number;
  readonly transaction: Transaction;
}

/** A block as its header and six bytes a transaction, for a peer that has most of them in its mempool. */
export interface CmpctBlockMessage {
  readonly type: 'cmpctblock';
  readonly header: BlockHeader;
  /** uint64, makes the short identifiers of this message its own */
  readonly nonce: bigint;
  /** 48-bit numbers, 12 hex digits each, most significant first */
  readonly shortIds: readonly string[];
  /** By rising index. */
  readonly prefilled: readonly PrefilledTransaction[];
}

/** “Send me these transactions of that block; I miss them.” */
export interface GetBlockTxnMessage {
  readonly type: 'getblocktxn';
  readonly blockHash: BlockHash;
  /** Rising positions in the block; on the wire gaps. */
  readonly indexes: readonly number[];
}

/** The transactions that `getblocktxn` asked for. */
export interface BlockTxnMessage {
  readonly type: 'blocktxn';
  readonly blockHash: BlockHash;
  readonly transactions: readonly Transaction[];
}

/** Positions are uint16 (BIP-0152), hence at most this many entries. */
const maxEntries = 0x10000;
const shortIdSize = 6;
const minTransactionSize = 10;

/** `sendcmpct`: 9 bytes. */
export const sendCmpctCodec: PayloadCodec<SendCmpctMessage> = {
  write(writer, { announce, version }) {
    writer.u8(announce ? 1 : 0).u64(version);
  },
  read: (reader) => ({ type: 'sendcmpct', announce: readFlag(reader, 'announce'), version: reader.u64() }),
  size: () => 9,
};

/** `cmpctblock`: header, nonce, short identifiers, prefilled transactions. */
export const cmpctBlockCodec: PayloadCodec<CmpctBlockMessage> = {
  write(writer, { header, nonce, shortIds, prefilled }) {
    writeHeader(writer, header);
    writer.u64(nonce);
    writer.compactSize(shortIds.length);
    for (const id of shortIds) {
      writer.u32(Number.parseInt(id.slice(4), 16));
      writer.u16(Number.parseInt(id.slice(0, 4), 16));
    }
    writer.compactSize(prefilled.length);
    let next = 0;
    for (const { index, transaction } of prefilled) {
      writer.compactSize(index - next);
      next = index + 1;
      writeTransaction(writer, transaction, { witness: true });
    }
  },
  read(reader) {
    const header = readHeader(reader);
    const nonce = reader.u64();
    const shortIds = readList(
      reader,
      { what: 'short identifiers', max: maxEntries, minItemBytes: shortIdSize },
      () => {
        const low = reader.u32();
        const high = reader.u16();
        return high.toString(16).padStart(4, '0') + low.toString(16).padStart(8, '0');
      },
    );
    let next = 0;
    const prefilled = readList(
      reader,
      { what: 'prefilled transactions', max: maxEntries, minItemBytes: 1 + minTransactionSize },
      () => {
        const index = readIndex(reader, next);
        next = index + 1;
        return { index, transaction: readTransaction(reader) };
      },
    );
    return { type: 'cmpctblock', header, nonce, shortIds, prefilled };
  },
  size({ shortIds, prefilled }) {
    let size = BLOCK_HEADER_SIZE + 8 + sizeOfCompactSize(shortIds.length) + shortIdSize * shortIds.length;
    size += sizeOfCompactSize(prefilled.length);
    let next = 0;
    for (const { index, transaction } of prefilled) {
      size += sizeOfCompactSize(index - next) + sizeOf(transaction);
      next = index + 1;
    }
    return size;
  },
};

/** `getblocktxn`: block hash and gaps. */
export const getBlockTxnCodec: PayloadCodec<GetBlockTxnMessage> = {
  write(writer, { blockHash, indexes }) {
    writer.hash(blockHash);
    writer.compactSize(indexes.length);
    for (const gap of gaps(indexes)) writer.compactSize(gap);
  },
  read(reader) {
    const blockHash = hashFromBytes<BlockHash>(reader.bytes(32));
    let next = 0;
    const indexes = readList(reader, { what: 'indexes', max: maxEntries, minItemBytes: 1 }, () => {
      const index = readIndex(reader, next);
      next = index + 1;
      return index;
    });
    return { type: 'getblocktxn', blockHash, indexes };
  },
  size({ indexes }) {
    let size = 32 + sizeOfCompactSize(indexes.length);
    for (const gap of gaps(indexes)) size += sizeOfCompactSize(gap);
    return size;
  },
};

/** `blocktxn`: block hash and transactions. */
export const blockTxnCodec: PayloadCodec<BlockTxnMessage> = {
  write(writer: ByteWriter, { blockHash, transactions }) {
    writer.hash(blockHash);
    writer.compactSize(transactions.length);
    for (const transaction of transactions) writeTransaction(writer, transaction, { witness: true });
  },
  read: (reader) => ({
    type: 'blocktxn',
    blockHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    transactions: readList(
      reader,
      { what: 'transactions', max: maxEntries, minItemBytes: minTransactionSize },
      () => readTransaction(reader),
    ),
  }),
  size({ transactions }) {
    let size = 32 + sizeOfCompactSize(transactions.length);
    for (const transaction of transactions) size += sizeOf(transaction);
    return size;
  },
};

function gaps(indexes: readonly number[]): number[] {
  return indexes.map((index, i) => (i === 0 ? index : index - indexes[i - 1]! - 1));
}

/** A position written as its gap to the one before; both must stay within uint16. */
function readIndex(reader: ByteReader, next: number): number {
  const offset = reader.offset;
  const index = next + reader.compactSize();
  if (index > 0xffff) throw new DecodeError(`index ${index} overflows 16 bits`, offset);
  return index;
}
