import { assert } from '../encoding/assert.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import { type BlockHash, hashFromBytes } from '../primitives/hashes.ts';
import type { PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** “Send me the compact filters of these blocks” (BIP-0157). */
export interface GetCFiltersMessage {
  readonly type: 'getcfilters';
  /** uint8, 0 is the basic filter of BIP-0158 */
  readonly filterType: number;
  /** uint32 height */
  readonly startHeight: number;
  readonly stopHash: BlockHash;
}

/** The compact filter of one block. */
export interface CFilterMessage {
  readonly type: 'cfilter';
  /** uint8 */
  readonly filterType: number;
  readonly blockHash: BlockHash;
  /** hex */
  readonly filter: string;
}

/** “Send me the filter hashes of these blocks.” */
export interface GetCFHeadersMessage {
  readonly type: 'getcfheaders';
  /** uint8 */
  readonly filterType: number;
  /** uint32 height */
  readonly startHeight: number;
  readonly stopHash: BlockHash;
}

/** Filter hashes of consecutive blocks, and the filter header before them; at most 2,000. */
export interface CFHeadersMessage {
  readonly type: 'cfheaders';
  /** uint8 */
  readonly filterType: number;
  readonly stopHash: BlockHash;
  readonly previousFilterHeader: string;
  readonly filterHashes: readonly string[];
}

/** “Send me every thousandth filter header.” */
export interface GetCFCheckptMessage {
  readonly type: 'getcfcheckpt';
  /** uint8 */
  readonly filterType: number;
  readonly stopHash: BlockHash;
}

/** Every thousandth filter header up to a block. */
export interface CFCheckptMessage {
  readonly type: 'cfcheckpt';
  /** uint8 */
  readonly filterType: number;
  readonly stopHash: BlockHash;
  readonly filterHeaders: readonly string[];
}

const maxFilterHashes = 2000;

/** `getcfilters`: 37 bytes. */
export const getCFiltersCodec: PayloadCodec<GetCFiltersMessage> = rangeCodec('getcfilters');

/** `getcfheaders`: 37 bytes. */
export const getCFHeadersCodec: PayloadCodec<GetCFHeadersMessage> = rangeCodec('getcfheaders');

/** `cfilter`: type, block hash, filter with its length. */
export const cFilterCodec: PayloadCodec<CFilterMessage> = {
  write(writer, { filterType, blockHash, filter }) {
    writer.u8(filterType).hash(blockHash).varBytes(hexToBytes(filter));
  },
  read: (reader) => ({
    type: 'cfilter',
    filterType: reader.u8(),
    blockHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    filter: bytesToHex(reader.varBytes()),
  }),
  size({ filter }) {
    assert(filter.length % 2 === 0, 'hex has an even number of digits');
    return 33 + sizeOfCompactSize(filter.length / 2) + filter.length / 2;
  },
};

/** `cfheaders`: type, stop hash, previous filter header, filter hashes. */
export const cFHeadersCodec: PayloadCodec<CFHeadersMessage> = {
  write(writer, { filterType, stopHash, previousFilterHeader, filterHashes }) {
    writer.u8(filterType).hash(stopHash).hash(previousFilterHeader);
    writer.compactSize(filterHashes.length);
    for (const hash of filterHashes) writer.hash(hash);
  },
  read: (reader) => ({
    type: 'cfheaders',
    filterType: reader.u8(),
    stopHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    previousFilterHeader: hashFromBytes<string>(reader.bytes(32)),
    filterHashes: readList(reader, { what: 'filter hashes', max: maxFilterHashes, minItemBytes: 32 }, () =>
      hashFromBytes<string>(reader.bytes(32)),
    ),
  }),
  size: ({ filterHashes }) => 65 + sizeOfCompactSize(filterHashes.length) + 32 * filterHashes.length,
};

/** `getcfcheckpt`: 33 bytes. */
export const getCFCheckptCodec: PayloadCodec<GetCFCheckptMessage> = {
  write(writer, { filterType, stopHash }) {
    writer.u8(filterType).hash(stopHash);
  },
  read: (reader) => ({
    type: 'getcfcheckpt',
    filterType: reader.u8(),
    stopHash: hashFromBytes<BlockHash>(reader.bytes(32)),
  }),
  size: () => 33,
};

/** `cfcheckpt`: type, stop hash, filter headers. */
export const cFCheckptCodec: PayloadCodec<CFCheckptMessage> = {
  write(writer, { filterType, stopHash, filterHeaders }) {
    writer.u8(filterType).hash(stopHash);
    writer.compactSize(filterHeaders.length);
    for (const header of filterHeaders) writer.hash(header);
  },
  read: (reader) => ({
    type: 'cfcheckpt',
    filterType: reader.u8(),
    stopHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    filterHeaders: readList(reader, { what: 'filter headers', max: reader.remaining, minItemBytes: 32 }, () =>
      hashFromBytes<string>(reader.bytes(32)),
    ),
  }),
  size: ({ filterHeaders }) => 33 + sizeOfCompactSize(filterHeaders.length) + 32 * filterHeaders.length,
};

function rangeCodec<Type extends string>(
  type: Type,
): PayloadCodec<{
  readonly type: Type;
  readonly filterType: number;
  readonly startHeight: number;
  readonly stopHash: BlockHash;
}> {
  return {
    write(writer, { filterType, startHeight, stopHash }) {
      writer.u8(filterType).u32(startHeight).hash(stopHash);
    },
    read: (reader) => ({
      type,
      filterType: reader.u8(),
      startHeight: reader.u32(),
      stopHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    }),
    size: () => 37,
  };
}
