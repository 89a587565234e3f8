import { finalSequence } from '../consensus/locks.ts';
import { merkleRootOf } from '../consensus/merkle-root.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { hexToBytes } from '../encoding/hex.ts';
import type { Block } from '../primitives/block.ts';
import { zeroHash } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { pushData } from '../script/push-data.ts';
import { p2pkScript } from '../script/standard-scripts.ts';

/** What tells one chain's first block from another's. */
export interface GenesisRequest {
  /** Words that date the block, as raw bytes. */
  readonly message: Uint8Array;
  readonly payoutScript: Uint8Array;
  /** satoshis; by an old accident nobody can ever spend them */
  readonly value: bigint;
  readonly version: number;
  /** Unix seconds */
  readonly time: number;
  readonly bits: number;
  readonly nonce: number;
}

/** The first block of a chain, which follows nothing and is valid because everyone agrees on it.
 * @see Bitcoin Core `CreateGenesisBlock`, src/kernel/chainparams.cpp */
export function createGenesisBlock(request: GenesisRequest): Block {
  const { version, time, bits, nonce } = request;
  const coinbase: Transaction = {
    version: 1,
    inputs: [
      {
        previousOutput: { txid: zeroHash, index: 0xffff_ffff },
        // The early client began every coinbase with the compact target and the extra nonce.
        scriptSig: concatBytes(hexToBytes('04ffff001d0104'), pushData(request.message)),
        sequence: finalSequence,
        witness: [],
      },
    ],
    outputs: [{ value: request.value, scriptPubKey: request.payoutScript }],
    lockTime: 0,
  };
  const merkleRoot = merkleRootOf([txidOf(coinbase)]).root;
  return {
    header: { version, previousBlockHash: zeroHash, merkleRoot, time, bits, nonce },
    transactions: [coinbase],
  };
}

/** The first block of the main network, 3 January 2009.
 * @see Bitcoin Core `CMainParams`, src/kernel/chainparams.cpp */
export const mainnetGenesisBlock: Block = createGenesisBlock({
  message: Uint8Array.from(
    'The Times 03/Jan/2009 Chancellor on brink of second bailout for banks',
    (character) => character.charCodeAt(0),
  ),
  payoutScript: p2pkScript(
    hexToBytes(
      '04678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5f',
    ),
  ),
  value: 5_000_000_000n,
  version: 1,
  time: 1_231_006_505,
  bits: 0x1d00_ffff,
  nonce: 2_083_236_893,
});
