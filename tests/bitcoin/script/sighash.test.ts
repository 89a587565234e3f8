import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256, sha256d } from '#bitcoin/crypto/sha256';
import { taggedHash } from '#bitcoin/crypto/tagged-hash';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { hashFromBytes } from '#bitcoin/primitives/hashes';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import { bip143Preimage, bip143Sighash } from '#bitcoin/script/sighash-bip143';
import { legacyPreimage, legacySighash } from '#bitcoin/script/sighash-legacy';
import { taprootPreimage, taprootSighash } from '#bitcoin/script/sighash-taproot';
import { isDefinedHashType, isStrictDerSignature } from '#bitcoin/script/signature-encoding';
import { p2pkhScript } from '#bitcoin/script/standard-scripts';
import { arbitraryTransaction, bytesOf, bytesUpTo } from '../arbitrary-transaction.ts';

const definedHashType = fc.constantFrom(1, 2, 3, 0x81, 0x82, 0x83);
const anyHashType = fc.oneof(definedHashType, fc.nat(255));
const taprootHashType = fc.constantFrom(0, 1, 2, 3, 0x81, 0x82, 0x83);
const scriptCode = bytesOf(20).map(p2pkhScript);
const spentOutput: fc.Arbitrary<TxOutput> = fc.record({
  value: fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }),
  // The other library reserves room for a taproot script.
  scriptPubKey: bytesOf(34),
});
/** A transaction, one of its inputs, and what it spends. */
const spend = arbitraryTransaction(0).chain((tx) =>
  fc.record({
    tx: fc.constant(tx),
    index: fc.nat(tx.inputs.length - 1),
    spent: fc.array(spentOutput, { minLength: tx.inputs.length, maxLength: tx.inputs.length }),
  }),
);

const theirs = (tx: Transaction) => bitcoin.Transaction.fromBuffer(encodeTransaction(tx, { witness: true }));

describe('the first signature hash', () => {
  test('is that of other software', () => {
    fc.assert(
      fc.property(spend, scriptCode, anyHashType, ({ tx, index }, code, hashType) => {
        const withSeparators = concatBytes(Uint8Array.of(0xab), code, Uint8Array.of(0xab));
        const preimage = legacyPreimage(tx, index, code, hashType);
        // Where SINGLE finds no output, the other library writes the number one in the wrong byte order.
        fc.pre(preimage !== undefined);
        const expected = bytesToHex(theirs(tx).hashForSignature(index, code, hashType));
        expect(bytesToHex(legacySighash(tx, index, code, hashType))).toBe(expected);
        expect(bytesToHex(legacySighash(tx, index, withSeparators, hashType))).toBe(expected);
        expect(bytesToHex(sha256d(preimage!))).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('SINGLE without an output of its index signs the number one', () => {
    fc.assert(
      fc.property(spend, ({ tx, index }) => {
        const short = { ...tx, outputs: tx.outputs.slice(0, index) };
        expect(legacyPreimage(short, index, new Uint8Array(0), 3)).toBeUndefined();
        expect(hashFromBytes(legacySighash(short, index, new Uint8Array(0), 0x83))).toBe(
          '1'.padStart(64, '0'),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('a separator inside a push stays', () => {
    const [tx] = fc.sample(arbitraryTransaction(0), 1);
    const pushed = hexToBytes('03abababab51');
    const preimage = bytesToHex(legacyPreimage(tx!, 0, pushed, 1)!);
    expect(preimage).toContain('0503ababab51');
  });
});

describe('BIP-0143', () => {
  test('is that of other software', () => {
    fc.assert(
      fc.property(spend, scriptCode, anyHashType, ({ tx, index, spent }, code, hashType) => {
        const { value } = spent[index]!;
        const expected = bytesToHex(theirs(tx).hashForWitnessV0(index, code, value, hashType));
        expect(bytesToHex(bip143Sighash(tx, index, code, value, hashType))).toBe(expected);
        expect(bytesToHex(sha256d(bip143Preimage(tx, index, code, value, hashType)))).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('BIP-0341', () => {
  const leafHash = fc.option(bytesOf(32), { nil: undefined });
  const annex = fc.option(
    bytesUpTo(20).map((bytes) => concatBytes(Uint8Array.of(0x50), bytes)),
    { nil: undefined },
  );

  test('is that of other software, with and without leaf and annex', () => {
    fc.assert(
      fc.property(spend, taprootHashType, leafHash, annex, ({ tx, index, spent }, hashType, leaf, extra) => {
        // The other library does not sign without outputs.
        fc.pre(tx.outputs.length > 0);
        const single = (hashType & 3) === 3;
        const taproot = {
          annexHash: extra === undefined ? undefined : sha256(new ByteWriter().varBytes(extra).finish()),
          leaf: leaf === undefined ? undefined : { hash: leaf, codeSeparatorPosition: 0xffffffff },
        };
        const digest = taprootSighash(tx, index, spent, hashType, taproot);
        if (single && index >= tx.outputs.length) {
          expect(digest).toBeUndefined();
          return;
        }
        const expected = theirs(tx).hashForWitnessV1(
          index,
          spent.map(({ scriptPubKey }) => scriptPubKey),
          spent.map(({ value }) => value),
          hashType,
          leaf,
          extra,
        );
        expect(bytesToHex(digest!)).toBe(bytesToHex(expected));
        const preimage = taprootPreimage(tx, index, spent, hashType, taproot)!;
        expect(taggedHash('TapSighash', preimage)).toEqual(digest);
      }),
      { numRuns: 40 },
    );
  });

  test('other hash types have no digest', () => {
    const [first] = fc.sample(spend, 1);
    const { tx, index, spent } = first!;
    for (const hashType of [4, 0x42, 0x80, 0x84, 0xff]) {
      expect(
        taprootSighash(tx, index, spent, hashType, { annexHash: undefined, leaf: undefined }),
      ).toBeUndefined();
    }
  });
});

test('what changes a transaction changes what is signed, as far as the hash type says', () => {
  fc.assert(
    fc.property(spend, definedHashType, ({ tx, index, spent }, hashType) => {
      const code = new Uint8Array(25);
      const { value } = spent[index]!;
      const digest = (changed: Transaction) =>
        bytesToHex(bip143Sighash(changed, index, code, value, hashType));
      const extraOutput = { ...tx, outputs: [...tx.outputs, { value: 1n, scriptPubKey: new Uint8Array(0) }] };
      const extraInput = { ...tx, inputs: [...tx.inputs, tx.inputs[0]!] };
      const base = hashType & 3;
      if (base === 1) expect(digest(extraOutput)).not.toBe(digest(tx));
      if (base === 2) expect(digest(extraOutput)).toBe(digest(tx));
      expect(digest(extraInput) === digest(tx)).toBe(hashType >= 0x80);
      expect(digest({ ...tx, lockTime: (tx.lockTime + 1) % 2 ** 32 })).not.toBe(digest(tx));
    }),
    { numRuns: 40 },
  );
});

test('strict DER is what other software calls canonical', () => {
  const signature = fc.tuple(bytesOf(32), bytesOf(32), fc.nat(80), fc.nat(255)).map(([r, s, at, byte]) => {
    const trimmed = (number: Uint8Array) =>
      number[0]! >= 0x80 ? concatBytes(Uint8Array.of(0), number) : number;
    const [a, b] = [trimmed(r), trimmed(s)];
    const der = concatBytes(
      Uint8Array.of(0x30, a.length + b.length + 4, 2, a.length),
      a,
      Uint8Array.of(2, b.length),
      b,
      Uint8Array.of(1),
    );
    if (at < der.length) der[at] = byte;
    return der;
  });
  fc.assert(
    fc.property(fc.oneof(signature, bytesUpTo(75)), (bytes) => {
      const canonical = bitcoin.script.isCanonicalScriptSignature(bytes);
      expect(isStrictDerSignature(bytes) && isDefinedHashType(bytes.at(-1) ?? 0)).toBe(canonical);
    }),
    { numRuns: 300 },
  );
});
