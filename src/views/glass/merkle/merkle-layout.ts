import { merkleBranch, merkleLevels } from '#bitcoin/consensus/merkle-root';

/** One hash of the tree, with its place on a grid: leaves a step apart, a parent above the middle of its children. */
export interface MerkleNode {
  /** 0 for leaves. */
  readonly level: number;
  readonly index: number;
  readonly hash: string;
  /** In leaf steps. */
  readonly x: number;
  /** On the way from the proved leaf to the root. */
  readonly onPath: boolean;
  /** A sibling that the proof has to carry. */
  readonly inProof: boolean;
  /** Paired with itself, because its level has an odd number. */
  readonly doubled: boolean;
}

/** A Merkle tree as a picture, with the proof of one leaf. */
export interface MerklePicture {
  readonly nodes: readonly MerkleNode[];
  readonly levels: number;
  readonly leaves: number;
  /** Sibling hashes from the leaf up. */
  readonly proof: readonly string[];
  readonly root: string;
}

/** Lays out the tree over `leaves` and marks the proof of one of them.
 * @param leaves hashes in display order, at least one
 * @param proved index of the leaf to prove, −1 for none */
export function layOutMerkle(leaves: readonly string[], proved: number): MerklePicture {
  const levels = merkleLevels(leaves);
  const nodes: MerkleNode[] = [];
  let places: readonly number[] = leaves.map((_, i) => i);
  levels.forEach((hashes, level) => {
    const at = proved < 0 ? -1 : proved >> level;
    const top = level === levels.length - 1;
    hashes.forEach((hash, index) => {
      nodes.push({
        level,
        index,
        hash,
        x: places[index]!,
        onPath: index === at,
        inProof: !top && at >= 0 && index === (at ^ 1),
        doubled: !top && hashes.length % 2 === 1 && index === hashes.length - 1,
      });
    });
    places = hashes.flatMap((_, i) =>
      i % 2 === 0 ? [(places[i]! + (places[i + 1] ?? places[i]!)) / 2] : [],
    );
  });
  return {
    nodes,
    levels: levels.length,
    leaves: leaves.length,
    proof: proved < 0 ? [] : merkleBranch(leaves, proved),
    root: levels.at(-1)?.[0] ?? '',
  };
}
