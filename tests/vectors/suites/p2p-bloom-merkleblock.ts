import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import {
  bloomFilterContains,
  bloomFilterOf,
  emptyBloomFilter,
  filterLoadOf,
  insertIntoBloomFilter,
} from '#bitcoin/filters/bloom-filter';
import { buildPartialMerkleTree, extractMatches } from '#bitcoin/filters/partial-merkle-tree';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { decodePayload } from '#bitcoin/wire/decode-payload';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface FilterRow {
  readonly kind: 'filter';
  readonly n: number;
  readonly fp: number;
  readonly tweak: number;
  readonly flags: number;
  readonly insert: readonly string[];
  readonly absent: readonly string[];
  readonly serialized: string;
}

interface MerkleRow {
  readonly kind: 'merkleblock';
  readonly payload: string;
  readonly decoded: {
    readonly hash: string;
    readonly merkleroot: string;
    readonly total_transactions: number;
    readonly hashes: readonly string[];
    readonly flag_bytes: string;
    readonly matched: readonly (readonly [number, string])[];
  };
}

/** BIP-0037: Bloom filters bit for bit, and what partial Merkle trees prove. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<FilterRow | MerkleRow>(vectorsFolder, 'p2p/bloom_merkleblock.json');
  return checkRows('p2p/bloom_merkleblock', rows, (row) =>
    row.kind === 'filter' ? checkFilter(row) : checkMerkleBlock(row),
  );
}

function checkFilter(row: FilterRow): void {
  let filter = emptyBloomFilter({
    elements: row.n,
    falsePositiveRate: row.fp,
    tweak: row.tweak,
    flags: row.flags,
  });
  for (const element of row.insert) filter = insertIntoBloomFilter(filter, hexToBytes(element));
  expectEqual(bytesToHex(encodePayload(filterLoadOf(filter))), row.serialized, 'filterload');
  for (const element of row.insert)
    expectEqual(bloomFilterContains(filter, hexToBytes(element)), true, element);
  for (const element of row.absent)
    expectEqual(bloomFilterContains(filter, hexToBytes(element)), false, element);
  const message = decodePayload('filterload', hexToBytes(row.serialized));
  if (message.type !== 'filterload') throw new Error('not a filterload');
  expectEqual(filterLoadOf(bloomFilterOf(message)), message);
}

function checkMerkleBlock({ payload, decoded }: MerkleRow): void {
  const message = decodePayload('merkleblock', hexToBytes(payload));
  if (message.type !== 'merkleblock') throw new Error('not a merkleblock');
  expectEqual(bytesToHex(encodePayload(message)), payload, 'payload');
  expectEqual(hashHeader(message.header), decoded.hash, 'hash');
  expectEqual(message.totalTransactions, decoded.total_transactions);
  expectEqual(message.hashes, decoded.hashes);
  expectEqual(message.flags, decoded.flag_bytes);
  const tree = extractMatches(message);
  if (!tree.ok) throw new Error(tree.reason);
  expectEqual(tree.root, decoded.merkleroot, 'root');
  expectEqual(tree.root, message.header.merkleRoot, 'root in the header');
  expectEqual(
    tree.matches.map(({ index, txid }) => [index, txid]),
    decoded.matched,
    'matches',
  );
  if (message.totalTransactions === 1)
    expectEqual(
      buildPartialMerkleTree([message.hashes[0]!], () => tree.matches.length === 1),
      {
        totalTransactions: 1,
        hashes: message.hashes,
        flags: message.flags,
      },
    );
}
