import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merkleBranch, merkleLevels, merkleRootOf, rootFromBranch } from '#bitcoin/consensus/merkle-root';
import { sha256d } from '#bitcoin/crypto/sha256';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { hashFromBytes, hashToBytes, zeroHash } from '#bitcoin/primitives/hashes';

const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => hashFromBytes<string>(bytes));
const distinctHashes = fc.uniqueArray(hash, { minLength: 1, maxLength: 40 });

/** The definition, word for word: pair, pair the odd one with itself, repeat. */
function naiveRoot(hashes: readonly string[]): string {
  if (hashes.length === 1) return hashes[0]!;
  const above: string[] = [];
  for (let i = 0; i < hashes.length; i += 2) {
    const right = hashes[i + 1] ?? hashes[i]!;
    above.push(hashFromBytes(sha256d(concatBytes(hashToBytes(hashes[i]!), hashToBytes(right)))));
  }
  return naiveRoot(above);
}

describe('Merkle trees', () => {
  test('nothing has the zero root, one leaf is its own root', () => {
    expect(merkleRootOf([])).toEqual({ root: zeroHash, mutated: false });
    expect(merkleRootOf(['ab'.repeat(32)])).toEqual({ root: 'ab'.repeat(32), mutated: false });
  });

  test('equal the definition, and distinct leaves are never called mutated', () => {
    fc.assert(
      fc.property(distinctHashes, (hashes) => {
        expect(merkleRootOf(hashes)).toEqual({ root: naiveRoot(hashes), mutated: false });
      }),
    );
  });

  test('every branch leads to the root, and to no other from a different leaf or place', () => {
    fc.assert(
      fc.property(distinctHashes, fc.nat(), hash, (hashes, at, stranger) => {
        const index = at % hashes.length;
        const { root } = merkleRootOf(hashes);
        const branch = merkleBranch(hashes, index);
        expect(rootFromBranch(hashes[index]!, branch, index)).toBe(root);
        if (stranger !== hashes[index]) expect(rootFromBranch(stranger, branch, index)).not.toBe(root);
        const neighbour = index ^ 1;
        if (neighbour < hashes.length) {
          expect(rootFromBranch(hashes[index]!, branch, neighbour)).not.toBe(root);
        }
        expect(merkleLevels(hashes).length).toBe(branch.length + 1);
      }),
    );
  });

  test('repeating the tail of a list keeps its root and shows (CVE-2012-2459)', () => {
    const hashes = Array.from({ length: 6 }, (_, i) => i.toString(16).padStart(64, '0'));
    const repeated = [...hashes, hashes[4]!, hashes[5]!];
    expect(merkleRootOf(repeated)).toEqual({ root: merkleRootOf(hashes).root, mutated: true });
    fc.assert(
      fc.property(distinctHashes, (list) => {
        if (list.length % 2 === 0 || list.length === 1) return;
        const doubled = [...list, list.at(-1)!];
        expect(merkleRootOf(doubled)).toEqual({ root: merkleRootOf(list).root, mutated: true });
      }),
    );
  });

  test('there is no branch to a leaf that does not exist', () => {
    expect(() => merkleBranch(['00'.repeat(32)], 1)).toThrow(RangeError);
    expect(() => merkleBranch([], 0)).toThrow(RangeError);
  });
});
