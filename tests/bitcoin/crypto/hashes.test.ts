import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BoundedCache } from '#bitcoin/crypto/bounded-cache';
import { hash160, ripemd160 } from '#bitcoin/crypto/hash160';
import { sha1 } from '#bitcoin/crypto/sha1';
import { sha256, sha256d } from '#bitcoin/crypto/sha256';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { bytesUpTo } from '../arbitrary-transaction.ts';

const node = (name: string, bytes: Uint8Array) => Uint8Array.from(createHash(name).update(bytes).digest());

test('SHA-1, SHA-256 and their compositions agree with Node', () => {
  fc.assert(
    fc.property(bytesUpTo(300), (bytes) => {
      expect(sha1(bytes)).toEqual(node('sha1', bytes));
      expect(sha256(bytes)).toEqual(node('sha256', bytes));
      expect(sha256d(bytes)).toEqual(node('sha256', node('sha256', bytes)));
      expect(hash160(bytes)).toEqual(ripemd160(node('sha256', bytes)));
    }),
  );
});

test('RIPEMD-160 of nothing and of abc', () => {
  expect(bytesToHex(ripemd160(new Uint8Array(0)))).toBe('9c1185a5c5e9fc54612808977ee8f548b2258d31');
  expect(bytesToHex(ripemd160(hexToBytes('616263')))).toBe('8eb208f7e05d987a9b044a8e98c6b087f15a0bfc');
});

test('a full cache forgets the oldest entry first', () => {
  const cache = new BoundedCache<number>(2);
  cache.set('a', 1);
  cache.set('b', 2);
  cache.set('a', 3);
  cache.set('c', 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([undefined, 2, 4, 2]);
  cache.clear();
  expect(cache.size).toBe(0);
});
