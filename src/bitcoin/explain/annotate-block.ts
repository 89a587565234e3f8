import { decodeBlock } from '../primitives/decode-block.ts';
import { readHeaderFields } from './annotate-header.ts';
import { readTransactionFields } from './annotate-transaction.ts';
import type { Field } from './field.ts';
import { annotate, type FieldReader } from './field-reader.ts';

/** Every byte of a block: header, number of transactions, transactions. */
export function annotateBlock(bytes: Uint8Array): readonly Field[] {
  return annotate(bytes, decodeBlock, readBlockFields);
}

/** Names the fields of one block at the reader's place. */
export function readBlockFields(reader: FieldReader): void {
  readHeaderFields(reader);
  reader.list('tx', 'transactionCount', () => readTransactionFields(reader));
}
