import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToHex } from '../../../src/bitcoin/encoding/hex.ts';
import {
  avalancheOf,
  doubleCompressions,
  withFlippedBit,
} from '../../../src/views/glass/sha256/avalanche.ts';
import {
  bitsThatDiffer,
  digestOf,
  paddedChunks,
  roundParts,
  sha256Compressions,
} from '../../../src/views/glass/sha256/sha256-rounds.ts';

describe('SHA-256 shown round by round', () => {
  test('ends at the real hash, for any input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const last = sha256Compressions(bytes).at(-1)!;
        expect(bytesToHex(digestOf(last.after))).toBe(bytesToHex(sha256(bytes)));
      }),
    );
  });

  test('shows the standard’s example: the words after the first round of "abc"', () => {
    const [compression] = sha256Compressions(Uint8Array.of(0x61, 0x62, 0x63));
    expect(compression!.rounds).toHaveLength(65);
    // FIPS 180-2, appendix B.1, t = 0
    expect(compression!.rounds[1]!.map((word) => word.toString(16))).toEqual([
      '5d6aebcd',
      '6a09e667',
      'bb67ae85',
      '3c6ef372',
      'fa2a4622',
      '510e527f',
      '9b05688c',
      '1f83d9ab',
    ]);
    const parts = roundParts(compression!, 0);
    expect((parts.temp1 + parts.temp2) >>> 0).toBe(0x5d6aebcd);
  });

  test('pads 80 bytes to two chunks, as every miner does', () => {
    const chunks = paddedChunks(new Uint8Array(80));
    expect(chunks).toHaveLength(2);
    expect(chunks[1]![16]).toBe(0x80);
    expect([...chunks[1]!.slice(62)]).toEqual([0x02, 0x80]);
    expect(doubleCompressions(new Uint8Array(80))).toHaveLength(3);
  });
});

describe('the avalanche', () => {
  test('a flipped nonce bit leaves the first chunk alone and ends near half of the bits', () => {
    const curve = avalancheOf(new Uint8Array(80), 80 * 8 - 1);
    expect(curve).toHaveLength(3 * 64);
    expect(Math.max(...curve.slice(0, 64))).toBe(0);
    expect(curve.at(-1)).toBeGreaterThan(80);
    expect(curve.at(-1)).toBeLessThan(176);
  });

  test('flipping twice changes nothing', () => {
    const bytes = Uint8Array.from({ length: 80 }, (_, i) => i);
    expect(withFlippedBit(withFlippedBit(bytes, 100), 100)).toEqual(bytes);
    expect(bitsThatDiffer([1, 0, 0, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0, 0xffffffff])).toBe(34);
  });
});
