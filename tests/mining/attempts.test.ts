import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptAt, attemptNumberOf, splitAttempts } from '../../src/mining/attempts.ts';

const attemptNumber = fc.oneof(
  fc.maxSafeNat(),
  fc.integer({ min: -5, max: 5 }).map((near) => Math.max(0, 4_294_967_296 + near)),
);

describe('attempts', () => {
  it('counts nonces first, then extraNonce', () => {
    expect(attemptAt(0)).toEqual({ extraNonce: 0, nonce: 0 });
    expect(attemptAt(4_294_967_295)).toEqual({ extraNonce: 0, nonce: 4_294_967_295 });
    expect(attemptAt(4_294_967_296)).toEqual({ extraNonce: 1, nonce: 0 });
    expect(attemptAt(Number.MAX_SAFE_INTEGER)).toEqual({ extraNonce: 2_097_151, nonce: 4_294_967_295 });
  });

  it('has an inverse', () => {
    fc.assert(fc.property(attemptNumber, (n) => attemptNumberOf(attemptAt(n)) === n));
  });

  it('refuses what is no attempt number', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => attemptAt(bad)).toThrow('whole number');
  });

  it('splits a range into stretches of one header each that join without a gap', () => {
    expect(splitAttempts(4_294_967_290, 10)).toEqual([
      { extraNonce: 0, nonce: 4_294_967_290, count: 6 },
      { extraNonce: 1, nonce: 0, count: 4 },
    ]);
    expect(splitAttempts(7, 0)).toEqual([]);
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.nat(2 ** 35), (first, count) => {
        let at = first;
        for (const range of splitAttempts(first, count)) {
          expect(attemptNumberOf(range)).toBe(at);
          expect(range.count).toBeGreaterThan(0);
          expect(range.nonce + range.count).toBeLessThanOrEqual(4_294_967_296);
          at += range.count;
        }
        expect(at).toBe(first + count);
      }),
    );
  });
});
