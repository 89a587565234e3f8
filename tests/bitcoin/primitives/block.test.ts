import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { decodeHeader, encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import { blockSize, blockWeight, strippedBlockSize } from '#bitcoin/primitives/block-size';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import type { BlockHash, MerkleRoot } from '#bitcoin/primitives/hashes';
import { arbitraryTransaction, bytesOf, uint32 } from '../arbitrary-transaction.ts';

const arbitraryHeader: fc.Arbitrary<BlockHeader> = fc.record({
  version: fc.integer(),
  previousBlockHash: bytesOf(32).map((bytes) => bytesToHex(bytes) as BlockHash),
  merkleRoot: bytesOf(32).map((bytes) => bytesToHex(bytes) as MerkleRoot),
  time: uint32,
  bits: uint32,
  nonce: uint32,
});
const arbitraryBlock: fc.Arbitrary<Block> = fc.record({
  header: arbitraryHeader,
  transactions: fc.array(arbitraryTransaction(), { minLength: 1, maxLength: 4 }),
});

test('the genesis header has the hash everybody knows', () => {
  const bytes = hexToBytes(
    `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c`,
  );
  const header = decodeHeader(bytes);
  expect(hashHeader(header)).toBe('000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f');
  expect(header.merkleRoot).toBe('4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b');
  expect([header.time, header.bits, header.nonce]).toEqual([1231006505, 0x1d00ffff, 2083236893]);
});

test('a header is 80 bytes there and back, and hashes as in other software', () => {
  fc.assert(
    fc.property(arbitraryHeader, (header) => {
      const bytes = encodeHeader(header);
      expect(bytes.length).toBe(80);
      expect(decodeHeader(bytes)).toEqual(header);
      expect(hashHeader(header)).toBe(bitcoin.Block.fromBuffer(bytes).getId());
      expect(() => decodeHeader(bytes.subarray(1))).toThrow(DecodeError);
      expect(() => decodeHeader(Uint8Array.of(...bytes, 0))).toThrow(DecodeError);
    }),
  );
});

test('a block survives the round trip and weighs what other software says', () => {
  fc.assert(
    fc.property(arbitraryBlock, (block) => {
      const bytes = encodeBlock(block);
      expect(decodeBlock(bytes)).toEqual(block);
      const theirs = bitcoin.Block.fromBuffer(bytes);
      expect(bytesToHex(theirs.toBuffer())).toBe(bytesToHex(bytes));
      expect(theirs.weight()).toBe(blockWeight(block));
      expect(blockSize(block)).toBe(bytes.length);
      expect(strippedBlockSize(block)).toBe(encodeBlock(block, { witness: false }).length);
    }),
    { numRuns: 50 },
  );
});

test('damaged blocks decode to a block with these bytes or not at all', () => {
  fc.assert(
    fc.property(arbitraryBlock, fc.nat(), fc.nat(255), (block, at, byte) => {
      const bytes = encodeBlock(block);
      bytes[at % bytes.length] = byte;
      try {
        const decoded = decodeBlock(bytes);
        if (decoded.transactions.every(({ inputs }) => inputs.length > 0))
          expect(encodeBlock(decoded)).toEqual(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(DecodeError);
      }
      expect(() => decodeBlock(bytes.subarray(0, at % bytes.length))).toThrow(DecodeError);
    }),
    { numRuns: 50 },
  );
});
