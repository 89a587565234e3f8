import { merkleRootOf } from '../consensus/merkle-root.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { BLOCK_HEADER_SIZE } from '../primitives/block-header.ts';
import { decodeBlock } from '../primitives/decode-block.ts';
import { decodeTransaction } from '../primitives/decode-transaction.ts';
import { txidOf } from '../primitives/transaction-id.ts';
import { decodeFrame } from '../wire/frame.ts';

/** What pasted bytes can be. */
export type BytesKind = 'transaction' | 'block' | 'header' | 'message' | 'script';

/** What pasted bytes most likely are: the first of header (80 bytes), framed message, transaction and block that reads
 * them to the end; anything else may still be a script. A malformed transaction is recognised as none: let the user
 * say what it was meant to be, and show where it breaks. */
export function recogniseBytes(bytes: Uint8Array): BytesKind {
  if (reads(() => decodeFrame(bytes))) return 'message';
  if (bytes.length === BLOCK_HEADER_SIZE) return 'header';
  if (reads(() => isBlock(bytes) || fail())) return 'block';
  // Nearly any short bytes make a transaction without inputs; nobody pastes one.
  if (reads(() => decodeTransaction(bytes).inputs.length > 0 || fail())) return 'transaction';
  return reads(() => decodeBlock(bytes)) && bytes.length > BLOCK_HEADER_SIZE + 1 ? 'block' : 'script';
}

function isBlock(bytes: Uint8Array): boolean {
  const { header, transactions } = decodeBlock(bytes);
  return transactions.length > 0 && merkleRootOf(transactions.map(txidOf)).root === header.merkleRoot;
}

function fail(): never {
  throw new DecodeError('not this', 0);
}

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof DecodeError) return false;
    throw error;
  }
}
