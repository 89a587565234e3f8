import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merkleRootOf, rootFromBranch } from '../../../src/bitcoin/consensus/merkle-root.ts';
import { layOutMerkle } from '../../../src/views/glass/merkle/merkle-layout.ts';

const leaf = (i: number) => (i + 1).toString(16).padStart(64, '0');

test('the drawn tree has the real root, and its marked hashes prove the leaf', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (count, pick) => {
      const leaves = Array.from({ length: count }, (_, i) => leaf(i));
      const proved = pick % count;
      const picture = layOutMerkle(leaves, proved);
      expect(picture.root).toBe(merkleRootOf(leaves).root);
      expect(rootFromBranch(leaves[proved]!, picture.proof, proved)).toBe(picture.root);
      expect(picture.nodes.filter((node) => node.onPath)).toHaveLength(picture.levels);
      const marked = picture.nodes.filter((node) => node.inProof).map((node) => node.hash);
      expect(picture.proof).toEqual(expect.arrayContaining(marked));
    }),
  );
});

test('an odd hash is paired with itself', () => {
  const picture = layOutMerkle([leaf(0), leaf(1), leaf(2)], -1);
  expect(picture.nodes.filter((node) => node.doubled).map((node) => [node.level, node.index])).toEqual([
    [0, 2],
  ]);
  expect(picture.nodes.some((node) => node.onPath || node.inProof)).toBe(false);
  expect(picture.proof).toEqual([]);
});
