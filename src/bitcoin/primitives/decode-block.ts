import { ByteReader } from '../encoding/byte-reader.ts';
import type { Block } from './block.ts';
import { readHeader } from './block-header.ts';
import { readTransaction } from './decode-transaction.ts';
import type { Transaction } from './transaction.ts';

/** The block that `bytes` are, all of them. Nothing is checked beyond its form.
 * @throws {DecodeError} on truncation, trailing bytes or a malformed transaction
 * @see BIP-0144; Bitcoin Core `CBlock` */
export function decodeBlock(bytes: Uint8Array): Block {
  const reader = new ByteReader(bytes);
  const block = readBlock(reader);
  reader.expectEnd();
  return block;
}

/** Reads one block and leaves the reader behind it.
 * @throws {DecodeError} as `decodeBlock`, except for trailing bytes */
export function readBlock(reader: ByteReader): Block {
  const header = readHeader(reader);
  const count = reader.compactSize();
  const transactions: Transaction[] = [];
  for (let i = 0; i < count; i++) transactions.push(readTransaction(reader));
  return { header, transactions };
}
