import { merkleLevels } from '../consensus/merkle-root.ts';
import { sha256d } from '../crypto/sha256.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { bytesToHex, hexToBytes } from '../encoding/hex.ts';
import { hashFromBytes, hashToBytes, type MerkleRoot, type Txid } from '../primitives/hashes.ts';
import type { MerkleBlockMessage } from '../wire/bloom-messages.ts';

/** A pruned Merkle tree: it proves that some transactions are in a block, in hashes that grow with the logarithm
 * of the block's size. Whitepaper §8, simplified payment verification.
 * ```
 *            root            flag 1: below lies a match, go down
 *          /      \
 *        1          0        flag 0: nothing below, take this hash
 *       / \
 *      0   1                 a leaf with flag 1 is a match
 * ```
 * @see BIP-0037, “Partial Merkle branch format” */
export type PartialMerkleTree = Pick<MerkleBlockMessage, 'totalTransactions' | 'hashes' | 'flags'>;

/** What a partial tree proves, or why it proves nothing. */
export type PartialTreeResult =
  | {
      readonly ok: true;
      readonly root: MerkleRoot;
      readonly matches: readonly { readonly index: number; readonly txid: Txid }[];
    }
  | { readonly ok: false; readonly reason: string };

/** Smallest transaction that could be in a block; bounds how many there can be.
 * @see Bitcoin Core `MIN_TRANSACTION_WEIGHT` */
const maxTransactions = 4_000_000 / 240;

/** Rebuilds the root and the matched transactions.
 * The root still has to equal the header's; whoever asks compares.
 * @see Bitcoin Core `CPartialMerkleTree::ExtractMatches`, src/merkleblock.cpp */
export function extractMatches(tree: PartialMerkleTree): PartialTreeResult {
  const { totalTransactions, hashes } = tree;
  const flags = hexToBytes(tree.flags);
  if (totalTransactions === 0) return { ok: false, reason: 'an empty set of transactions' };
  if (totalTransactions > maxTransactions)
    return { ok: false, reason: 'more transactions than a block can hold' };
  if (hashes.length > totalTransactions) return { ok: false, reason: 'more hashes than transactions' };
  if (flags.length * 8 < hashes.length) return { ok: false, reason: 'fewer flag bits than hashes' };
  const matches: { index: number; txid: Txid }[] = [];
  let bitsUsed = 0;
  let hashesUsed = 0;
  let problem: string | undefined;

  const rebuild = (height: number, position: number): Uint8Array => {
    const bit = bitsUsed++;
    if (bit >= flags.length * 8) {
      problem ??= 'flag bits run out';
      return new Uint8Array(32);
    }
    const flag = ((flags[bit >> 3]! >> (bit & 7)) & 1) === 1;
    if (height === 0 || !flag) {
      const hash = hashes[hashesUsed++];
      if (hash === undefined) {
        problem ??= 'hashes run out';
        return new Uint8Array(32);
      }
      if (height === 0 && flag) matches.push({ index: position, txid: hash });
      return hashToBytes(hash);
    }
    const left = rebuild(height - 1, position * 2);
    if (position * 2 + 1 >= widthAt(totalTransactions, height - 1)) return sha256d(concatBytes(left, left));
    const right = rebuild(height - 1, position * 2 + 1);
    // Two equal branches would let one transaction stand for two (CVE-2012-2459).
    if (problem === undefined && equalBytes(left, right)) problem = 'two equal branches';
    return sha256d(concatBytes(left, right));
  };

  const root = rebuild(heightOf(totalTransactions), 0);
  if (problem !== undefined) return { ok: false, reason: problem };
  if (Math.ceil(bitsUsed / 8) !== flags.length) return { ok: false, reason: 'flag bits left over' };
  if (hashesUsed !== hashes.length) return { ok: false, reason: 'hashes left over' };
  return { ok: true, root: hashFromBytes<MerkleRoot>(root), matches };
}

/** Prunes a block's tree to the transactions that match.
 * @param txids all of them, in block order, at least one
 * @see Bitcoin Core `CPartialMerkleTree::TraverseAndBuild` */
export function buildPartialMerkleTree(
  txids: readonly Txid[],
  isMatch: (txid: Txid, index: number) => boolean,
): PartialMerkleTree {
  const levels = merkleLevels(txids);
  const marks: boolean[][] = [txids.map(isMatch)];
  for (const level of levels.slice(1)) {
    const below = marks.at(-1)!;
    marks.push(level.map((_, i) => below[2 * i]! || (below[2 * i + 1] ?? false)));
  }
  const bits: boolean[] = [];
  const hashes: Txid[] = [];
  const visit = (height: number, position: number): void => {
    const mark = marks[height]![position]!;
    bits.push(mark);
    if (height === 0 || !mark) {
      hashes.push(levels[height]![position]! as string as Txid);
      return;
    }
    visit(height - 1, position * 2);
    if (position * 2 + 1 < levels[height - 1]!.length) visit(height - 1, position * 2 + 1);
  };
  visit(levels.length - 1, 0);
  const flags = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [i, bit] of bits.entries()) if (bit) flags[i >> 3]! |= 1 << (i & 7);
  return { totalTransactions: txids.length, hashes, flags: bytesToHex(flags) };
}

function widthAt(leaves: number, height: number): number {
  return Math.ceil(leaves / 2 ** height);
}

function heightOf(leaves: number): number {
  let height = 0;
  while (widthAt(leaves, height) > 1) height++;
  return height;
}
