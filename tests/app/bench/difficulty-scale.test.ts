import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bytesOfTarget,
  difficultyAt,
  difficultyOf,
  shareOfHash,
  zeroBitsOfHash,
} from '#app/bench/difficulty-scale';

describe('difficulty on a logarithmic scale', () => {
  test('the first block’s bits in all forms', () => {
    const first = difficultyOf(0x1d00ffff)!;
    expect(first.target).toBe(0xffffn << 208n);
    expect(first.difficulty).toBe(1);
    expect(first.tries).toBeCloseTo(4_295_032_833, 0);
    expect(first.zeroBits).toBeCloseTo(32.00002, 5);
  });

  test('bits that stand for no target stand for no difficulty', () => {
    for (const bits of [0, 0x01003456, 0x04923456, 0xff123456]) expect(difficultyOf(bits)).toBeUndefined();
  });

  test('each step asks for the tries it says, to a thousandth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 4800 }), (step) => {
        const zeroBits = step / 20;
        expect(difficultyAt(zeroBits).zeroBits).toBeCloseTo(zeroBits, 2);
        expect(difficultyAt(zeroBits + 0.05).target).toBeLessThan(difficultyAt(zeroBits).target);
      }),
    );
  });

  test('a target as bytes reads back as the target', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 256n) - 1n }), (target) => {
        const bytes = bytesOfTarget(target);
        expect(bytes).toHaveLength(32);
        expect(BigInt(`0x${Buffer.from(bytes).toString('hex')}`)).toBe(target);
      }),
    );
  });

  test('where a hash lies', () => {
    expect(shareOfHash(`8${'0'.repeat(63)}`)).toBe(0.5);
    expect(shareOfHash('0'.repeat(64))).toBe(0);
    expect(shareOfHash('f'.repeat(64))).toBeCloseTo(1, 12);
    expect(Math.floor(zeroBitsOfHash(`00000001${'f'.repeat(56)}`))).toBe(31);
    expect(zeroBitsOfHash('0'.repeat(64))).toBe(256);
  });
});
