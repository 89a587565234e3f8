import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ChainIndex } from '#app/chain-index';

/** A random tree: each block names an earlier one as its parent. */
const tree = fc
  .array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 120 })
  .map((draws) =>
    // Long branches and short ones: parents lie among the last few or anywhere.
    [-1, ...draws.map((draw, index) => (draw < 0.8 ? index : Math.floor(draw * (index + 1))))],
  );

function build(parents: readonly number[]) {
  const heights: number[] = [];
  const index = new ChainIndex();
  for (const parent of parents) {
    const height = parent < 0 ? 0 : (heights[parent] ?? 0) + 1;
    heights.push(height);
    index.add({ parent, height });
  }
  const path = (tip: number) => {
    const blocks: number[] = [];
    for (let block = tip; block >= 0; block = parents[block] ?? -1) blocks.push(block);
    return blocks;
  };
  return { index, heights, path };
}

describe('ancestry by jump pointers', () => {
  test('is what walking parent by parent gives', () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (parents, a, b) => {
        const { index, heights, path } = build(parents);
        const one = a % parents.length;
        const other = b % parents.length;
        expect(index.isAncestor(one, other)).toBe(path(other).includes(one));
        expect(index.forkPoint(one, other)).toBe(
          path(one).find((block) => path(other).includes(block)) ?? -1,
        );
        for (let height = 0; height <= (heights[one] ?? 0); height++) {
          expect(index.ancestorAt(one, height)).toBe(path(one).find((block) => heights[block] === height));
        }
      }),
    );
  });

  test('knows nothing above a tip, of no block, or of a block cut away', () => {
    const { index } = build([-1, 0, 1]);
    expect(index.ancestorAt(1, 2)).toBe(-1);
    expect(index.ancestorAt(-1, 0)).toBe(-1);
    expect(index.isAncestor(-1, 2)).toBe(false);
    expect(index.forkPoint(-1, 2)).toBe(-1);
    index.truncate(2);
    expect(index.isAncestor(2, 1)).toBe(false);
    expect(index.isAncestor(1, 2)).toBe(false);
  });

  test('costs the logarithm of the way', () => {
    const index = new ChainIndex();
    for (let block = 0; block < 200_000; block++) index.add({ parent: block - 1, height: block });
    const started = performance.now();
    for (let question = 0; question < 10_000; question++) index.isAncestor(question, 199_999);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
