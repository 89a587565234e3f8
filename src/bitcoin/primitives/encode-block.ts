import { ByteWriter } from '../encoding/byte-writer.ts';
import type { Block } from './block.ts';
import { writeHeader } from './block-header.ts';
import { blockSize, strippedBlockSize } from './block-size.ts';
import { writeTransaction } from './encode-transaction.ts';

/** The bytes of a block: header, number of transactions, transactions.
 * @param options.witness whether transactions keep their witness (default true)
 * @see BIP-0144; Bitcoin Core `CBlock` */
export function encodeBlock(block: Block, options: { readonly witness?: boolean } = {}): Uint8Array {
  const witness = options.witness ?? true;
  const writer = new ByteWriter(witness ? blockSize(block) : strippedBlockSize(block));
  writeBlock(writer, block, { witness });
  return writer.finish();
}

/** Appends the bytes of a block to a writer. */
export function writeBlock(
  writer: ByteWriter,
  block: Block,
  options: { readonly witness?: boolean } = {},
): void {
  const witness = options.witness ?? true;
  writeHeader(writer, block.header);
  writer.compactSize(block.transactions.length);
  for (const tx of block.transactions) writeTransaction(writer, tx, { witness });
}
