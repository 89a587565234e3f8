import * as bitcoin from 'bitcoinjs-lib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { decodeAddress } from '#bitcoin/keys/address';
import { type DerivationLabel, deriveAddressSteps } from '#bitcoin/keys/derivation-steps';

const one = hexToBytes('01'.padStart(64, '0'));

function stepsOf(
  key: Uint8Array,
  compressed: boolean,
  edits: Partial<Record<DerivationLabel, Uint8Array>> = {},
) {
  const derived = deriveAddressSteps(key, { params: mainnetParams, compressed, edits });
  if (!derived.ok) throw new Error(derived.reason);
  return new Map(derived.steps.map((step) => [step.label, step]));
}

test('the smallest key leads to its well-known addresses', () => {
  const short = stepsOf(one, true);
  expect(bytesToHex(short.get('public-key')!.bytes)).toBe(
    '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798',
  );
  expect(bytesToHex(short.get('ripemd160')!.bytes)).toBe('751e76e8199196d454941c45d1b3a323f1433bd6');
  expect(short.get('base58-address')!.text).toBe('1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH');
  expect(short.get('bech32-address')!.text).toBe('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4');
  const long = stepsOf(one, false);
  expect(long.get('public-key')!.bytes.length).toBe(65);
  expect(long.get('address-bytes')!.bytes.length).toBe(25);
  expect(long.get('base58-address')!.text).toBe('1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm');
  expect(long.has('bech32-address')).toBe(false);
});

test('any key leads to the address that other software gives it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.boolean(), (key, compressed) => {
      fc.pre(key.some((byte) => byte !== 0) && key[0] !== 0xff);
      const steps = stepsOf(key, compressed);
      const hash = bitcoin.crypto.hash160(steps.get('public-key')!.bytes);
      expect(steps.get('base58-address')!.text).toBe(bitcoin.address.toBase58Check(hash, 0));
      if (compressed) expect(steps.get('bech32-address')!.text).toBe(bitcoin.address.toBech32(hash, 0, 'bc'));
    }),
    { numRuns: 10 },
  );
});

test('an edited step changes what follows and nothing before', () => {
  const honest = stepsOf(one, true);
  const edited = stepsOf(one, true, { checksum: Uint8Array.of(1, 2, 3, 4) });
  expect(edited.get('checksum')).toMatchObject({ edited: true, from: 'checksum-hash' });
  expect(edited.get('ripemd160')).toEqual(honest.get('ripemd160'));
  expect(edited.get('bech32-address')).toEqual(honest.get('bech32-address'));
  expect(decodeAddress(edited.get('base58-address')!.text!)).toMatchObject({ reason: 'address-checksum' });
});

test('one flipped bit of the key changes every later step', () => {
  const [a, b] = [stepsOf(one, true), stepsOf(hexToBytes('03'.padStart(64, '0')), true)];
  for (const [label, step] of a) expect(b.get(label)!.bytes).not.toEqual(step.bytes);
});

test('zero is no private key', () => {
  expect(deriveAddressSteps(new Uint8Array(32), { params: mainnetParams, compressed: true })).toEqual({
    ok: false,
    reason: 'wif-out-of-range',
  });
});
