// Chain: values that stand for a place in history. The tree of headers and the ways through it, the coins at a tip,
// and the making of the next block. It may import consensus and whatever consensus may; it knows no node.

import { workFromBits } from '../consensus/target.ts';
import { assert } from '../encoding/assert.ts';
import type { BlockHeader } from '../primitives/block.ts';
import { hashHeader } from '../primitives/block-header.ts';
import type { BlockHash } from '../primitives/hashes.ts';

/** A header with its place in the tree of all headers. Immutable: every node of a simulation may hold the same one.
 * @see Bitcoin Core `CBlockIndex`, src/chain.h */
export interface BlockIndex {
  readonly hash: BlockHash;
  readonly header: BlockHeader;
  /** Genesis has 0. */
  readonly height: number;
  /** Expected hashes for this block and all before it; the chain with the most is the valid history. */
  readonly chainWork: bigint;
  readonly parent: BlockIndex | undefined;
  /** A much earlier ancestor, so that `ancestorAt` needs O(log height) steps. */
  readonly skip: BlockIndex | undefined;
  /** Median of the times of this block and the ten before it, Unix seconds (BIP-0113). */
  readonly medianTimePast: number;
}

const medianTimeSpan = 11;

/** The root of a tree of headers: height 0 and no parent. */
export function genesisIndex(header: BlockHeader): BlockIndex {
  return rootIndex(header, { height: 0, chainWork: workFromBits(header.bits) });
}

/** A root that stands in the middle of a chain whose beginning is not at hand, for example a checkpoint.
 * Its median time past and its descendants' skips only know what lies above it.
 * @param place height and chain work (itself included) of the header */
export function rootIndex(
  header: BlockHeader,
  place: { readonly height: number; readonly chainWork: bigint },
): BlockIndex {
  return {
    hash: hashHeader(header),
    header,
    height: place.height,
    chainWork: place.chainWork,
    parent: undefined,
    skip: undefined,
    medianTimePast: header.time,
  };
}

/** The index of a header on top of `parent`.
 * Checks nothing but that the header names `parent` as its previous block.
 * @see Bitcoin Core `BlockManager::AddToBlockIndex`, src/node/blockstorage.cpp */
export function extendIndex(parent: BlockIndex, header: BlockHeader): BlockIndex {
  assert(header.previousBlockHash === parent.hash, 'a header extends the block it names');
  const height = parent.height + 1;
  return {
    hash: hashHeader(header),
    header,
    height,
    chainWork: parent.chainWork + workFromBits(header.bits),
    parent,
    skip: ancestorAt(parent, skipHeight(height)),
    medianTimePast: medianTime(header, parent),
  };
}

/** The block at `height` on the branch that ends in `index`, or undefined when there is none.
 * @see Bitcoin Core `CBlockIndex::GetAncestor`, src/chain.cpp */
export function ancestorAt(index: BlockIndex, height: number): BlockIndex | undefined {
  if (height > index.height || height < 0) return undefined;
  let walk: BlockIndex | undefined = index;
  while (walk !== undefined && walk.height > height) {
    const skip: BlockIndex | undefined = walk.skip;
    walk = skip !== undefined && shouldSkip(walk.height, height) ? skip : walk.parent;
  }
  return walk;
}

/** Whether `ancestor` lies on the branch that ends in `index` (a block is its own ancestor). */
export function isAncestor(ancestor: BlockIndex, index: BlockIndex): boolean {
  return ancestorAt(index, ancestor.height)?.hash === ancestor.hash;
}

/** The highest block that both branches contain.
 * @throws {Error} when they have no block in common, which means two different chains were mixed
 * @see Bitcoin Core `LastCommonAncestor`, src/chain.cpp */
export function lastCommonAncestor(a: BlockIndex, b: BlockIndex): BlockIndex {
  const height = Math.min(a.height, b.height);
  let left = ancestorAt(a, height);
  let right = ancestorAt(b, height);
  while (left !== undefined && right !== undefined && left.hash !== right.hash) {
    // Equal heights have equal skip heights: where the skips differ, the fork lies below both.
    const bySkip = left.skip?.hash !== right.skip?.hash;
    left = bySkip ? left.skip : left.parent;
    right = bySkip ? right.skip : right.parent;
  }
  assert(left !== undefined && right !== undefined, 'two blocks of one chain have a common ancestor');
  return left;
}

/** Hashes that tell a peer what we have: the last twelve blocks, then ever larger steps back, genesis last.
 * A peer finds the fork point from it whatever branch it is on, in about log2(height) hashes.
 * @see Bitcoin Core `LocatorEntries`, src/chain.cpp */
export function locatorOf(index: BlockIndex): BlockHash[] {
  const hashes: BlockHash[] = [];
  let step = 1;
  let walk: BlockIndex | undefined = index;
  while (walk !== undefined) {
    hashes.push(walk.hash);
    if (walk.height === 0) break;
    walk = ancestorAt(walk, Math.max(walk.height - step, 0));
    if (hashes.length > 10) step *= 2;
  }
  return hashes;
}

/** Where the skip of a block at `height` points: bits are cleared from the bottom, odd heights keeping one more jump.
 * @see Bitcoin Core `GetSkipHeight`, src/chain.cpp */
function skipHeight(height: number): number {
  if (height < 2) return 0;
  return height % 2 === 1 ? clearLowestBit(clearLowestBit(height - 1)) + 1 : clearLowestBit(height);
}

/** Whether the skip of a block at `height` brings us closer to `wanted` than its parent's skip would. */
function shouldSkip(height: number, wanted: number): boolean {
  const here = skipHeight(height);
  const before = skipHeight(height - 1);
  return here === wanted || (here > wanted && !(before < here - 2 && before >= wanted));
}

function clearLowestBit(n: number): number {
  return n & (n - 1);
}

/** Latest first, for `medianTime` alone. */
const latestTimes: number[] = [];

function medianTime(header: BlockHeader, parent: BlockIndex): number {
  latestTimes[0] = header.time;
  let count = 1;
  for (
    let walk: BlockIndex | undefined = parent;
    walk !== undefined && count < medianTimeSpan;
    walk = walk.parent
  ) {
    const { time } = walk.header;
    let at = count++;
    // Nearly always in order already: times rise with height.
    for (; at > 0 && latestTimes[at - 1]! < time; at--) latestTimes[at] = latestTimes[at - 1]!;
    latestTimes[at] = time;
  }
  return latestTimes[(count - 1) >> 1]!;
}
