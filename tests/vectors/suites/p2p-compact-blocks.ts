import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import {
  type CompactBlockVersion,
  reconstructBlock,
  shortIdKey,
  shortIdOf,
} from '#bitcoin/wire/compact-block';
import { decodePayload } from '#bitcoin/wire/decode-payload';
import { encodePayload } from '#bitcoin/wire/encode-payload';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly version: CompactBlockVersion;
  readonly block_hash: string;
  readonly k0: string;
  readonly k1: string;
  readonly nonce: string;
  readonly shortids: readonly string[];
  readonly prefilled: readonly (readonly [number, string])[];
  readonly cmpctblock: string;
  readonly block: string;
}

/** BIP-0152: keys and short identifiers of real compact blocks, and the block rebuilt from them. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'p2p/compact_blocks.json');
  return checkRows('p2p/compact_blocks', rows, (row) => {
    const message = decodePayload('cmpctblock', hexToBytes(row.cmpctblock));
    if (message.type !== 'cmpctblock') throw new Error('not a cmpctblock');
    expectEqual(bytesToHex(encodePayload(message)), row.cmpctblock, 'payload');
    expectEqual(hashHeader(message.header), row.block_hash, 'block hash');
    const key = shortIdKey(message.header, message.nonce);
    expectEqual([hex64(key.k0), hex64(key.k1), hex64(message.nonce)], [row.k0, row.k1, row.nonce], 'key');
    expectEqual(message.shortIds, row.shortids, 'short ids');
    expectEqual(
      message.prefilled.map(({ index, transaction }) => [index, txidOf(transaction)]),
      row.prefilled,
      'prefilled',
    );
    const block = decodeBlock(hexToBytes(row.block));
    expectEqual(hashHeader(block.header), row.block_hash, 'block hash of the block');
    const prefilled = new Set(message.prefilled.map(({ index }) => index));
    const identify = row.version === 1 ? txidOf : wtxidOf;
    expectEqual(
      block.transactions.filter((_, i) => !prefilled.has(i)).map((tx) => shortIdOf(identify(tx), key)),
      row.shortids,
      'short ids of the block',
    );
    const rebuilt = reconstructBlock(message, block.transactions, row.version);
    expectEqual(rebuilt?.missing, [], 'missing');
    expectEqual(
      rebuilt?.transactions.map((tx) => tx && wtxidOf(tx)),
      block.transactions.map(wtxidOf),
      'rebuilt block',
    );
  });
}

function hex64(value: bigint): string {
  return value.toString(16).padStart(16, '0');
}
