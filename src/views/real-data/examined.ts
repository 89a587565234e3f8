import { DecodeError } from '#bitcoin/encoding/decode-error';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { type BytesKind, recogniseBytes } from '#bitcoin/explain/recognise-bytes';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { decodeHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { decodeFrame, type Frame } from '#bitcoin/wire/frame';

/** What pasted text is, opened. */
export type Opened =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'transaction';
      readonly hex: string;
      readonly bytes: Uint8Array;
      readonly tx: Transaction;
    }
  | { readonly kind: 'block'; readonly hex: string; readonly bytes: Uint8Array; readonly block: Block }
  | {
      readonly kind: 'header';
      readonly hex: string;
      readonly bytes: Uint8Array;
      readonly header: BlockHeader;
    }
  | { readonly kind: 'message'; readonly hex: string; readonly bytes: Uint8Array; readonly frame: Frame }
  | { readonly kind: 'script'; readonly hex: string; readonly bytes: Uint8Array }
  /** `bytes` is empty when not even the hex could be read; the offset then counts characters. */
  | {
      readonly kind: 'unreadable';
      readonly as: BytesKind | 'hex';
      readonly hex: string;
      readonly bytes: Uint8Array;
      readonly detail: string;
      readonly offset: number;
    };

/** Bytes that are looked at; more are refused before anything is decoded. */
export const mostBytes = 4_000_000;

/** Opens pasted hex as `kind`, or as what it most likely is. Never throws: what cannot be read says where it broke.
 * Spaces, line breaks and a leading 0x are allowed. */
export function openPasted(text: string, kind: BytesKind | 'auto'): Opened {
  const hex = text.replace(/\s+/g, '').replace(/^0x/i, '').toLowerCase();
  if (hex === '') return { kind: 'nothing' };
  const nothing = new Uint8Array(0);
  if (hex.length > mostBytes * 2) {
    return { kind: 'unreadable', as: 'hex', hex: '', bytes: nothing, detail: '', offset: mostBytes };
  }
  let bytes: Uint8Array;
  try {
    bytes = hexToBytes(hex);
  } catch (error) {
    return unreadable('hex', hex, nothing, error);
  }
  const as = kind === 'auto' ? recogniseBytes(bytes) : kind;
  try {
    switch (as) {
      case 'transaction':
        return { kind: as, hex, bytes, tx: decodeTransaction(bytes) };
      case 'block':
        return { kind: as, hex, bytes, block: decodeBlock(bytes) };
      case 'header':
        return { kind: as, hex, bytes, header: decodeHeader(bytes) };
      case 'message':
        return { kind: as, hex, bytes, frame: decodeFrame(bytes) };
      case 'script':
        return { kind: as, hex, bytes };
    }
  } catch (error) {
    return unreadable(as, hex, bytes, error);
  }
}

function unreadable(as: BytesKind | 'hex', hex: string, bytes: Uint8Array, error: unknown): Opened {
  if (!(error instanceof DecodeError)) throw error;
  return { kind: 'unreadable', as, hex, bytes, detail: error.message, offset: error.offset };
}
