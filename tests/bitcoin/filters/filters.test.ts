import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { merkleRootOf } from '#bitcoin/consensus/merkle-root';
import { murmur3 } from '#bitcoin/crypto/murmur3';
import { sipHash } from '#bitcoin/crypto/siphash';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { basicBlockFilter, basicFilterMatchesAny, filterHeader } from '#bitcoin/filters/basic-block-filter';
import {
  bloomFilterContains,
  bloomFilterOf,
  emptyBloomFilter,
  filterLoadOf,
  insertIntoBloomFilter,
} from '#bitcoin/filters/bloom-filter';
import { encodeGolombSet, golombSetMatchesAny } from '#bitcoin/filters/golomb-set';
import { buildPartialMerkleTree, extractMatches } from '#bitcoin/filters/partial-merkle-tree';
import { hashHeader } from '#bitcoin/primitives/block-header';
import type { Txid } from '#bitcoin/primitives/hashes';
import { arbitraryHeader, arbitraryTransaction } from '../wire/arbitrary-message.ts';

const element = fc.uint8Array({ minLength: 1, maxLength: 40 });
const key = { k0: 0x0706050403020100n, k1: 0x0f0e0d0c0b0a0908n };

describe('SipHash-2-4', () => {
  test('gives the example of its paper', () => {
    const message = Uint8Array.from({ length: 15 }, (_, i) => i);
    expect(sipHash(key, message)).toBe(0xa129ca6149be45e5n);
  });

  test('depends on every byte, the length and the key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 30 }),
        fc.bigInt({ min: 1n, max: (1n << 64n) - 1n }),
        (bytes, flip) => {
          const hash = sipHash(key, bytes);
          expect(sipHash(key, Uint8Array.of(...bytes, 0))).not.toBe(hash);
          expect(sipHash({ k0: key.k0 ^ flip, k1: key.k1 }, bytes)).not.toBe(hash);
          expect(sipHash({ k0: key.k0, k1: key.k1 ^ flip }, bytes)).not.toBe(hash);
        },
      ),
    );
  });
});

test('MurmurHash3 gives what its author publishes', () => {
  const text = Uint8Array.from('The quick brown fox jumps over the lazy dog', (letter) =>
    letter.charCodeAt(0),
  );
  expect(murmur3(text, 0)).toBe(0x2e4ff723);
  expect(murmur3(text, 0x9747b28c)).toBe(0x2fa826cd);
  expect(murmur3(new Uint8Array(0), 1)).toBe(0x514e28b7);
});

describe('a Bloom filter', () => {
  test('never forgets an element, and survives the message that carries it', () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 20 }), fc.nat(), (elements, tweak) => {
        let filter = emptyBloomFilter({
          elements: elements.length,
          falsePositiveRate: 0.001,
          tweak,
          flags: 1,
        });
        for (const item of elements) filter = insertIntoBloomFilter(filter, item);
        for (const item of elements) expect(bloomFilterContains(filter, item)).toBe(true);
        expect(bloomFilterOf(filterLoadOf(filter))).toEqual(filter);
      }),
    );
  });

  test('lets strangers through about as often as asked', () => {
    let filter = emptyBloomFilter({ elements: 200, falsePositiveRate: 0.05, tweak: 7, flags: 0 });
    const item = (i: number) => Uint8Array.of(i >> 8, i & 255, 1);
    for (let i = 0; i < 200; i++) filter = insertIntoBloomFilter(filter, item(i));
    let strangers = 0;
    for (let i = 1000; i < 5000; i++) if (bloomFilterContains(filter, item(i))) strangers++;
    expect(strangers / 4000).toBeGreaterThan(0.02);
    expect(strangers / 4000).toBeLessThan(0.1);
  });

  test('has the size of the formula, written out', () => {
    for (const [elements, falsePositiveRate] of [
      [3, 0.01],
      [1000, 0.0001],
      [100_000, 0.5],
      [10, 0.999],
    ] as const) {
      const filter = emptyBloomFilter({ elements, falsePositiveRate, tweak: 0, flags: 0 });
      const bits = (-1 / Math.LN2 ** 2) * elements * Math.log(falsePositiveRate);
      expect(filter.bytes.length).toBe(Math.floor(Math.min(Math.floor(bits), 288_000) / 8));
      const bitsPerElement = Math.floor((filter.bytes.length * 8) / elements);
      expect(filter.hashFunctions).toBe(Math.min(Math.floor(bitsPerElement * Math.LN2), 50));
    }
  });

  test('rounds the bits per element down before it counts hash functions, as Core does', () => {
    const filter = emptyBloomFilter({ elements: 10, falsePositiveRate: 0.01, tweak: 0, flags: 0 });
    // 88 bits are 8.8 per element: 8 · ln 2 = 5.5, where 8.8 · ln 2 would be 6.1.
    expect([filter.bytes.length, filter.hashFunctions]).toEqual([11, 5]);
  });
});

describe('a partial Merkle tree', () => {
  const txids = fc.uniqueArray(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(bytesToHex), {
    minLength: 1,
    maxLength: 40,
  }) as fc.Arbitrary<Txid[]>;

  test('proves exactly the matches, under the root of the whole', () => {
    fc.assert(
      fc.property(txids, fc.integer(), (list, seed) => {
        const wanted = list.filter((_, i) => ((seed >> (i % 31)) & 1) === 1);
        const tree = buildPartialMerkleTree(list, (txid) => wanted.includes(txid));
        const result = extractMatches(tree);
        expect(result).toMatchObject({ ok: true, root: merkleRootOf(list).root });
        expect(result.ok && result.matches.map(({ txid }) => txid)).toEqual(wanted);
        expect(result.ok && result.matches.every(({ txid, index }) => list[index] === txid)).toBe(true);
      }),
    );
  });

  test('that was tampered with proves nothing, or another root', () => {
    fc.assert(
      fc.property(txids, fc.nat(), fc.integer({ min: 1, max: 255 }), (list, at, flip) => {
        const tree = buildPartialMerkleTree(list, (_, i) => i === at % list.length);
        const flags = hexToBytes(tree.flags);
        flags[at % flags.length]! ^= flip;
        const result = extractMatches({ ...tree, flags: bytesToHex(flags) });
        if (!result.ok) return;
        const honest = extractMatches(tree);
        expect(honest.ok).toBe(true);
        // Turning a match into a mere hash, or flipping padding, can leave the root; it never adds a match.
        if (result.root === merkleRootOf(list).root)
          expect(result.matches.every(({ txid, index }) => list[index] === txid)).toBe(true);
      }),
    );
  });

  test.each([
    ['no transactions', { totalTransactions: 0, hashes: [], flags: '' }],
    ['more than a block holds', { totalTransactions: 100_000, hashes: [], flags: '' }],
    [
      'more hashes than transactions',
      { totalTransactions: 1, hashes: ['00'.repeat(32), '11'.repeat(32)], flags: '03' },
    ],
    ['hashes left over', { totalTransactions: 2, hashes: ['00'.repeat(32), '11'.repeat(32)], flags: '00' }],
    ['no flag bits', { totalTransactions: 1, hashes: ['00'.repeat(32)], flags: '' }],
    ['flag bits that run out', { totalTransactions: 300, hashes: ['00'.repeat(32)], flags: 'ff' }],
    ['flag bits left over', { totalTransactions: 1, hashes: ['00'.repeat(32)], flags: '0100' }],
    ['two equal branches', { totalTransactions: 2, hashes: ['00'.repeat(32), '00'.repeat(32)], flags: '07' }],
  ])('with %s is refused', (_what, tree) => {
    expect(extractMatches({ ...tree, hashes: tree.hashes as Txid[] })).toMatchObject({ ok: false });
  });
});

describe('a compact filter', () => {
  const parameters = { p: 19, m: 784_931n };

  test('never forgets an element', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 30 }), (elements) => {
        const filter = encodeGolombSet(elements, key, parameters);
        for (const item of elements) expect(golombSetMatchesAny(filter, [item], key, parameters)).toBe(true);
        expect(
          golombSetMatchesAny(filter, [Uint8Array.of(1, 2, 3, ...new Uint8Array(60))], key, parameters),
        ).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('that is cut short is refused', () => {
    const filter = encodeGolombSet([Uint8Array.of(1), Uint8Array.of(2)], key, parameters);
    expect(() => golombSetMatchesAny(filter.subarray(0, 2), [Uint8Array.of(9)], key, parameters)).toThrow(
      DecodeError,
    );
  });

  test('of a block finds what it pays to and spends, OP_RETURN aside', () => {
    fc.assert(
      fc.property(
        arbitraryHeader,
        fc.array(arbitraryTransaction, { maxLength: 4 }),
        element,
        (header, transactions, spent) => {
          const filter = basicBlockFilter({ header, transactions }, [spent]);
          const hash = hashHeader(header);
          const paid = transactions.flatMap((tx) => tx.outputs.map((output) => output.scriptPubKey));
          for (const script of [...paid.filter((s) => s.length > 0 && s[0] !== 0x6a), spent])
            expect(basicFilterMatchesAny(filter, hash, [script])).toBe(true);
          expect(filterHeader(filter, '0'.repeat(64))).toMatch(/^[0-9a-f]{64}$/);
        },
      ),
      { numRuns: 30 },
    );
  });
});
