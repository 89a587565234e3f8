import { difficultyFromBits } from '../consensus/target.ts';
import type { AddressNetwork } from '../keys/address-networks.ts';
import type { Block, BlockHeader } from '../primitives/block.ts';
import { hashHeader } from '../primitives/block-header.ts';
import { blockSize, blockWeight, strippedBlockSize } from '../primitives/block-size.ts';
import { type TransactionJson, transactionJson } from './json-transaction.ts';

/** A header as Core's `getblockheader` shows it, less what only the chain knows. */
export interface HeaderJson {
  readonly hash: string;
  readonly version: number;
  readonly versionHex: string;
  readonly previousblockhash: string;
  readonly merkleroot: string;
  readonly time: number;
  readonly nonce: number;
  readonly bits: string;
  readonly difficulty: number;
}

/** A block as Core's `getblock` with verbosity 2 shows it, less what only the chain knows. */
export interface BlockJson extends HeaderJson {
  readonly nTx: number;
  readonly strippedsize: number;
  readonly size: number;
  readonly weight: number;
  readonly tx: readonly TransactionJson[];
}

/** The fields of a header, with its hash and difficulty.
 * @see Bitcoin Core `blockheaderToJSON`, src/rpc/blockchain.cpp */
export function headerJson(header: BlockHeader): HeaderJson {
  return {
    hash: hashHeader(header),
    version: header.version,
    versionHex: (header.version >>> 0).toString(16).padStart(8, '0'),
    previousblockhash: header.previousBlockHash,
    merkleroot: header.merkleRoot,
    time: header.time,
    nonce: header.nonce,
    bits: header.bits.toString(16).padStart(8, '0'),
    difficulty: difficultyFromBits(header.bits),
  };
}

/** A block with its sizes and transactions.
 * @see Bitcoin Core `blockToJSON`, src/rpc/blockchain.cpp */
export function blockJson(block: Block, params: AddressNetwork): BlockJson {
  return {
    ...headerJson(block.header),
    nTx: block.transactions.length,
    strippedsize: strippedBlockSize(block),
    size: blockSize(block),
    weight: blockWeight(block),
    tx: block.transactions.map((tx) => transactionJson(tx, { params })),
  };
}
