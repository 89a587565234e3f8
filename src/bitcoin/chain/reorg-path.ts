import { type BlockIndex, lastCommonAncestor } from './block-index.ts';

/** What it takes to move from one tip to another, as a value. */
export interface ReorgPath {
  /** The last block both branches share. */
  readonly fork: BlockIndex;
  /** Blocks to take off, the old tip first. */
  readonly disconnect: readonly BlockIndex[];
  /** Blocks to put on, the lowest first. */
  readonly connect: readonly BlockIndex[];
}

/** The way from tip `from` to tip `to`; nothing to disconnect means the chain simply grew.
 *
 *     fork -> a -> b      from      disconnect: b, a
 *         \-> c -> d -> e to        connect:    c, d, e
 *
 * @see Bitcoin Core `Chainstate::ActivateBestChainStep`, src/validation.cpp; whitepaper §5 */
export function reorgPath(from: BlockIndex, to: BlockIndex): ReorgPath {
  const fork = lastCommonAncestor(from, to);
  return { fork, disconnect: branchDown(from, fork), connect: branchDown(to, fork).reverse() };
}

/** Whether `candidate` should replace `current` as the tip: only strictly more work does, so the first seen wins a tie.
 * @see Bitcoin Core `CBlockIndexWorkComparator`, src/node/blockstorage.cpp; whitepaper §5 */
export function hasMoreWork(candidate: BlockIndex, current: BlockIndex): boolean {
  return candidate.chainWork > current.chainWork;
}

function branchDown(tip: BlockIndex, fork: BlockIndex): BlockIndex[] {
  const branch: BlockIndex[] = [];
  for (
    let walk: BlockIndex | undefined = tip;
    walk !== undefined && walk.height > fork.height;
    walk = walk.parent
  ) {
    branch.push(walk);
  }
  return branch;
}
