import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import type { Block, BlockHeader } from '../primitives/block.ts';
import { BLOCK_HEADER_SIZE, readHeader, writeHeader } from '../primitives/block-header.ts';
import { blockSize } from '../primitives/block-size.ts';
import { readBlock } from '../primitives/decode-block.ts';
import { writeTransaction } from '../primitives/encode-transaction.ts';
import { type BlockHash, hashFromBytes } from '../primitives/hashes.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** A whole block, witnesses included. */
export interface BlockMessage {
  readonly type: 'block';
  readonly block: Block;
}

/** “Here is my chain; send me the headers after our last common block.” */
export interface GetHeadersMessage {
  readonly type: 'getheaders';
  /** uint32 protocol version of the sender, ignored by the receiver */
  readonly version: number;
  /** Hashes of the sender's chain from the tip back, ever sparser; at most 101. */
  readonly locator: readonly BlockHash[];
  /** Last header wanted; the zero hash asks for as many as fit. */
  readonly stop: BlockHash;
}

/** As `getheaders`, answered by an `inv` of block hashes; how blocks were synchronised before headers-first. */
export interface GetBlocksMessage {
  readonly type: 'getblocks';
  /** uint32 protocol version of the sender, ignored by the receiver */
  readonly version: number;
  /** Hashes of the sender's chain from the tip back, ever sparser; at most 101. */
  readonly locator: readonly BlockHash[];
  /** Last block wanted; the zero hash asks for as many as fit. */
  readonly stop: BlockHash;
}

/** Consecutive headers, at most 2,000. */
export interface HeadersMessage {
  readonly type: 'headers';
  readonly headers: readonly BlockHeader[];
}

/** Headers one `headers` message may carry.
 * @see Bitcoin Core `MAX_HEADERS_RESULTS`, src/net_processing.cpp */
export const maxHeadersResults = 2000;

/** Hashes a locator may have.
 * @see Bitcoin Core `MAX_LOCATOR_SZ`, src/net_processing.cpp */
export const maxLocatorHashes = 101;

/** A header and the zero that stands for its transactions. */
const headerEntrySize = BLOCK_HEADER_SIZE + 1;

/** `block`: the block as it is stored and hashed. */
export const blockCodec: PayloadCodec<BlockMessage> = {
  write(writer, { block }) {
    writeHeader(writer, block.header);
    writer.compactSize(block.transactions.length);
    for (const tx of block.transactions) writeTransaction(writer, tx, { witness: true });
  },
  read: (reader) => ({ type: 'block', block: readBlock(reader) }),
  size: ({ block }) => sizeOfBlock(block),
};

/** `getheaders`: version, locator, stop. */
export const getHeadersCodec: PayloadCodec<GetHeadersMessage> = locatorCodec('getheaders');

/** `getblocks`: version, locator, stop. */
export const getBlocksCodec: PayloadCodec<GetBlocksMessage> = locatorCodec('getblocks');

/** `headers`: a count, then each header followed by a zero, the number of its transactions sent along. */
export const headersCodec: PayloadCodec<HeadersMessage> = {
  write(writer, { headers }) {
    writer.compactSize(headers.length);
    for (const header of headers) {
      writeHeader(writer, header);
      writer.u8(0);
    }
  },
  read: (reader) => ({
    type: 'headers',
    headers: readList(
      reader,
      { what: 'headers', max: maxHeadersResults, minItemBytes: headerEntrySize },
      () => {
        const header = readHeader(reader);
        const offset = reader.offset;
        if (reader.u8() !== 0) throw new DecodeError('a header is sent with zero transactions', offset);
        return header;
      },
    ),
  }),
  size: ({ headers }) => sizeOfCompactSize(headers.length) + headerEntrySize * headers.length,
};

function locatorCodec<Type extends string>(
  type: Type,
): PayloadCodec<{
  readonly type: Type;
  readonly version: number;
  readonly locator: readonly BlockHash[];
  readonly stop: BlockHash;
}> {
  return {
    write(writer, { version, locator, stop }) {
      writer.u32(version);
      writer.compactSize(locator.length);
      for (const hash of locator) writer.hash(hash);
      writer.hash(stop);
    },
    read: (reader) => ({
      type,
      version: reader.u32(),
      locator: readList(reader, { what: 'locator hashes', max: maxLocatorHashes, minItemBytes: 32 }, () =>
        hashFromBytes<BlockHash>(reader.bytes(32)),
      ),
      stop: hashFromBytes<BlockHash>(reader.bytes(32)),
    }),
    size: ({ locator }) => 4 + sizeOfCompactSize(locator.length) + 32 * locator.length + 32,
  };
}

const blockSizes = new WeakMap<Block, number>();

/** A block crosses many links; its size is added up once. */
function sizeOfBlock(block: Block): number {
  let size = blockSizes.get(block);
  if (size === undefined) {
    size = blockSize(block);
    blockSizes.set(block, size);
  }
  return size;
}
