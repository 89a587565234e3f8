import type { BlockHash } from '../primitives/hashes.ts';
import type { ChainParams } from './params.ts';

/** What the four bytes of a compact target say, before anything is refused. */
export interface CompactTarget {
  /** Absolute value, cut to 256 bits when it overflows. */
  readonly target: bigint;
  /** The sign bit (0x00800000) is set and the value is not zero. */
  readonly negative: boolean;
  /** The value needs more than 256 bits. */
  readonly overflow: boolean;
}

const mask256 = (1n << 256n) - 1n;

/** Reads a compact target the way Bitcoin does, faults included: a base-256 floating-point number with an eight-bit
 * exponent, a sign bit nobody uses, and a 23-bit mantissa.
 * @param bits uint32 as in the header
 * @see Bitcoin Core `arith_uint256::SetCompact`, src/arith_uint256.cpp */
export function decodeCompact(bits: number): CompactTarget {
  const size = bits >>> 24;
  const mantissa = bits & 0x007f_ffff;
  const word = size <= 3 ? mantissa >>> (8 * (3 - size)) : mantissa;
  const target = size <= 3 ? BigInt(word) : BigInt(mantissa) << BigInt(8 * (size - 3));
  return {
    target: target & mask256,
    negative: word !== 0 && (bits & 0x0080_0000) !== 0,
    overflow: word !== 0 && (size > 34 || (word > 0xff && size > 33) || (word > 0xffff && size > 32)),
  };
}

/** The proof-of-work target that `bits` stands for: a block's hash, read as a number, must not exceed it.
 * @param bits compact target as in the header (uint32)
 * @returns 256-bit integer, at least 1; whether it is above a chain's limit is for the caller to say
 * @throws {RangeError} when negative, zero or overflowing
 * @see Bitcoin Core `DeriveTarget`, src/pow.cpp; whitepaper §4 */
export function targetFromBits(bits: number): bigint {
  const { target, negative, overflow } = decodeCompact(bits);
  if (negative) throw new RangeError(`bits ${hex32(bits)} stand for a negative target`);
  if (overflow) throw new RangeError(`bits ${hex32(bits)} overflow 256 bits`);
  if (target === 0n) throw new RangeError(`bits ${hex32(bits)} stand for a target of zero`);
  return target;
}

/** The compact form of `target`; everything after its first three bytes is lost (rounded down).
 * @param target 0 … 2^256 − 1
 * @param negative sets the sign bit, as only test vectors do
 * @returns uint32
 * @see Bitcoin Core `arith_uint256::GetCompact`, src/arith_uint256.cpp */
export function compactFromTarget(target: bigint, negative = false): number {
  if (target < 0n || target > mask256) throw new RangeError('a target has 0 to 256 bits');
  let size = target === 0n ? 0 : (target.toString(16).length + 1) >> 1;
  let mantissa = size <= 3 ? Number(target) << (8 * (3 - size)) : Number(target >> BigInt(8 * (size - 3)));
  // The highest mantissa bit is the sign: a mantissa that would set it moves one byte down.
  if ((mantissa & 0x0080_0000) !== 0) {
    mantissa >>>= 8;
    size++;
  }
  const sign = negative && mantissa !== 0 ? 0x0080_0000 : 0;
  return ((size << 24) | sign | mantissa) >>> 0;
}

/** The expected number of hashes one block with these `bits` costs: 2^256 / (target + 1).
 * @returns 0n for bits that stand for no target
 * @see Bitcoin Core `GetBlockProof`, src/chain.cpp */
export function workFromBits(bits: number): bigint {
  let work = works.get(bits);
  if (work === undefined) {
    const { target, negative, overflow } = decodeCompact(bits);
    work = negative || overflow || target === 0n ? 0n : (1n << 256n) / (target + 1n);
    if (works.size >= maxRemembered) works.clear();
    works.set(bits, work);
  }
  return work;
}

/** Whole chains share a few targets. */
const works = new Map<number, bigint>();
const limits = new Map<number, TargetText>();
const maxRemembered = 1000;

interface TargetText {
  readonly target: bigint;
  /** 64 hex digits, '' when the bits stand for no target. */
  readonly digits: string;
}

function targetText(bits: number): TargetText {
  let text = limits.get(bits);
  if (text === undefined) {
    const { target, negative, overflow } = decodeCompact(bits);
    const isTarget = !negative && !overflow && target !== 0n;
    text = { target, digits: isTarget ? target.toString(16).padStart(64, '0') : '' };
    if (limits.size >= maxRemembered) limits.clear();
    limits.set(bits, text);
  }
  return text;
}

/** How many times harder than `1d00ffff` these `bits` are; a number for people, never for rules.
 * @see Bitcoin Core `GetDifficulty`, src/rpc/blockchain.cpp */
export function difficultyFromBits(bits: number): number {
  let difficulty = 0x0000_ffff / (bits & 0x00ff_ffff);
  for (let size = bits >>> 24; size < 29; size++) difficulty *= 256;
  for (let size = bits >>> 24; size > 29; size--) difficulty /= 256;
  return difficulty;
}

/** Whether `hash` meets the target that `bits` claim, and the claim itself is allowed on this chain.
 * @see Bitcoin Core `CheckProofOfWork`, src/pow.cpp; whitepaper §4 */
export function checkProofOfWork(hash: BlockHash, bits: number, params: ChainParams): boolean {
  const { target, digits } = targetText(bits);
  // Numbers of 64 hex digits compare like their texts.
  return digits !== '' && target <= params.powLimit && hash <= digits;
}

function hex32(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, '0');
}
