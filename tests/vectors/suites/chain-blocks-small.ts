import { checkBlock } from '#bitcoin/consensus/check-block';
import { valueOutOf } from '#bitcoin/consensus/check-tx-inputs';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { mainnetParams } from '#bitcoin/consensus/params';
import { accepted } from '#bitcoin/consensus/verdict';
import {
  findWitnessCommitment,
  witnessCommitment,
  witnessMerkleRoot,
} from '#bitcoin/consensus/witness-commitment';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { blockSize, blockWeight, strippedBlockSize } from '#bitcoin/primitives/block-size';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import { hasWitness } from '#bitcoin/primitives/transaction-size';
import { checkRows, expectEqual, readRows, type SuiteResult } from '../suite.ts';

interface Row {
  readonly network: string;
  readonly height: number | null;
  readonly hash: string;
  readonly prev: string;
  readonly merkleroot: string;
  readonly version: number;
  readonly time: number;
  readonly bits: string;
  readonly nonce: number;
  readonly ntx: number;
  readonly size: number;
  readonly strippedsize: number;
  readonly weight: number;
  readonly segwit_txs: number;
  readonly witness_commitment: string | null;
  readonly coinbase_value: number;
  readonly txids: readonly string[];
  readonly wtxids: readonly string[] | null;
  readonly hex: string;
}

/** Real blocks of two networks: identifiers, sizes, commitments, and the context-free check. */
export async function run(vectorsFolder: string): Promise<SuiteResult> {
  const rows = await readRows<Row>(vectorsFolder, 'chain/blocks_small.json');
  return checkRows('chain/blocks_small', rows, checkRow, (row) => `${row.network} ${row.height ?? row.hash}`);
}

function checkRow(row: Row): void {
  const bytes = hexToBytes(row.hex);
  const block = decodeBlock(bytes);
  expectEqual(bytesToHex(encodeBlock(block)) === row.hex, true, 'encodes to the same bytes');
  expectEqual(hashHeader(block.header), row.hash, 'hash');
  expectEqual(
    block.header,
    {
      version: row.version,
      previousBlockHash: row.prev,
      merkleRoot: row.merkleroot,
      time: row.time,
      bits: Number.parseInt(row.bits, 16),
      nonce: row.nonce,
    },
    'header',
  );
  expectEqual(
    [block.transactions.length, blockSize(block), strippedBlockSize(block), blockWeight(block)],
    [row.ntx, row.size, row.strippedsize, row.weight],
    'count and sizes',
  );
  expectEqual(block.transactions.map(txidOf), row.txids, 'txids');
  if (row.wtxids !== null) expectEqual(block.transactions.map(wtxidOf), row.wtxids, 'wtxids');
  expectEqual(merkleRootOf(row.txids), { root: row.merkleroot, mutated: false }, 'Merkle root');
  expectEqual(valueOutOf(block.transactions[0]!), BigInt(row.coinbase_value), 'coinbase value');
  // Both networks have the same limits on target, weight and signature operations.
  expectEqual(checkBlock(block, mainnetParams), accepted, 'verdict');
  checkCommitment(block, row);
}

function checkCommitment(block: Block, row: Row): void {
  const coinbase = block.transactions[0]!;
  const committed = findWitnessCommitment(coinbase);
  expectEqual(committed === undefined ? null : bytesToHex(committed), row.witness_commitment, 'commitment');
  expectEqual(block.transactions.filter(hasWitness).length, row.segwit_txs, 'segwit transactions');
  if (committed === undefined || !hasWitness(coinbase)) return;
  const nonce = coinbase.inputs[0]!.witness[0]!;
  const computed = witnessCommitment(witnessMerkleRoot(block.transactions), nonce);
  expectEqual(bytesToHex(computed), row.witness_commitment, 'computed commitment');
}
