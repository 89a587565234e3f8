import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesToNumber, CURVE_ORDER, Point } from '#bitcoin/crypto/curve';
import {
  doubleMultiply,
  FIELD_PRIME,
  hasX,
  invert,
  squareRoot,
  toAffine,
} from '#bitcoin/crypto/double-multiply';
import { bytesOf } from '../arbitrary-transaction.ts';

const edge = [
  0n,
  1n,
  2n,
  3n,
  (CURVE_ORDER - 1n) / 2n,
  CURVE_ORDER - 2n,
  CURVE_ORDER - 1n,
  1n << 128n,
  (1n << 128n) - 1n,
];
const scalar = fc.oneof(
  { weight: 3, arbitrary: bytesOf(32).map((bytes) => bytesToNumber(bytes) % CURVE_ORDER) },
  { weight: 1, arbitrary: fc.constantFrom(...edge) },
);
const nonZero = scalar.filter((value) => value !== 0n);

function multiply(point: Point, factor: bigint): Point {
  return factor === 0n ? Point.ZERO : point.multiply(factor, false);
}

test('the shared chain of doublings gives what two separate products give', () => {
  fc.assert(
    fc.property(scalar, scalar, nonZero, (u1, u2, secret) => {
      const point = Point.BASE.multiply(secret);
      const expected = multiply(Point.BASE, u1).add(multiply(point, u2));
      const sum = doubleMultiply(u1, u2, point.toAffine());
      if (expected.is0()) {
        expect(toAffine(sum)).toBeUndefined();
        return;
      }
      const { x, y } = expected.toAffine();
      expect(toAffine(sum)).toEqual({ x, y });
      expect(hasX(sum, x)).toBe(true);
      expect(hasX(sum, x + 1n)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('opposite and equal points meet inside the chain', () => {
  const generator = Point.BASE.toAffine();
  const infinity = doubleMultiply(7n, CURVE_ORDER - 7n, generator);
  expect(toAffine(infinity)).toBeUndefined();
  expect(hasX(infinity, 0n)).toBe(false);
  for (const k of [1n, 2n, 5n, 255n, 1n << 130n]) {
    expect(toAffine(doubleMultiply(k, k, generator))).toEqual(Point.BASE.multiply(2n * k).toAffine());
  }
});

test('a square has a root, and what has none is no square', () => {
  fc.assert(
    fc.property(bytesOf(32), (bytes) => {
      const value = bytesToNumber(bytes) % FIELD_PRIME;
      const square = (value * value) % FIELD_PRIME;
      expect([value, FIELD_PRIME - value]).toContain(squareRoot(square));
      // −1 is no square, so of a number and its opposite at most one is.
      if (square !== 0n) expect(squareRoot(FIELD_PRIME - square)).toBeUndefined();
    }),
    { numRuns: 50 },
  );
});

test('a number times its inverse is one', () => {
  fc.assert(
    fc.property(nonZero, (value) => {
      expect((value * invert(value, CURVE_ORDER)) % CURVE_ORDER).toBe(1n);
      expect((value * invert(value, FIELD_PRIME)) % FIELD_PRIME).toBe(1n);
    }),
  );
});
