import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HeaderSearch, SearchHeaders } from '../../src/mining/header-search.ts';
import { hashNumber, naiveSearch, toTarget } from './naive-search.ts';

const anyHeader = fc.uint8Array({ minLength: 80, maxLength: 80 });
const anyTarget = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }),
  // From one winner in two to one in 2¹², where a few dozen tries find some and miss some.
  fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.bigInt(1n, 2n ** 32n))
    .map(([zeros, top]) => toTarget(((top << 224n) >> BigInt(zeros)) - 1n)),
  fc.constantFrom(toTarget(0n), toTarget(2n ** 256n - 1n)),
);
/** Anywhere, with weight on both ends of the nonce space and on where a signed number would turn over. */
const anyRange = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: 0, max: 4_294_967_295 }),
      fc.nat(20),
      fc.nat(200).map((near) => 4_294_967_295 - near),
      fc.integer({ min: -100, max: 100 }).map((near) => 2_147_483_648 + near),
    ),
    fc.oneof(fc.nat(9), fc.nat(70)),
  )
  .map(([firstNonce, count]) => ({ firstNonce, count: Math.min(count, 4_294_967_296 - firstNonce) }));
const anySearch: fc.Arbitrary<HeaderSearch> = fc
  .tuple(anyHeader, anyTarget, anyRange)
  .map(([header, target, range]) => ({ header, target, ...range }));

/** The first header that was ever mined, whose winning nonce is 2,083,236,893. */
export const genesisHeader = Uint8Array.from(
  Buffer.from(
    `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c`,
    'hex',
  ),
);
/** The easiest target that Bitcoin's main chain allows (bits 0x1d00ffff). */
export const genesisTarget = toTarget(0xffffn << 208n);

/** What every searcher must satisfy: the definition, on random searches and on the genesis header. */
export function describeSearch(search: SearchHeaders): void {
  it('agrees with the definition on any header, target and range', () => {
    fc.assert(
      fc.property(anySearch, (any) => {
        expect(search(any)).toEqual(naiveSearch(any));
      }),
      { numRuns: 300 },
    );
  });

  it('lets a hash equal to the target win, and no larger one', () => {
    fc.assert(
      fc.property(anyHeader, anyRange, fc.nat(), (header, { firstNonce, count }, pick) => {
        if (count === 0) return;
        const nonces = Array.from({ length: Math.min(count, 12) }, (_, i) => firstNonce + i);
        const hashes = nonces.map((nonce) => hashNumber(header, nonce));
        const chosen = hashes[pick % hashes.length]!;
        for (const target of [chosen - 1n, chosen, chosen + 1n]) {
          const winner = nonces[hashes.findIndex((hash) => hash <= target)] ?? -1;
          const range = { firstNonce, count: nonces.length };
          expect(search({ header, target: toTarget(target), ...range }).nonce).toBe(winner);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('decides by every word of the hash when the higher ones are equal', () => {
    const hash = hashNumber(genesisHeader, 5);
    for (let shift = 0n; shift < 256n; shift += 8n) {
      const range = { header: genesisHeader, firstNonce: 5, count: 1 };
      if (hash + (1n << shift) < 2n ** 256n) {
        expect(search({ ...range, target: toTarget(hash + (1n << shift)) }).nonce).toBe(5);
      }
      if (hash >= 1n << shift) {
        expect(search({ ...range, target: toTarget(hash - (1n << shift)) }).nonce).toBe(-1);
      }
    }
  });

  it('takes no notice of the nonce in the template and leaves the template alone', () => {
    const header = Uint8Array.from(genesisHeader);
    const target = toTarget((1n << 252n) - 1n);
    const first = search({ header, target, firstNonce: 0, count: 200 });
    expect(header).toEqual(genesisHeader);
    header.fill(0xa5, 76);
    expect(search({ header, target, firstNonce: 0, count: 200 })).toEqual(first);
  });

  it('gives the smallest of many winners', () => {
    const target = toTarget(2n ** 256n - 1n);
    for (const firstNonce of [0, 1, 2, 3, 4, 5, 4_294_967_295 - 9]) {
      expect(search({ header: genesisHeader, target, firstNonce, count: 9 })).toEqual({
        nonce: firstNonce,
        tried: 1,
      });
    }
  });

  it('answers an empty range with nothing', () => {
    const empty = { header: genesisHeader, target: toTarget(2n ** 256n - 1n), firstNonce: 0, count: 0 };
    expect(search(empty)).toEqual({ nonce: -1, tried: 0 });
  });

  it('finds the nonce of the genesis block', () => {
    const search1 = { header: genesisHeader, target: genesisTarget };
    for (const before of [0, 1, 2, 3, 1_000, 20_011]) {
      const firstNonce = 2_083_236_893 - before;
      expect(search({ ...search1, firstNonce, count: 30_000 })).toEqual({
        nonce: 2_083_236_893,
        tried: before + 1,
      });
    }
    expect(search({ ...search1, firstNonce: 2_083_236_894, count: 20_000 }).nonce).toBe(-1);
    expect(search({ ...search1, firstNonce: 2_083_206_893, count: 30_000 }).nonce).toBe(-1);
  });
}
