import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '#bitcoin/encoding/byte-reader';
import { ByteWriter } from '#bitcoin/encoding/byte-writer';
import { MAX_SIZE, sizeOfCompactSize } from '#bitcoin/encoding/compact-size';
import { concatBytes, joinBytes } from '#bitcoin/encoding/concat-bytes';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { equalBytes } from '#bitcoin/encoding/equal-bytes';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { bytesUpTo, uint32 } from '../arbitrary-transaction.ts';

test('what was written is read back, whatever the order', () => {
  const value = fc.oneof(
    fc.tuple(fc.constant('u8' as const), fc.integer({ min: 0, max: 0xff })),
    fc.tuple(fc.constant('u16' as const), fc.integer({ min: 0, max: 0xffff })),
    fc.tuple(fc.constant('u32' as const), uint32),
    fc.tuple(fc.constant('i32' as const), fc.integer()),
    fc.tuple(fc.constant('u64' as const), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })),
    fc.tuple(fc.constant('i64' as const), fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n })),
    fc.tuple(fc.constant('compactSize' as const), fc.integer({ min: 0, max: MAX_SIZE })),
    fc.tuple(fc.constant('compactSizeU64' as const), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })),
    fc.tuple(fc.constant('varBytes' as const), bytesUpTo(300)),
  );
  fc.assert(
    fc.property(fc.array(value), fc.integer({ min: 0, max: 9 }), (values, capacity) => {
      const writer = new ByteWriter(capacity);
      for (const [kind, item] of values) {
        const method = kind === 'compactSizeU64' ? 'compactSize' : kind;
        (writer[method] as (item: unknown) => unknown)(item);
      }
      const bytes = writer.finish();
      expect(bytes.length).toBe(writer.length);
      const reader = new ByteReader(bytes);
      for (const [kind, item] of values) expect(reader[kind]()).toEqual(item);
      expect(reader.remaining).toBe(0);
      reader.expectEnd();
    }),
  );
});

test('numbers are little-endian', () => {
  const writer = new ByteWriter(0).u16(0x0102).u32(0x03040506).u64(0x0708090a0b0c0d0en).i32(-2);
  expect(bytesToHex(writer.finish())).toBe('0201060504030e0d0c0b0a090807feffffff');
});

test('a hash is written reversed', () => {
  const displayed = Array.from({ length: 32 }, (_, i) => (i + 0xc0).toString(16)).join('');
  expect(bytesToHex(new ByteWriter().hash(displayed).finish())).toBe(
    bytesToHex(hexToBytes(displayed).reverse()),
  );
});

describe('CompactSize', () => {
  test.each([
    [0, '00'],
    [252, 'fc'],
    [253, 'fdfd00'],
    [0xffff, 'fdffff'],
    [0x10000, 'fe00000100'],
    [0x02000000, 'fe00000002'],
    [0x100000000, 'ff0000000001000000'],
  ])('%d is %s', (value, hex) => {
    expect(bytesToHex(new ByteWriter().compactSize(value).finish())).toBe(hex);
    expect(bytesToHex(new ByteWriter().compactSize(BigInt(value)).finish())).toBe(hex);
    expect(sizeOfCompactSize(value)).toBe(hex.length / 2);
    expect(new ByteReader(hexToBytes(hex)).compactSizeU64()).toBe(BigInt(value));
  });

  test.each(['fdfc00', 'fd0000', 'fe00000000', 'feffff0000', 'ff0000000000000000', 'ffffffffff00000000'])(
    '%s is not canonical',
    (hex) => {
      expect(() => new ByteReader(hexToBytes(hex)).compactSizeU64()).toThrow(/non-canonical.*offset 0/);
      expect(() => new ByteReader(hexToBytes(hex)).compactSize()).toThrow(/non-canonical/);
    },
  );

  test('lengths stop at 32 MiB, and earlier where the reader says so', () => {
    expect(new ByteReader(hexToBytes('fe00000002')).compactSize()).toBe(0x02000000);
    expect(() => new ByteReader(hexToBytes('fe01000002')).compactSize()).toThrow(/size too large/);
    expect(() => new ByteReader(hexToBytes('ffffffffffffffffff')).compactSize()).toThrow(/size too large/);
    expect(() => new ByteReader(hexToBytes('03010203')).varBytes(2)).toThrow(/size too large/);
  });
});

test('reading past the end says where, and reads nothing', () => {
  const reader = new ByteReader(hexToBytes('010203'));
  reader.u8();
  for (const read of [() => reader.u32(), () => reader.u64(), () => reader.bytes(3)]) {
    expect(read).toThrow(DecodeError);
    expect(read).toThrow(/offset 1/);
    expect(reader.offset).toBe(1);
  }
  expect(() => reader.expectEnd()).toThrow(/2 bytes too many/);
});

test('read bytes are a copy', () => {
  const source = hexToBytes('0102');
  const read = new ByteReader(source).bytes(2);
  source[0] = 9;
  expect(bytesToHex(read)).toBe('0102');
});

test('reading nothing allocates nothing: a witness of a million empty items stays small', () => {
  const reader = new ByteReader(new Uint8Array(2));
  expect(reader.varBytes()).toBe(reader.varBytes());
  expect(reader.remaining).toBe(0);
});

test('a list of any length can be joined', () => {
  const list = Array.from({ length: 300_000 }, () => Uint8Array.of(7));
  const joined = joinBytes(list);
  expect([joined.length, joined.every((byte) => byte === 7)]).toEqual([300_000, true]);
});

test('joining and comparing bytes', () => {
  fc.assert(
    fc.property(fc.array(bytesUpTo(20)), (parts) => {
      const joined = concatBytes(...parts);
      expect(bytesToHex(joined)).toBe(parts.map(bytesToHex).join(''));
      expect(equalBytes(joined, joined.slice())).toBe(true);
      expect(equalBytes(joined, concatBytes(joined, Uint8Array.of(0)))).toBe(false);
    }),
  );
});
