import type { BlockRecord } from '#simulation/records';

/** Is `ancestor` equal to `block` or below it on the same chain? Walks up from `block`. */
export function isOnChain(blocks: readonly BlockRecord[], ancestor: number, block: number): boolean {
  if (ancestor < 0 || block < 0) return false;
  const height = blocks[ancestor]?.height ?? 0;
  let at = block;
  while (at >= 0 && (blocks[at]?.height ?? 0) > height) at = blocks[at]!.parent;
  return at === ancestor;
}

/** The newest block that both chains share, or −1. */
export function commonAncestor(blocks: readonly BlockRecord[], one: number, other: number): number {
  let a = one;
  let b = other;
  while (a >= 0 && b >= 0 && a !== b) {
    if (blocks[a]!.height >= blocks[b]!.height) a = blocks[a]!.parent;
    else b = blocks[b]!.parent;
  }
  return a === b ? a : -1;
}
