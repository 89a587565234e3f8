import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { mainnetParams } from '#bitcoin/consensus/params';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { inferDescriptor, withChecksum } from '#bitcoin/explain/descriptor';
import { formatBitcoin } from '#bitcoin/explain/format-bitcoin';
import { decodeScriptJson } from '#bitcoin/explain/json-decoded-script';
import { formatCoreJson, transactionJson } from '#bitcoin/explain/json-transaction';
import { regtestNetwork } from '#bitcoin/keys/address-networks';
import type { Transaction, TxOutput } from '#bitcoin/primitives/transaction';
import {
  multisigScript,
  nullDataScript,
  p2pkhScript,
  p2pkScript,
  p2shScript,
  p2trScript,
  p2wpkhScript,
} from '#bitcoin/script/standard-scripts';
import { arbitraryTransaction } from '../wire/arbitrary-message.ts';

const x = hexToBytes('79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798');
const key = Uint8Array.of(2, ...x);
const hash20 = new Uint8Array(20).fill(0x11);

describe('amounts', () => {
  test.each([
    [1_500_000n, '0.01500000'],
    [0n, '0.00000000'],
    [1n, '0.00000001'],
    [-1n, '-0.00000001'],
    [2_099_999_997_690_000n, '20999999.97690000'],
  ])('%s satoshis read %s', (satoshis, text) => {
    expect(formatBitcoin(satoshis)).toBe(text);
  });

  test('keep every satoshi through a JSON number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2_100_000_000_000_000n }), (satoshis) => {
        expect(Number(formatBitcoin(satoshis)).toFixed(8)).toBe(formatBitcoin(satoshis));
      }),
    );
  });
});

test("the genesis coinbase reads as in Core's listing", () => {
  const json = transactionJson(mainnetGenesisBlock.transactions[0]!, { params: mainnetParams });
  expect(json).toMatchObject({
    txid: '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b',
    version: 1,
    size: 204,
    vsize: 204,
    weight: 816,
    locktime: 0,
    vin: [{ sequence: 4294967295 }],
    vout: [{ value: 50, n: 0, scriptPubKey: { type: 'pubkey' } }],
  });
  expect(json.vin[0]).not.toHaveProperty('txid');
  expect(json.vout[0]!.scriptPubKey).not.toHaveProperty('address');
  expect(json.vout[0]!.scriptPubKey.asm).toMatch(/^04678afd.* OP_CHECKSIG$/);
  expect(formatCoreJson(json)).toContain('"value": 50.00000000,');
});

test('known previous outputs add prevout and fee', () => {
  const prevout: TxOutput = { value: 10_000n, scriptPubKey: p2pkhScript(hash20) };
  const tx: Transaction = {
    version: 2,
    inputs: [
      {
        previousOutput: { txid: mainnetGenesisBlock.header.merkleRoot as never, index: 3 },
        scriptSig: hexToBytes('51'),
        sequence: 0xfffffffd,
        witness: [hexToBytes('aa'), new Uint8Array(0)],
      },
    ],
    outputs: [{ value: 9_000n, scriptPubKey: nullDataScript(hexToBytes('deadbeef01')) }],
    lockTime: 500,
  };
  const json = transactionJson(tx, { params: regtestNetwork, prevouts: [prevout], hex: true });
  expect(json.fee).toBe(0.00001);
  expect(json.vin[0]).toMatchObject({
    vout: 3,
    scriptSig: { asm: '1', hex: '51' },
    txinwitness: ['aa', ''],
    prevout: { value: 0.0001, scriptPubKey: { type: 'pubkeyhash' } },
  });
  expect(json.vout[0]!.scriptPubKey).toMatchObject({ type: 'nulldata', asm: 'OP_RETURN deadbeef01' });
  expect(json.hex).toMatch(/^02000000000101/);
  expect(JSON.parse(formatCoreJson(json))).toEqual(JSON.parse(JSON.stringify(json)));
});

test('every transaction has a JSON, whatever its scripts', () => {
  fc.assert(
    fc.property(arbitraryTransaction, (tx) => {
      const json = transactionJson(tx, { params: regtestNetwork });
      expect(json.vin.length).toBe(tx.inputs.length);
      expect(() => JSON.parse(formatCoreJson(json))).not.toThrow();
    }),
    { numRuns: 50 },
  );
});

describe('descriptors', () => {
  // The example of BIP-0380.
  test('carry the checksum of BIP-0380', () => {
    expect(withChecksum('raw(deadbeef)')).toBe('raw(deadbeef)#89f8spxm');
  });

  test('of a long script take a moment', () => {
    expect(inferDescriptor(new Uint8Array(250_000).fill(0x61), regtestNetwork)).toMatch(
      /^raw\((61)+\)#.{8}$/,
    );
  });

  test.each([
    [p2pkScript(key), /^pk\(0279be/],
    [multisigScript(1, [key, key]), /^multi\(1,0279be.*,0279be/],
    [p2trScript(x), /^rawtr\(79be/],
    [p2trScript(new Uint8Array(32).fill(0xff)), /^addr\(bcrt1p/],
    [p2wpkhScript(hash20), /^addr\(bcrt1q/],
    [p2shScript(hash20), /^addr\(2/],
    [nullDataScript(hash20), /^raw\(6a14/],
    [p2pkScript(Uint8Array.of(6, ...x, ...x)), /^raw\(4106/],
    [new Uint8Array(0), /^raw\(\)/],
  ])('%#', (script, expected) => {
    expect(inferDescriptor(script, regtestNetwork)).toMatch(expected);
  });
});

describe('decodescript', () => {
  test('wraps a key hash as P2SH and as P2WPKH', () => {
    expect(decodeScriptJson(p2pkhScript(hash20), regtestNetwork)).toMatchObject({
      type: 'pubkeyhash',
      p2sh: expect.stringMatching(/^2/),
      segwit: { type: 'witness_v0_keyhash', 'p2sh-segwit': expect.stringMatching(/^2/) },
    });
  });

  test('wraps multisig as P2WSH and says of what', () => {
    expect(decodeScriptJson(multisigScript(1, [key]), regtestNetwork).segwit?.desc).toMatch(
      /^wsh\(multi\(1,/,
    );
  });

  test.each([
    ['data', nullDataScript(hash20)],
    ['P2SH', p2shScript(hash20)],
    ['taproot', p2trScript(x)],
    ['a tapscript opcode', Uint8Array.of(0xba)],
    ['an opcode that always succeeds in tapscript', Uint8Array.of(0x50)],
    ['a truncated push', Uint8Array.of(5, 1)],
  ])('wraps no %s', (_what, script) => {
    const decoded = decodeScriptJson(script, regtestNetwork);
    expect(decoded.p2sh).toBeUndefined();
    expect(decoded.segwit).toBeUndefined();
  });

  test('wraps no uncompressed key in SegWit', () => {
    const decoded = decodeScriptJson(p2pkScript(Uint8Array.of(4, ...x, ...x)), regtestNetwork);
    expect(decoded.p2sh).toBeDefined();
    expect(decoded.segwit).toBeUndefined();
  });

  test('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (script) => {
        expect(decodeScriptJson(script, regtestNetwork)).not.toHaveProperty('hex');
      }),
    );
  });
});
