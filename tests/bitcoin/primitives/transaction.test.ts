import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { hashFromBytes, zeroHash } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf, wtxidOf } from '#bitcoin/primitives/transaction-id';
import {
  hasWitness,
  isCoinbase,
  sizeOf,
  strippedSizeOf,
  vsizeOf,
  weightOf,
} from '#bitcoin/primitives/transaction-size';
import { arbitraryTransaction, bytesUpTo } from '../arbitrary-transaction.ts';

/** The first payment between two people, block 170. */
const firstPayment =
  '0100000001c997a5e56e104102fa209c6a852dd90660a20b2d9c352423edce25857fcd3704000000004847304402204e45e16932b8af51' +
  '4961a1d3a1a25fdf3f4f7732e9d624c6c61548ab5fb8cd410220181522ec8eca07de4860a4acdd12909d831cc56cbbac4622082221a8' +
  '768d1d0901ffffffff0200ca9a3b00000000434104ae1a62fe09c5f51b13905f07f06b99a2f7159b2225f374cd378d71302fa28414e7' +
  'aab37397f554a7df5f142c21c1b7303b8a0626f1baded5c72a704f7e6cd84cac00286bee0000000043410411db93e1dcdb8a016b4984' +
  '0f8c53bc1eb68a382e97b1482ecad7b148a6909a5cb2e0eaddfb84ccf9744464f82e160bfa9b8b64f9d4c03f999b8643f656b412a3ac' +
  '00000000';

test('Satoshi’s first payment has its famous identifier', () => {
  const tx = decodeTransaction(hexToBytes(firstPayment));
  expect(txidOf(tx)).toBe('f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16');
  expect(wtxidOf(tx)).toBe(txidOf(tx));
  expect(tx.outputs.map(({ value }) => value)).toEqual([1_000_000_000n, 4_000_000_000n]);
  expect([sizeOf(tx), weightOf(tx), vsizeOf(tx)]).toEqual([275, 1100, 275]);
});

describe('against other software', () => {
  test('bytes, identifiers and sizes agree', () => {
    fc.assert(
      fc.property(arbitraryTransaction(), (tx) => {
        const bytes = encodeTransaction(tx, { witness: true });
        const theirs = bitcoin.Transaction.fromBuffer(bytes);
        expect(bytesToHex(theirs.toBuffer())).toBe(bytesToHex(bytes));
        expect(theirs.getId()).toBe(txidOf(tx));
        expect(hashFromBytes(theirs.getHash(true))).toBe(isCoinbase(tx) ? zeroHash : wtxidOf(tx));
        expect(theirs.weight()).toBe(weightOf(tx));
        expect(theirs.virtualSize()).toBe(vsizeOf(tx));
        expect(theirs.byteLength(true)).toBe(sizeOf(tx));
        expect(theirs.byteLength(false)).toBe(strippedSizeOf(tx));
        expect(theirs.hasWitnesses()).toBe(hasWitness(tx));
      }),
    );
  });
});

describe('encoding and decoding', () => {
  test('a transaction survives the round trip', () => {
    fc.assert(
      fc.property(arbitraryTransaction(), (tx) => {
        const bytes = encodeTransaction(tx, { witness: true });
        expect(decodeTransaction(bytes)).toEqual(tx);
        expect(bytes.length).toBe(sizeOf(tx));
        expect(encodeTransaction(tx, { witness: false }).length).toBe(strippedSizeOf(tx));
      }),
    );
  });

  test('no prefix of a transaction is one, and nothing may follow it', () => {
    fc.assert(
      fc.property(arbitraryTransaction(), fc.nat(), (tx, cut) => {
        const bytes = encodeTransaction(tx, { witness: true });
        expect(() => decodeTransaction(bytes.subarray(0, cut % bytes.length))).toThrow(DecodeError);
        expect(() => decodeTransaction(Uint8Array.of(...bytes, 0))).toThrow(DecodeError);
      }),
    );
  });

  test('any bytes are a transaction with these very bytes, or a DecodeError', () => {
    const damaged = fc.tuple(arbitraryTransaction(), fc.nat(), fc.nat(255)).map(([tx, at, byte]) => {
      const bytes = encodeTransaction(tx, { witness: true });
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(bytesUpTo(200), damaged), (bytes) => {
        let tx: Transaction;
        try {
          tx = decodeTransaction(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
          expect((error as DecodeError).offset).toBeLessThanOrEqual(bytes.length);
          return;
        }
        // With neither inputs nor outputs the marker of a witness stands for an empty list.
        if (tx.inputs.length > 0) expect(encodeTransaction(tx, { witness: true })).toEqual(bytes);
      }),
      { numRuns: 400 },
    );
  });

  test('huge counts are refused quickly', () => {
    expect(() => decodeTransaction(hexToBytes('01000000feffffff01'))).toThrow(DecodeError);
    expect(() => decodeTransaction(hexToBytes('01000000ffffffffffffffffff'))).toThrow(/size too large/);
  });

  test('a negative amount keeps its sign', () => {
    const tx = decodeTransaction(hexToBytes(firstPayment));
    const negative = { ...tx, outputs: [{ value: -1n, scriptPubKey: new Uint8Array(0) }] };
    expect(decodeTransaction(encodeTransaction(negative, { witness: true }))).toEqual(negative);
  });
});

describe('BIP-0144', () => {
  const input = `${'11'.repeat(32)}0000000000ffffffff`;
  const output = '000000000000000000';

  test('the witness follows the outputs', () => {
    const tx = decodeTransaction(hexToBytes(`02000000000101${input}01${output}020001ab00000000`));
    expect(tx.inputs[0]!.witness).toEqual([new Uint8Array(0), Uint8Array.of(0xab)]);
    expect(txidOf(tx)).not.toBe(wtxidOf(tx));
  });

  test('a witness record without a witness is superfluous', () => {
    const hex = `02000000000101${input}01${output}0000000000`;
    expect(() => decodeTransaction(hexToBytes(hex))).toThrow(/Superfluous witness record/);
  });

  test.each(['02', '03', '80'])('flag %s is not known', (flag) => {
    const witness = (Number.parseInt(flag, 16) & 1) === 1 ? '01' + '01ab' : '';
    const hex = `0200000000${flag}` + `01${input}01${output}` + `${witness}00000000`;
    expect(() => decodeTransaction(hexToBytes(hex))).toThrow(/Unknown transaction optional data/);
  });

  test('no inputs and no outputs is readable; no inputs but outputs only without witness', () => {
    expect(decodeTransaction(hexToBytes('01000000' + '00' + '00' + '00000000'))).toMatchObject({
      inputs: [],
      outputs: [],
    });
    const funding = hexToBytes(`010000000001${output}00000000`);
    expect(() => decodeTransaction(funding)).toThrow(DecodeError);
    expect(decodeTransaction(funding, { witness: false }).outputs.length).toBe(1);
  });
});

test('a coinbase has one input that spends nothing', () => {
  const tx = decodeTransaction(hexToBytes(firstPayment));
  expect(isCoinbase(tx)).toBe(false);
  const nothing = { ...tx.inputs[0]!, previousOutput: { txid: zeroHash, index: 0xffffffff } };
  expect(isCoinbase({ ...tx, inputs: [nothing] })).toBe(true);
  expect(isCoinbase({ ...tx, inputs: [nothing, nothing] })).toBe(false);
  expect(isCoinbase({ ...tx, inputs: [{ ...nothing, previousOutput: { txid: zeroHash, index: 0 } }] })).toBe(
    false,
  );
  expect(isCoinbase({ ...tx, inputs: [] })).toBe(false);
});
