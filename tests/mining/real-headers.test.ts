import { describe, expect, it } from 'vitest';
import { targetFromBits } from '#bitcoin/consensus/target';
import type { SearchHeaders } from '../../src/mining/header-search.ts';
import { searchReference } from '../../src/mining/search-reference.ts';
import { createWasmSearch } from '../../src/mining/wasm-kernel.ts';
import { hashNumber, toTarget } from './naive-search.ts';
import { type RealHeader, realHeaders } from './real-headers.ts';

const searchers: readonly (readonly [string, SearchHeaders, number])[] = [
  ['the reference', searchReference, 2_000],
  ['the WebAssembly kernel', createWasmSearch()!, 20_000],
];

describe('real headers', () => {
  for (const real of realHeaders) {
    it(`finds the nonce of ${real.name}`, () => {
      const header = encode(real);
      expect(hashNumber(header, real.nonce)).toBe(BigInt(`0x${real.hash}`));
      for (const [name, search, before] of searchers) {
        const firstNonce = Math.max(0, real.nonce - before);
        const range = { header, firstNonce, count: Math.min(before + 1_000, 4_294_967_296 - firstNonce) };
        const target = toTarget(targetFromBits(real.bits));
        expect(search({ ...range, target }).nonce, name).toBe(real.nonce);
        const exact = BigInt(`0x${real.hash}`);
        expect(search({ ...range, target: toTarget(exact) }).nonce, name).toBe(real.nonce);
        expect(search({ ...range, target: toTarget(exact - 1n) }).nonce, name).toBe(-1);
      }
    });
  }
});

function encode({ version, previousBlockHash, merkleRoot, time, bits }: RealHeader): Uint8Array {
  const header = new Uint8Array(80);
  const view = new DataView(header.buffer);
  view.setInt32(0, version, true);
  header.set(Buffer.from(previousBlockHash, 'hex').reverse(), 4);
  header.set(Buffer.from(merkleRoot, 'hex').reverse(), 36);
  view.setUint32(68, time, true);
  view.setUint32(72, bits, true);
  return header;
}
