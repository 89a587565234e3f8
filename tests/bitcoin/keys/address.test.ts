import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetParams } from '#bitcoin/consensus/params';
import { encodeBase58check } from '#bitcoin/encoding/base58check';
import { encodeBech32 } from '#bitcoin/encoding/bech32';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeAddress, encodeAddress } from '#bitcoin/keys/address';
import { type AddressNetwork, regtestNetwork, testnetNetwork } from '#bitcoin/keys/address-networks';
import {
  multisigScript,
  nullDataScript,
  p2pkhScript,
  p2pkScript,
  p2shScript,
  p2trScript,
  p2wpkhScript,
  p2wshScript,
  witnessProgramScript,
} from '#bitcoin/script/standard-scripts';

const networks: readonly (readonly [AddressNetwork, bitcoin.Network])[] = [
  [mainnetParams, bitcoin.networks.bitcoin],
  [testnetNetwork, bitcoin.networks.testnet],
  [regtestNetwork, bitcoin.networks.regtest],
];
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** The x coordinate of the generator point. */
const taprootKey = hexToBytes('79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');

test('every kind of script that has an address has the one that other software gives it', () => {
  const scripts = fc.oneof(
    bytes(20).map(p2pkhScript),
    bytes(20).map(p2shScript),
    bytes(20).map(p2wpkhScript),
    bytes(32).map(p2wshScript),
  );
  fc.assert(
    fc.property(scripts, fc.constantFrom(...networks), (script, [params, theirs]) => {
      const text = encodeAddress(script, params)!;
      expect(text).toBe(bitcoin.address.fromOutputScript(script, theirs));
      const decoded = decodeAddress(text, params);
      expect(decoded).toMatchObject({ ok: true, network: params.name });
      expect(decoded.ok && decoded.script).toEqual(script);
    }),
  );
});

test('a taproot output has the address that other software gives it', () => {
  expect(encodeAddress(p2trScript(taprootKey), mainnetParams)).toBe(
    bitcoin.address.toBech32(taprootKey, 1, 'bc'),
  );
});

test('future witness versions survive the round trip', () => {
  const program = fc.uint8Array({ minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), program, (version, data) => {
      const script = witnessProgramScript(version, data);
      const text = encodeAddress(script, mainnetParams)!;
      expect(decodeAddress(text.toUpperCase())).toMatchObject({ ok: true, script, network: 'main' });
    }),
  );
});

test('a bare key, bare multisig, data and nonsense have no address', () => {
  const key = hexToBytes(`02${bytesToHex(taprootKey)}`);
  for (const script of [
    p2pkScript(key),
    multisigScript(1, [key]),
    nullDataScript(taprootKey),
    Uint8Array.of(0xff),
    new Uint8Array(0),
  ])
    expect(encodeAddress(script, mainnetParams)).toBeUndefined();
});

test('without a network asked for, the first that fits is named', () => {
  expect(decodeAddress('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toMatchObject({
    type: 'pubkeyhash',
    network: 'main',
  });
  const script = p2pkhScript(new Uint8Array(20));
  expect(decodeAddress(encodeAddress(script, regtestNetwork)!)).toMatchObject({ network: 'test' });
  const program = p2wpkhScript(new Uint8Array(20));
  expect(decodeAddress(encodeAddress(program, regtestNetwork)!)).toMatchObject({ network: 'regtest' });
});

describe('what is no address is refused by reason and place:', () => {
  const taproot = encodeAddress(p2trScript(taprootKey), mainnetParams)!;
  const words = (version: number, length: number) => [version, ...new Array<number>(length).fill(0)];
  test.each([
    ['nothing', '', 'address-empty', []],
    ['endless text', '1'.repeat(5000), 'address-length', []],
    ['a base58 typing error', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'address-checksum', []],
    ['a zero for an O', '1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na', 'address-character', [31]],
    ['a bech32 typing error', taproot.replace('0xlx', '0xlz'), 'address-checksum', [7]],
    ['two typing errors', taproot.replace('0xlx', '0qlz'), 'address-checksum', [5, 7]],
    ['mixed case', taproot.replace('0xlx', '0Xlx'), 'address-mixed-case', [5]],
    [
      'another network',
      encodeAddress(p2pkhScript(new Uint8Array(20)), regtestNetwork)!,
      'address-network',
      [0],
    ],
    ['another prefix', encodeAddress(p2trScript(taprootKey), testnetNetwork)!, 'address-network', [0, 1]],
    ['no data', encodeBech32({ prefix: 'bc', words: [], variant: 'bech32' }), 'address-length', []],
    [
      'bech32m for version 0',
      encodeBech32({ prefix: 'bc', words: words(0, 32), variant: 'bech32m' }),
      'address-checksum-kind',
      [],
    ],
    [
      'bech32 for version 1',
      encodeBech32({ prefix: 'bc', words: words(1, 52), variant: 'bech32' }),
      'address-checksum-kind',
      [],
    ],
    [
      'version 17',
      encodeBech32({ prefix: 'bc', words: words(17, 52), variant: 'bech32m' }),
      'address-witness-version',
      [3],
    ],
    [
      'a program of 16 bytes under version 0',
      encodeBech32({ prefix: 'bc', words: words(0, 26), variant: 'bech32' }),
      'address-program-length',
      [],
    ],
    [
      'a program of one byte',
      encodeBech32({ prefix: 'bc', words: words(1, 2), variant: 'bech32m' }),
      'address-program-length',
      [],
    ],
    [
      'padding that is not zero',
      encodeBech32({ prefix: 'bc', words: [1, ...new Array<number>(51).fill(0), 1], variant: 'bech32m' }),
      'address-padding',
      [55],
    ],
    ['20 bytes without version', encodeBase58check(new Uint8Array(20)), 'address-length', []],
  ])('%s', (_what, text, reason, positions) => {
    const decoded = decodeAddress(text, mainnetParams);
    expect(decoded).toMatchObject({ ok: false, reason, positions });
  });

  test('noise', () => {
    const letters = '1bcqpzry9x8gf2tvdw0s3jn54khce6mua7lBCTtO0 é';
    const noise = fc.array(fc.constantFrom(...letters), { maxLength: 95 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), noise), (text) => {
        const decoded = decodeAddress(text);
        if (decoded.ok) return;
        for (const position of decoded.positions) expect(position).toBeLessThan(text.length);
      }),
      { numRuns: 500 },
    );
  });
});
