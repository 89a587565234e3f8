import type { BlockHash, MerkleRoot } from './hashes.ts';
import type { Transaction } from './transaction.ts';

/** The 80 bytes that are hashed for proof of work, as a value. */
export interface BlockHeader {
  /** int32 */
  readonly version: number;
  readonly previousBlockHash: BlockHash;
  readonly merkleRoot: MerkleRoot;
  /** uint32, Unix seconds */
  readonly time: number;
  /** uint32, compact target */
  readonly bits: number;
  /** uint32 */
  readonly nonce: number;
}

/** A header with the transactions it commits to; the first is the coinbase. */
export interface Block {
  readonly header: BlockHeader;
  readonly transactions: readonly Transaction[];
}
