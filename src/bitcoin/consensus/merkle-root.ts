import { sha256d } from '../crypto/sha256.ts';
import { equalBytes } from '../encoding/equal-bytes.ts';
import { hashFromBytes, hashToBytes, type MerkleRoot, zeroHash } from '../primitives/hashes.ts';

/** A Merkle root, with the warning that the list it was computed from may not be the honest one. */
export interface MerkleResult {
  readonly root: MerkleRoot;
  /** Two equal neighbours were hashed together, so a shorter list gives the same root (CVE-2012-2459). */
  readonly mutated: boolean;
}

/** The root that commits to a list of hashes: neighbours hashed in pairs, level by level; an odd one is paired with itself.
 *
 *       root            Pairing the odd one with itself lets [1,2,3] and [1,2,3,3] share a root.
 *      /    \           An attacker could send the second, see it refused, and have the honest
 *    12      33         block's hash remembered as invalid: hence `mutated`.
 *   /  \    /  \
 *  1    2  3   (3)
 *
 * @param hashes leaves in display order; an empty list gives the zero hash
 * @see Bitcoin Core `ComputeMerkleRoot`, src/consensus/merkle.cpp; whitepaper §7 */
export function merkleRootOf(hashes: readonly string[]): MerkleResult {
  if (hashes.length === 0) return { root: zeroHash, mutated: false };
  if (hashes.length === 1) return { root: hashes[0] as MerkleRoot, mutated: false };
  let level = hashes.map(hashToBytes);
  let mutated = false;
  while (level.length > 1) {
    for (let i = 0; i + 1 < level.length; i += 2) if (equalBytes(level[i]!, level[i + 1]!)) mutated = true;
    level = levelAbove(level);
  }
  return { root: hashFromBytes(level[0]!), mutated };
}

/** The sibling hashes on the way from leaf `index` to the root, lowest first, in display order.
 * Enough for someone who knows only the root to see that the leaf is under it.
 * @throws {RangeError} when there is no such leaf
 * @see Bitcoin Core `ComputeMerklePath`, src/consensus/merkle.cpp; whitepaper §8 */
export function merkleBranch(hashes: readonly string[], index: number): MerkleRoot[] {
  if (!(Number.isInteger(index) && index >= 0 && index < hashes.length)) {
    throw new RangeError(`leaf ${index} is outside a list of ${hashes.length}`);
  }
  const branch: MerkleRoot[] = [];
  let level = hashes.map(hashToBytes);
  for (let position = index; level.length > 1; position >>>= 1) {
    branch.push(hashFromBytes(level[position ^ 1] ?? level[position]!));
    level = levelAbove(level);
  }
  return branch;
}

/** The root that `leaf` at position `index` has together with the siblings in `branch`. */
export function rootFromBranch(leaf: string, branch: readonly string[], index: number): MerkleRoot {
  if (branch.length === 0) return leaf as MerkleRoot;
  let hash = hashToBytes(leaf);
  let position = index;
  for (const sibling of branch) {
    const other = hashToBytes(sibling);
    hash = position % 2 === 0 ? hashPair(hash, other) : hashPair(other, hash);
    position = Math.floor(position / 2);
  }
  return hashFromBytes(hash);
}

/** Every level of the tree, leaves first and the root last, in display order: for drawing it.
 * An odd node's double is not repeated in the list. */
export function merkleLevels(hashes: readonly string[]): MerkleRoot[][] {
  const levels: MerkleRoot[][] = [];
  let level = hashes.map(hashToBytes);
  while (level.length > 0) {
    levels.push(level.map((node) => hashFromBytes<MerkleRoot>(node)));
    if (level.length === 1) break;
    level = levelAbove(level);
  }
  return levels;
}

function levelAbove(level: readonly Uint8Array[]): Uint8Array[] {
  const above: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) above.push(hashPair(level[i]!, level[i + 1] ?? level[i]!));
  return above;
}

function hashPair(left: Uint8Array, right: Uint8Array): Uint8Array {
  const pair = new Uint8Array(64);
  pair.set(left, 0);
  pair.set(right, 32);
  return sha256d(pair);
}
