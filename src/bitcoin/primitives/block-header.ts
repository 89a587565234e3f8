import { sha256d } from '../crypto/sha256.ts';
import { ByteReader } from '../encoding/byte-reader.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import type { BlockHeader } from './block.ts';
import { type BlockHash, hashFromBytes, type MerkleRoot } from './hashes.ts';

/** Bytes of an encoded header. */
export const BLOCK_HEADER_SIZE = 80;

/** The 80 bytes of a header:
 * ```
 * 0       4                        36                       68     72     76     80
 * version | previous block hash (32) | Merkle root (32)       | time | bits | nonce
 * ```
 * @see Bitcoin Core `CBlockHeader` */
export function encodeHeader(header: BlockHeader): Uint8Array {
  const writer = new ByteWriter(BLOCK_HEADER_SIZE);
  writeHeader(writer, header);
  return writer.finish();
}

/** Appends the 80 bytes of a header to a writer. */
export function writeHeader(writer: ByteWriter, header: BlockHeader): void {
  writer.i32(header.version).hash(header.previousBlockHash).hash(header.merkleRoot);
  writer.u32(header.time).u32(header.bits).u32(header.nonce);
}

/** The header that exactly these 80 bytes are.
 * @throws {DecodeError} on any other length */
export function decodeHeader(bytes: Uint8Array): BlockHeader {
  const reader = new ByteReader(bytes);
  const header = readHeader(reader);
  reader.expectEnd();
  return header;
}

/** Reads 80 bytes as a header.
 * @throws {DecodeError} when fewer are left */
export function readHeader(reader: ByteReader): BlockHeader {
  return {
    version: reader.i32(),
    previousBlockHash: hashFromBytes<BlockHash>(reader.bytes(32)),
    merkleRoot: hashFromBytes<MerkleRoot>(reader.bytes(32)),
    time: reader.u32(),
    bits: reader.u32(),
    nonce: reader.u32(),
  };
}

const scratch = new ByteWriter(BLOCK_HEADER_SIZE);

function hashOf(header: BlockHeader): Uint8Array {
  writeHeader(scratch.restart(), header);
  return sha256d(scratch.view());
}

const hashes = new WeakMap<BlockHeader, BlockHash>();

/** SHA-256d of the 80 bytes: the number that proof of work compares with the target, and the block's name.
 * Computed once per object. */
export function hashHeader(header: BlockHeader): BlockHash {
  let hash = hashes.get(header);
  if (hash === undefined) {
    hash = hashFromBytes<BlockHash>(hashOf(header));
    hashes.set(header, hash);
  }
  return hash;
}
