import { sizeOfCompactSize } from '../encoding/compact-size.ts';
import type { Block } from './block.ts';
import { BLOCK_HEADER_SIZE } from './block-header.ts';
import { sizeOf, strippedSizeOf, WITNESS_SCALE_FACTOR } from './transaction-size.ts';

/** Bytes of the block with witnesses. */
export function blockSize(block: Block): number {
  return block.transactions.reduce((size, tx) => size + sizeOf(tx), emptySize(block));
}

/** Bytes of the block without witnesses. */
export function strippedBlockSize(block: Block): number {
  return block.transactions.reduce((size, tx) => size + strippedSizeOf(tx), emptySize(block));
}

/** Weight units of the block, the quantity that the block limit bounds.
 * @see BIP-0141; Bitcoin Core `GetBlockWeight` */
export function blockWeight(block: Block): number {
  return strippedBlockSize(block) * (WITNESS_SCALE_FACTOR - 1) + blockSize(block);
}

function emptySize(block: Block): number {
  return BLOCK_HEADER_SIZE + sizeOfCompactSize(block.transactions.length);
}
