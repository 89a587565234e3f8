import { WIF } from '@scure/btc-signer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetParams } from '#bitcoin/consensus/params';
import { encodeBase58check } from '#bitcoin/encoding/base58check';
import { concatBytes } from '#bitcoin/encoding/concat-bytes';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { regtestNetwork } from '#bitcoin/keys/address-networks';
import { decodeWif, encodeWif } from '#bitcoin/keys/wif';

const one = hexToBytes('01'.padStart(64, '0'));
const groupOrder = hexToBytes('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');

test('the smallest private key has well-known texts', () => {
  expect(encodeWif(one, true, mainnetParams)).toBe('KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn');
  expect(encodeWif(one, false, mainnetParams)).toBe('5HpHagT65TZzG1PH3CSu63k8DbpvD8s5ip4nEB3kEsreAnchuDf');
});

test('any key survives in both forms, and reads the same elsewhere', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.boolean(), (key, compressed) => {
      fc.pre(key.some((byte) => byte !== 0) && key[0] !== 0xff);
      const text = encodeWif(key, compressed, mainnetParams);
      expect(decodeWif(text)).toEqual({ ok: true, privateKey: key, compressed, network: 'main' });
      if (compressed) expect(WIF().decode(text)).toEqual(key);
      expect(decodeWif(text, regtestNetwork)).toMatchObject({ ok: false, reason: 'wif-network' });
    }),
  );
});

describe('what is no private key is refused by reason:', () => {
  const text = (payload: Uint8Array) => encodeBase58check(concatBytes(Uint8Array.of(0x80), payload));
  test.each([
    ['a typing error', 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWm', 'wif-checksum'],
    ['a foreign character', 'KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHno_n', 'wif-character'],
    ['nothing', '', 'wif-length'],
    ['31 bytes', text(one.slice(1)), 'wif-length'],
    ['zero', text(new Uint8Array(32)), 'wif-out-of-range'],
    ['the group order', text(groupOrder), 'wif-out-of-range'],
    ['another flag', text(concatBytes(one, Uint8Array.of(2))), 'wif-compression-flag'],
    ['an address', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'wif-length'],
  ])('%s', (_what, wif, reason) => {
    expect(decodeWif(wif)).toMatchObject({ ok: false, reason });
  });

  test('noise, with or without a right checksum', () => {
    fc.assert(fc.property(fc.string(), (wif) => void expect(decodeWif(wif).ok).toBe(false)));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (payload) => {
        const decoded = decodeWif(text(payload));
        if (decoded.ok) expect([32, 33]).toContain(payload.length);
      }),
    );
  });
});
