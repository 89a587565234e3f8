import { Block as ReferenceBlock } from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classParams, mainnetParams } from '#bitcoin/consensus/params';
import {
  checkProofOfWork,
  compactFromTarget,
  decodeCompact,
  difficultyFromBits,
  targetFromBits,
  workFromBits,
} from '#bitcoin/consensus/target';
import { bytesToHex } from '#bitcoin/encoding/hex';
import type { BlockHash } from '#bitcoin/primitives/hashes';

const usableBits = fc
  .record({ size: fc.integer({ min: 3, max: 32 }), mantissa: fc.integer({ min: 0x8000, max: 0x7fffff }) })
  .map(({ size, mantissa }) => size * 0x100_0000 + mantissa);

describe('compact targets', () => {
  test('the easiest target of the main network', () => {
    expect(targetFromBits(0x1d00ffff)).toBe(0xffffn << 208n);
    expect(targetFromBits(0x1b0404cb)).toBe(0x0404cbn << 192n);
  });

  test('the limit of each chain is written twice and means one thing', () => {
    expect(compactFromTarget(mainnetParams.powLimit)).toBe(mainnetParams.powLimitBits);
    expect(targetFromBits(classParams.powLimitBits)).toBe(classParams.powLimit);
  });

  test('negative, zero and overflowing bits are no target', () => {
    expect(() => targetFromBits(0x01fedcba)).toThrow(RangeError);
    expect(() => targetFromBits(0x04923456)).toThrow('negative');
    expect(() => targetFromBits(0x00123456)).toThrow('zero');
    expect(() => targetFromBits(0xff123456)).toThrow('overflow');
    expect(decodeCompact(0x22000001)).toMatchObject({ overflow: false });
    expect(decodeCompact(0x23000001)).toMatchObject({ overflow: true });
    expect(decodeCompact(0x22000100)).toMatchObject({ overflow: true });
    expect(decodeCompact(0x21010000)).toMatchObject({ overflow: true });
  });

  test('normal bits survive the way to a target and back', () => {
    fc.assert(
      fc.property(usableBits, (bits) => {
        expect(compactFromTarget(targetFromBits(bits))).toBe(bits);
      }),
    );
  });

  test('writing a target loses only what lies below its first three bytes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: (1n << 256n) - 1n }), (target) => {
        const rounded = targetFromBits(compactFromTarget(target));
        expect(rounded <= target).toBe(true);
        expect(target - rounded < (target >> 15n) + 1n).toBe(true);
      }),
    );
  });

  test('agrees with bitcoinjs-lib on every size', () => {
    fc.assert(
      fc.property(usableBits, (bits) => {
        const reference = bytesToHex(ReferenceBlock.calculateTarget(bits));
        expect(targetFromBits(bits).toString(16).padStart(64, '0')).toBe(reference);
      }),
    );
  });
});

describe('work and difficulty', () => {
  test('the first blocks cost 2^32 hashes and a little each', () => {
    expect(workFromBits(0x1d00ffff)).toBe(0x1_0001_0001n);
    expect(workFromBits(0x207fffff)).toBe(2n);
    expect(workFromBits(0)).toBe(0n);
    expect(workFromBits(0x04923456)).toBe(0n);
  });

  test('a smaller target is more work', () => {
    fc.assert(
      fc.property(usableBits, usableBits, (a, b) => {
        if (targetFromBits(a) < targetFromBits(b)) expect(workFromBits(a) >= workFromBits(b)).toBe(true);
      }),
    );
  });

  test('difficulty as people quote it', () => {
    expect(difficultyFromBits(0x1d00ffff)).toBe(1);
    expect(difficultyFromBits(0x1b0404cb)).toBeCloseTo(16307.420938523983, 8);
    expect(difficultyFromBits(0x1c3fffc0)).toBe(4);
    expect(difficultyFromBits(0x1f7fffff)).toBeGreaterThan(0);
  });
});

describe('proof of work', () => {
  const genesis = '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f' as BlockHash;

  test('the genesis block meets its target and no harder one', () => {
    expect(checkProofOfWork(genesis, 0x1d00ffff, mainnetParams)).toBe(true);
    expect(checkProofOfWork(genesis, 0x1b0404cb, mainnetParams)).toBe(false);
  });

  test('a target above the limit of the chain does not count, however easily met', () => {
    expect(checkProofOfWork(genesis, 0x1e00ffff, mainnetParams)).toBe(false);
    expect(checkProofOfWork(genesis, 0x207fffff, mainnetParams)).toBe(false);
    expect(checkProofOfWork(genesis, 0x04923456, mainnetParams)).toBe(false);
  });

  test('a hash equal to the target is good enough, one more is not', () => {
    const target = targetFromBits(0x1b0404cb);
    const hash = (value: bigint) => value.toString(16).padStart(64, '0') as BlockHash;
    expect(checkProofOfWork(hash(target), 0x1b0404cb, mainnetParams)).toBe(true);
    expect(checkProofOfWork(hash(target + 1n), 0x1b0404cb, mainnetParams)).toBe(false);
  });
});
