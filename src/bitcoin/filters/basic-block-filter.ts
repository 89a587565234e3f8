import { sha256d } from '../crypto/sha256.ts';
import type { SipHashKey } from '../crypto/siphash.ts';
import { ByteReader } from '../encoding/byte-reader.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import type { Block } from '../primitives/block.ts';
import { hashHeader } from '../primitives/block-header.ts';
import { type BlockHash, hashFromBytes, hashToBytes } from '../primitives/hashes.ts';
import { encodeGolombSet, type GolombParameters, golombSetMatchesAny } from './golomb-set.ts';

const basicParameters: GolombParameters = { p: 19, m: 784_931n };
const OP_RETURN = 0x6a;

/** The compact filter of a block: every script it pays to or spends from, so that a light client learns whether the
 * block concerns it without telling anybody what it looks for.
 * @param spentScripts scriptPubKeys of the outputs that the block spends, coinbase aside
 * @see BIP-0158, “Basic filter” */
export function basicBlockFilter(block: Block, spentScripts: readonly Uint8Array[]): Uint8Array {
  const paid = block.transactions
    .flatMap((tx) => tx.outputs.map((output) => output.scriptPubKey))
    .filter((script) => script[0] !== OP_RETURN);
  const elements = [...paid, ...spentScripts].filter((script) => script.length > 0);
  return encodeGolombSet(elements, filterKey(hashHeader(block.header)), basicParameters);
}

/** Whether the block probably touches one of the scripts; “no” is certain. */
export function basicFilterMatchesAny(
  filter: Uint8Array,
  blockHash: BlockHash,
  scripts: readonly Uint8Array[],
): boolean {
  return golombSetMatchesAny(filter, scripts, filterKey(blockHash), basicParameters);
}

/** The header that chains filters together, so that one cannot be forged alone.
 * @param previousHeader 64 hex digits, display order; zeros before the genesis block
 * @see BIP-0157, “Filter headers” */
export function filterHeader(filter: Uint8Array, previousHeader: string): string {
  return hashFromBytes<string>(sha256d(concatBytes(sha256d(filter), hashToBytes(previousHeader))));
}

function filterKey(blockHash: BlockHash): SipHashKey {
  const reader = new ByteReader(hashToBytes(blockHash));
  return { k0: reader.u64(), k1: reader.u64() };
}
