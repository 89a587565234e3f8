import { assert } from '../encoding/assert.ts';
import { bytesToHexReversed, hexToBytes } from '../encoding/hex.ts';

declare const brand: unique symbol;
type Hex<Name extends string> = string & { readonly [brand]: Name };

/** Identifier of a transaction without its witness: 64 lower-case hex digits, display order. */
export type Txid = Hex<'txid'>;
/** Identifier of a transaction with its witness (BIP-0141): 64 lower-case hex digits, display order. */
export type Wtxid = Hex<'wtxid'>;
/** Identifier of a block: SHA-256d of its header, 64 lower-case hex digits, display order. */
export type BlockHash = Hex<'block'>;
/** A Merkle root: 64 lower-case hex digits, display order. */
export type MerkleRoot = Hex<'merkle'>;

/** The all-zero hash, previous block of a genesis block and previous txid of a coinbase input. */
export const zeroHash = '0'.repeat(64) as Txid & Wtxid & BlockHash & MerkleRoot;

/** A 32-byte digest (internal byte order) as displayed: reversed, lower-case hex. */
export function hashFromBytes<H extends string>(digest: Uint8Array): H {
  assert(digest.length === 32, 'a hash has 32 bytes');
  return bytesToHexReversed(digest) as H;
}

/** The 32 bytes in internal order that a displayed hash stands for. */
export function hashToBytes(hash: string): Uint8Array {
  const bytes = hexToBytes(hash);
  assert(bytes.length === 32, 'a hash has 64 hex digits');
  return bytes.reverse();
}
