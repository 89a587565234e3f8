import { assert } from '../encoding/assert.ts';
import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import type { BlockHeader } from '../primitives/block.ts';
import { BLOCK_HEADER_SIZE, readHeader, writeHeader } from '../primitives/block-header.ts';
import { hashFromBytes, type Txid } from '../primitives/hashes.ts';
import { emptyPayload, type PayloadCodec } from './payload-codec.ts';
import { readList } from './read-list.ts';

/** “Send me only what matches this Bloom filter” (BIP-0037). */
export interface FilterLoadMessage {
  readonly type: 'filterload';
  /** hex, at most 36,000 bytes */
  readonly filter: string;
  /** uint32, at most 50 */
  readonly hashFunctions: number;
  /** uint32 added to every seed */
  readonly tweak: number;
  /** uint8: 0 never, 1 always, 2 for pay-to-pubkey outputs only: matched outpoints join the filter */
  readonly flags: number;
}

/** “Add this to my filter.” */
export interface FilterAddMessage {
  readonly type: 'filteradd';
  /** hex, at most 520 bytes */
  readonly data: string;
}

/** “Forget my filter.” */
export interface FilterClearMessage {
  readonly type: 'filterclear';
}

/** A header and a partial Merkle tree that proves which matching transactions the block has. */
export interface MerkleBlockMessage {
  readonly type: 'merkleblock';
  readonly header: BlockHeader;
  /** uint32, transactions in the block */
  readonly totalTransactions: number;
  /** Hashes of the tree's nodes in depth-first order. */
  readonly hashes: readonly Txid[];
  /** hex; bit 0 of the first byte belongs to the root */
  readonly flags: string;
}

const maxFilterBytes = 36_000;
const maxHashFunctions = 50;
const maxFilterAddBytes = 520;
const maxMerkleHashes = 0x10000;

/** `filterload`: filter, number of hash functions, tweak, flags. */
export const filterLoadCodec: PayloadCodec<FilterLoadMessage> = {
  write(writer, { filter, hashFunctions, tweak, flags }) {
    writer.varBytes(hexToBytes(filter)).u32(hashFunctions).u32(tweak).u8(flags);
  },
  read(reader) {
    const filter = bytesToHex(reader.varBytes(maxFilterBytes));
    const offset = reader.offset;
    const hashFunctions = reader.u32();
    if (hashFunctions > maxHashFunctions)
      throw new DecodeError(`${hashFunctions} hash functions, at most ${maxHashFunctions} allowed`, offset);
    return { type: 'filterload', filter, hashFunctions, tweak: reader.u32(), flags: reader.u8() };
  },
  size: ({ filter }) => sizeOfVarHex(filter) + 9,
};

/** `filteradd`: the data with its length. */
export const filterAddCodec: PayloadCodec<FilterAddMessage> = {
  write(writer, { data }) {
    writer.varBytes(hexToBytes(data));
  },
  read: (reader) => ({ type: 'filteradd', data: bytesToHex(reader.varBytes(maxFilterAddBytes)) }),
  size: ({ data }) => sizeOfVarHex(data),
};

/** `filterclear`: empty. */
export const filterClearCodec: PayloadCodec<FilterClearMessage> = emptyPayload('filterclear');

/** `merkleblock`: header, number of transactions, hashes, flag bits. */
export const merkleBlockCodec: PayloadCodec<MerkleBlockMessage> = {
  write(writer, { header, totalTransactions, hashes, flags }) {
    writeHeader(writer, header);
    writer.u32(totalTransactions);
    writer.compactSize(hashes.length);
    for (const hash of hashes) writer.hash(hash);
    writer.varBytes(hexToBytes(flags));
  },
  read: (reader) => ({
    type: 'merkleblock',
    header: readHeader(reader),
    totalTransactions: reader.u32(),
    hashes: readList(reader, { what: 'hashes', max: maxMerkleHashes, minItemBytes: 32 }, () =>
      hashFromBytes<Txid>(reader.bytes(32)),
    ),
    flags: bytesToHex(reader.varBytes()),
  }),
  size: ({ hashes, flags }) =>
    BLOCK_HEADER_SIZE + 4 + sizeOfCompactSize(hashes.length) + 32 * hashes.length + sizeOfVarHex(flags),
};

function sizeOfVarHex(hex: string): number {
  assert(hex.length % 2 === 0, 'hex has an even number of digits');
  return sizeOfCompactSize(hex.length / 2) + hex.length / 2;
}
