import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BlockIndex, extendIndex, genesisIndex } from '#bitcoin/chain/block-index';
import { isFinalTx, sequenceLocks, sequenceLocksMet } from '#bitcoin/consensus/locks';
import { type Txid, zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';

function tx(lockTime: number, sequences: readonly number[], version = 2): Transaction {
  const inputs = sequences.map((sequence, index) => ({
    previousOutput: { txid: 'cd'.repeat(32) as Txid, index },
    scriptSig: new Uint8Array(0),
    sequence,
    witness: [],
  }));
  return { version, inputs, outputs: [{ value: 1n, scriptPubKey: new Uint8Array(1) }], lockTime };
}

/** A block every 600 seconds. */
function chain(height: number): BlockIndex {
  const base = { version: 4, merkleRoot: zeroHash, bits: 0x207fffff, nonce: 0 };
  let tip = genesisIndex({ ...base, previousBlockHash: zeroHash, time: 1_700_000_000 });
  while (tip.height < height) {
    tip = extendIndex(tip, { ...base, previousBlockHash: tip.hash, time: tip.header.time + 600 });
  }
  return tip;
}

describe('absolute lock times', () => {
  test('count as heights below 500,000,000 and as Unix time from there on', () => {
    expect(isFinalTx(tx(0, [0]), 0, 0)).toBe(true);
    expect(isFinalTx(tx(100, [0]), 100, 2_000_000_000)).toBe(false);
    expect(isFinalTx(tx(100, [0]), 101, 0)).toBe(true);
    expect(isFinalTx(tx(499_999_999, [0]), 499_999_999, 2_000_000_000)).toBe(false);
    expect(isFinalTx(tx(500_000_000, [0]), 499_999_999, 500_000_000)).toBe(false);
    expect(isFinalTx(tx(500_000_000, [0]), 0, 500_000_001)).toBe(true);
  });

  test('are ignored when every input is final', () => {
    expect(isFinalTx(tx(100, [0xffff_ffff, 0xffff_ffff]), 1, 1)).toBe(true);
    expect(isFinalTx(tx(100, [0xffff_ffff, 0xffff_fffe]), 1, 1)).toBe(false);
  });
});

describe('relative lock times (BIP-0068)', () => {
  const parent = chain(40);
  const met = (subject: Transaction, heights: readonly number[]) =>
    sequenceLocksMet(sequenceLocks(subject, heights, parent), parent);

  test('by height: five blocks after the block of the coin', () => {
    expect(met(tx(0, [5]), [36])).toBe(true);
    expect(met(tx(0, [5]), [37])).toBe(false);
    expect(met(tx(0, [0]), [41])).toBe(true);
    expect(met(tx(0, [1]), [41])).toBe(false);
  });

  test('by time: units of 512 seconds between median times', () => {
    // The parent's median is the time of block 35, that before coin block 30 the time of block 24: 6600 seconds.
    expect(met(tx(0, [0x0040_0000 + 12]), [30])).toBe(true);
    expect(met(tx(0, [0x0040_0000 + 13]), [30])).toBe(false);
  });

  test('do not bind with bit 31, in version 1, or for what the mask leaves out', () => {
    expect(met(tx(0, [0x8000_ffff]), [40])).toBe(true);
    expect(met(tx(0, [0xffff], 1), [40])).toBe(true);
    expect(met(tx(0, [0xffff], 2), [40])).toBe(false);
    expect(met(tx(0, [0x7fbf_0000]), [40])).toBe(true);
  });

  test('versions are unsigned: one with the highest bit set is bound too', () => {
    expect(met(tx(0, [0xffff], 0xffff_ffff), [40])).toBe(false);
  });

  test('bind by the strictest input', () => {
    const sequence = fc.integer({ min: 0, max: 60 });
    const height = fc.integer({ min: 0, max: 41 });
    fc.assert(
      fc.property(fc.array(fc.tuple(sequence, height), { minLength: 1, maxLength: 5 }), (inputs) => {
        const subject = tx(
          0,
          inputs.map(([blocks]) => blocks),
        );
        const expected = inputs.every(([blocks, from]) => from + blocks <= 41);
        expect(
          met(
            subject,
            inputs.map(([, from]) => from),
          ),
        ).toBe(expected);
      }),
    );
  });
});
