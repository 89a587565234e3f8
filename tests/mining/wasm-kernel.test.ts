import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptNumberOf, splitAttempts } from '../../src/mining/attempts.ts';
import { bestSearch } from '../../src/mining/best-search.ts';
import { generateKernel } from '../../src/mining/kernel/generate-kernel.ts';
import { searchReference } from '../../src/mining/search-reference.ts';
import { createWasmSearch } from '../../src/mining/wasm-kernel.ts';
import { naiveSearch, toTarget } from './naive-search.ts';
import { describeSearch, genesisHeader } from './search-properties.ts';

const searchWasm = createWasmSearch()!;

describe('WebAssembly kernel', () => {
  describeSearch(searchWasm);

  it('agrees with the reference on longer ranges, aligned or not', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 80, maxLength: 80 }),
        fc.integer({ min: 6, max: 14 }),
        fc.integer({ min: 0, max: 4_294_967_295 - 4_000 }),
        fc.nat(4_000),
        (header, zeros, firstNonce, count) => {
          const target = toTarget((1n << BigInt(256 - zeros)) - 1n);
          const search = { header, target, firstNonce, count };
          expect(searchWasm(search)).toEqual(searchReference(search));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('finds every winner of a long range, one after the other', () => {
    const target = toTarget((1n << 248n) - 1n);
    const winners = (search: typeof searchReference): number[] => {
      const found: number[] = [];
      for (let at = 1_000; at < 12_000; ) {
        const { nonce } = search({ header: genesisHeader, target, firstNonce: at, count: 12_000 - at });
        if (nonce < 0) break;
        found.push(nonce);
        at = nonce + 1;
      }
      return found;
    };
    const expected = winners(searchReference);
    expect(expected.length).toBeGreaterThan(20);
    expect(winners(searchWasm)).toEqual(expected);
  });

  it('rolls over into the next extraNonce as the definition does', () => {
    // A job whose header depends on extraNonce as a real one does through its Merkle root.
    const headerOf = (extraNonce: number): Uint8Array => {
      const header = Uint8Array.from(genesisHeader);
      new DataView(header.buffer).setUint32(36, extraNonce);
      return header;
    };
    const target = toTarget((1n << 246n) - 1n);
    const firstWinner = (search: typeof searchReference, first: number, count: number): number => {
      for (const range of splitAttempts(first, count)) {
        const header = headerOf(range.extraNonce);
        const { nonce } = search({ header, target, firstNonce: range.nonce, count: range.count });
        if (nonce >= 0) return attemptNumberOf({ extraNonce: range.extraNonce, nonce });
      }
      return -1;
    };
    fc.assert(
      fc.property(fc.nat(3), fc.nat(400), fc.nat(2_000), (extraNonce, before, count) => {
        const first = (extraNonce + 1) * 4_294_967_296 - before;
        expect(firstWinner(searchWasm, first, count)).toBe(firstWinner(naiveSearch, first, count));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps two headers apart that differ in any byte', () => {
    const target = toTarget((1n << 250n) - 1n);
    for (let i = 0; i < 76; i++) {
      const header = Uint8Array.from(genesisHeader);
      header[i]! ^= 1;
      const search = { header, target, firstNonce: 0, count: 100 };
      expect(searchWasm(search)).toEqual(searchReference(search));
    }
  });

  it('is a small module', () => {
    const { module } = generateKernel();
    expect(gzipSync(module).length).toBeLessThan(8_000);
  });

  it('is not there where WebAssembly or its vectors are missing or forbidden', () => {
    const refuse = (): never => {
      throw new Error('refused by the content security policy');
    };
    expect(
      createWasmSearch({ validate: () => false, Module: Object, Instance: refuse as never }),
    ).toBeUndefined();
    expect(
      createWasmSearch({ validate: () => true, Module: refuse as never, Instance: refuse as never }),
    ).toBeUndefined();
  });

  it('is the best search here', () => {
    expect(bestSearch()).toBe(bestSearch());
    expect(bestSearch()).not.toBe(searchReference);
  });
});
