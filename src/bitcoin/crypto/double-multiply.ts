import { assert } from '../encoding/assert.ts';
import { CURVE_ORDER, Point } from './curve.ts';

/* Verification spends nearly all its time on one sum, u1·G + u2·P. The general library takes 256 doublings for each
 * product; here both products share 128 doublings, because
 *   - the curve has a cheap endomorphism λ·(x, y) = (β·x, y), which splits each factor into two of half the length,
 *   - all four halves are added along one chain of doublings (Strauss, Shamir),
 *   - signed windows (wNAF) leave few additions, those for G from a table that is made once.
 * Nothing secret passes through here, so that time may depend on the numbers. Signing stays with the library.
 * See R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves with efficient
 * endomorphisms" (2001). */

/** The field prime 2²⁵⁶ − 2³² − 977. */
export const FIELD_PRIME = Point.CURVE().p;

const FOLD = 0x1000003d1n; // 2²⁵⁶ mod the field prime
const LOW_256 = (1n << 256n) - 1n;
const BETA = 0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501een;
// A short basis of the lattice of pairs (a, b) with a + b·λ = 0 modulo the group order.
const A1 = 0x3086d221a7d46bcde86c90e49284eb15n;
const MINUS_B1 = 0xe4437ed6010e88286f547fa90abfe4c3n;
const A2 = 0x114ca50f7a8e2f3f657c1108d9d44cfd8n;
const B2 = A1;

/** Bits of a window on G, whose table is made once, and on P, whose table is made for every call. */
const WINDOW_G = 9;
const WINDOW_P = 5;
/** Bits a half factor has at most, with room for the last carry. */
const HALF_BITS = 130;

/** A point as plain numbers; never the point at infinity. */
export interface AffinePoint {
  readonly x: bigint;
  readonly y: bigint;
}

/** A point in Jacobian coordinates: x = X / Z², y = Y / Z³. Numbers are congruent to the true ones, not reduced. */
export interface JacobianPoint {
  readonly X: bigint;
  readonly Y: bigint;
  /** Zero, modulo the field prime, at infinity. */
  readonly Z: bigint;
}

/** u1·G + u2·P for public numbers, several times faster than with the general library.
 * @param u1 0 … group order − 1, as is u2
 * @param point a point of the curve, not infinity */
export function doubleMultiply(u1: bigint, u2: bigint, point: AffinePoint): JacobianPoint {
  const digits: Int16Array[] = [];
  const tables: (readonly AffinePoint[])[] = [];
  const signs: number[] = [];
  const append = (half: bigint, window: number, table: readonly AffinePoint[]) => {
    digits.push(signedWindows(half < 0n ? -half : half, window));
    tables.push(table);
    signs.push(half < 0n ? -1 : 1);
  };
  if (u1 !== 0n) {
    const halves = splitFactor(u1);
    generatorTables ??= tablesOf(Point.BASE.toAffine(), WINDOW_G);
    append(halves[0], WINDOW_G, generatorTables[0]);
    append(halves[1], WINDOW_G, generatorTables[1]);
  }
  if (u2 !== 0n) {
    const halves = splitFactor(u2);
    const pointTables = tablesOf(point, WINDOW_P);
    append(halves[0], WINDOW_P, pointTables[0]);
    append(halves[1], WINDOW_P, pointTables[1]);
  }

  let sum = infinity;
  for (let bit = HALF_BITS - 1; bit >= 0; bit--) {
    sum = double(sum);
    for (let i = 0; i < digits.length; i++) {
      const digit = digits[i]![bit]! * signs[i]!;
      if (digit > 0) sum = addAffine(sum, tables[i]![digit >> 1]!.x, tables[i]![digit >> 1]!.y);
      if (digit < 0) sum = addAffine(sum, tables[i]![-digit >> 1]!.x, -tables[i]![-digit >> 1]!.y);
    }
  }
  return sum;
}

/** The point in ordinary coordinates, or undefined at infinity. */
export function toAffine(point: JacobianPoint): AffinePoint | undefined {
  const z = modP(point.Z);
  if (z === 0n) return undefined;
  const inverse = invert(z, FIELD_PRIME);
  const inverse2 = (inverse * inverse) % FIELD_PRIME;
  return { x: modP(point.X * inverse2), y: modP(reduce(point.Y * inverse2) * inverse) };
}

/** Whether the point's x coordinate is `x`, without the cost of a division. */
export function hasX(point: JacobianPoint, x: bigint): boolean {
  return modP(point.Z) !== 0n && modP(x * reduce(point.Z * point.Z) - point.X) === 0n;
}

/** The inverse of a number modulo a prime, by Euclid's algorithm.
 * @param value 1 … prime − 1 */
export function invert(value: bigint, prime: bigint): bigint {
  assert(value > 0n && value < prime, 'only a reduced number other than zero has an inverse');
  let [a, b, x, y] = [value, prime, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, x, y] = [b - quotient * a, a, y - quotient * x, x];
  }
  return x < 0n ? x + prime : x;
}

/** The square root of a number modulo the field prime, or undefined where it has none.
 * The exponent (p + 1) / 4 is 223 ones, a zero, 22 ones, 0000 11 00 in bits, reached through runs of ones. */
export function squareRoot(value: bigint): bigint | undefined {
  const x2 = runOfOnes(value, value, 1);
  const x3 = runOfOnes(x2, value, 1);
  const x6 = runOfOnes(x3, x3, 3);
  const x9 = runOfOnes(x6, x3, 3);
  const x11 = runOfOnes(x9, x2, 2);
  const x22 = runOfOnes(x11, x11, 11);
  const x44 = runOfOnes(x22, x22, 22);
  const x88 = runOfOnes(x44, x44, 44);
  const x176 = runOfOnes(x88, x88, 88);
  const x220 = runOfOnes(x176, x44, 44);
  const x223 = runOfOnes(x220, x3, 3);
  const root = modP(squared(runOfOnes(runOfOnes(x223, x22, 23), x2, 6), 2));
  return modP(root * root - value) === 0n ? root : undefined;
}

/** value^(2^shift) · tail: the exponent's bits moved up, the tail's put below them. */
function runOfOnes(value: bigint, tail: bigint, shift: number): bigint {
  return reduce(squared(value, shift) * tail);
}

function squared(value: bigint, times: number): bigint {
  let result = value;
  for (let i = 0; i < times; i++) result = reduce(result * result);
  return result;
}

let generatorTables: readonly [readonly AffinePoint[], readonly AffinePoint[]] | undefined;

const infinity: JacobianPoint = { X: 0n, Y: 1n, Z: 0n };

/** A congruent number of about 257 bits; signs are welcome. */
function reduce(value: bigint): bigint {
  const folded = (value & LOW_256) + (value >> 256n) * FOLD;
  return (folded & LOW_256) + (folded >> 256n) * FOLD;
}

/** The congruent number in 0 … prime − 1. */
function modP(value: bigint): bigint {
  const rest = value % FIELD_PRIME;
  return rest < 0n ? rest + FIELD_PRIME : rest;
}

/** Two numbers of at most 129 bits, of either sign, with first + second·λ = factor. */
function splitFactor(factor: bigint): readonly [bigint, bigint] {
  const half = CURVE_ORDER >> 1n;
  const c1 = (B2 * factor + half) / CURVE_ORDER;
  const c2 = (MINUS_B1 * factor + half) / CURVE_ORDER;
  return [factor - c1 * A1 - c2 * A2, c1 * MINUS_B1 - c2 * B2];
}

/** Digits d_i, zero or odd and below 2^(window − 1) in size, with Σ d_i·2^i = factor: at most one in `window`
 * neighbours is not zero. */
function signedWindows(factor: bigint, window: number): Int16Array {
  const words = new Uint32Array(6);
  let rest = factor;
  for (let i = 0; rest > 0n; i++, rest >>= 32n) words[i] = Number(rest & 0xffffffffn);
  const digits = new Int16Array(HALF_BITS);
  let carry = 0;
  for (let bit = 0; bit < HALF_BITS; ) {
    if (bitsAt(words, bit, 1) === carry) {
      bit++;
      continue;
    }
    const width = Math.min(window, HALF_BITS - bit);
    const word = bitsAt(words, bit, width) + carry;
    carry = (word >> (window - 1)) & 1;
    digits[bit] = word - (carry << window);
    bit += width;
  }
  return digits;
}

function bitsAt(words: Uint32Array, bit: number, count: number): number {
  const index = bit >> 5;
  const shift = bit & 31;
  const low = words[index]! >>> shift;
  const value = shift + count > 32 ? low | (words[index + 1]! << (32 - shift)) : low;
  return value & ((1 << count) - 1);
}

/** 1P, 3P, 5P … up to 2^(window − 1) − 1, and the same multiples of λP. */
function tablesOf(
  point: AffinePoint,
  window: number,
): readonly [readonly AffinePoint[], readonly AffinePoint[]] {
  const count = 1 << (window - 2);
  const twice = toAffine(double({ X: point.x, Y: point.y, Z: 1n }))!;
  const multiples: JacobianPoint[] = [{ X: point.x, Y: point.y, Z: 1n }];
  for (let i = 1; i < count; i++) multiples.push(addAffine(multiples[i - 1]!, twice.x, twice.y));
  const affine = allToAffine(multiples);
  return [affine, affine.map(({ x, y }) => ({ x: reduce(x * BETA), y }))];
}

/** Many points in ordinary coordinates for one division: invert the product, then peel off one factor after another. */
function allToAffine(points: readonly JacobianPoint[]): AffinePoint[] {
  const products: bigint[] = [];
  let product = 1n;
  for (const { Z } of points) {
    products.push(product);
    product = reduce(product * Z);
  }
  let inverse = invert(modP(product), FIELD_PRIME);
  const affine = new Array<AffinePoint>(points.length);
  for (let i = points.length - 1; i >= 0; i--) {
    const { X, Y, Z } = points[i]!;
    const zInverse = reduce(inverse * products[i]!);
    inverse = reduce(inverse * Z);
    const zInverse2 = reduce(zInverse * zInverse);
    affine[i] = { x: reduce(X * zInverse2), y: reduce(reduce(Y * zInverse2) * zInverse) };
  }
  return affine;
}

/** 2P on y² = x³ + 7, formula dbl-2009-l of the Explicit-Formulas Database. */
function double({ X, Y, Z }: JacobianPoint): JacobianPoint {
  if (Z === 0n) return infinity;
  const a = reduce(X * X);
  const b = reduce(Y * Y);
  const c = reduce(b * b);
  const d = 2n * (reduce((X + b) * (X + b)) - a - c);
  const e = 3n * a;
  const x3 = reduce(e * e) - 2n * d;
  return { X: x3, Y: reduce(e * (d - x3) - 8n * c), Z: reduce(2n * Y * Z) };
}

/** P + Q for Q in ordinary coordinates, formula madd-2007-bl without its last saving. */
function addAffine(p: JacobianPoint, x: bigint, y: bigint): JacobianPoint {
  if (p.Z === 0n) return { X: x, Y: y, Z: 1n };
  const zz = reduce(p.Z * p.Z);
  const h = reduce(x * zz) - p.X;
  const r = reduce(y * reduce(p.Z * zz)) - p.Y;
  const hh = reduce(h * h);
  // The same x: either the same point or its opposite.
  if (hh <= 3n * FIELD_PRIME && modP(hh) === 0n) return modP(r) === 0n ? double(p) : infinity;
  const hhh = reduce(h * hh);
  const v = reduce(p.X * hh);
  const x3 = reduce(r * r) - hhh - 2n * v;
  return { X: x3, Y: reduce(r * (v - x3) - p.Y * hhh), Z: reduce(p.Z * h) };
}
