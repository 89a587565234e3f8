import { taggedHash } from '../crypto/tagged-hash.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';

/** The leaf version of tapscript.
 * @see BIP-0342 */
export const TAPROOT_LEAF_TAPSCRIPT = 0xc0;
/** Bits of a control block's first byte that are the leaf version; the other one is the parity of the output key. */
export const TAPROOT_LEAF_MASK = 0xfe;
/** Bytes of a control block for a tree with one leaf. */
export const TAPROOT_CONTROL_BASE_SIZE = 33;
/** Bytes that each level of the tree adds. */
export const TAPROOT_CONTROL_NODE_SIZE = 32;
/** Bytes of a control block for a leaf at depth 128, the largest allowed. */
export const TAPROOT_CONTROL_MAX_SIZE = TAPROOT_CONTROL_BASE_SIZE + TAPROOT_CONTROL_NODE_SIZE * 128;

/** The hash of one leaf: its version and its script.
 * @see BIP-0341 */
export function tapLeafHash(script: Uint8Array, leafVersion = TAPROOT_LEAF_TAPSCRIPT): Uint8Array {
  const writer = new ByteWriter(6 + script.length);
  writer.u8(leafVersion).varBytes(script);
  return taggedHash('TapLeaf', writer.finish());
}

/** The hash of two subtrees, the smaller hash first, so that a path needs no left and right.
 * @see BIP-0341 */
export function tapBranchHash(a: Uint8Array, b: Uint8Array): Uint8Array {
  return isLess(a, b) ? taggedHash('TapBranch', a, b) : taggedHash('TapBranch', b, a);
}

/** The root that a leaf hash and a control block's path lead to.
 * @param control 33 + 32 k bytes: version and parity, internal key, k hashes from the leaf upward
 * @see Bitcoin Core `ComputeTaprootMerkleRoot` */
export function tapMerkleRoot(control: Uint8Array, leafHash: Uint8Array): Uint8Array {
  let node = leafHash;
  for (let at = TAPROOT_CONTROL_BASE_SIZE; at < control.length; at += TAPROOT_CONTROL_NODE_SIZE) {
    node = tapBranchHash(node, control.subarray(at, at + TAPROOT_CONTROL_NODE_SIZE));
  }
  return node;
}

/** One script of a tree. */
export interface TapLeaf {
  readonly script: Uint8Array;
  /** Even, not 0x50; 0xc0 is tapscript. */
  readonly leafVersion: number;
}

/** Scripts to choose from: a leaf, or two subtrees. Shallow leaves are cheaper to spend. */
export type TapTree = TapLeaf | readonly [TapTree, TapTree];

/** A leaf with what proves that it belongs to the tree. */
export interface TapPath extends TapLeaf {
  readonly leafHash: Uint8Array;
  /** Hashes from the leaf upward, 32 bytes each. */
  readonly path: readonly Uint8Array[];
}

/** The root of a tree and the path of each leaf, leaves from left to right.
 * @see BIP-0341 `taproot_tree_helper` */
export function buildTapTree(tree: TapTree): {
  readonly root: Uint8Array;
  readonly leaves: readonly TapPath[];
} {
  if (!isBranch(tree)) {
    const leafHash = tapLeafHash(tree.script, tree.leafVersion);
    return { root: leafHash, leaves: [{ ...tree, leafHash, path: [] }] };
  }
  const left = buildTapTree(tree[0]);
  const right = buildTapTree(tree[1]);
  return {
    root: tapBranchHash(left.root, right.root),
    leaves: [
      ...left.leaves.map((leaf) => ({ ...leaf, path: [...leaf.path, right.root] })),
      ...right.leaves.map((leaf) => ({ ...leaf, path: [...leaf.path, left.root] })),
    ],
  };
}

/** The last witness item of a script path spend: version and parity, internal key, path.
 * @param internalKey 32 bytes, x only
 * @param parity of the output key */
export function controlBlock(leaf: TapPath, internalKey: Uint8Array, parity: 0 | 1): Uint8Array {
  return concatBytes(Uint8Array.of(leaf.leafVersion | parity), internalKey, ...leaf.path);
}

function isBranch(tree: TapTree): tree is readonly [TapTree, TapTree] {
  return Array.isArray(tree);
}

function isLess(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) if (a[i] !== b[i]) return a[i]! < b[i]!;
  return false;
}
