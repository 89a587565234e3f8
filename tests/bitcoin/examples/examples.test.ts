import { describe, expect, test } from 'vitest';
import { checkBlockHeader } from '#bitcoin/consensus/check-block';
import { mainnetParams } from '#bitcoin/consensus/params';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { bytesToText } from '#bitcoin/encoding/latin1';
import type { Example } from '#bitcoin/examples/example';
import { examples } from '#bitcoin/examples/examples';
import { examineBlock } from '#bitcoin/explain/examine-block';
import { examineTransaction } from '#bitcoin/explain/examine-transaction';
import { transactionJson } from '#bitcoin/explain/json-transaction';
import { recogniseBytes } from '#bitcoin/explain/recognise-bytes';
import { decodeHeader, encodeHeader, hashHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { encodeTransaction } from '#bitcoin/primitives/encode-transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { flagsAtHeight } from '#bitcoin/script/flags';

const named = (id: string): Example => examples.find((example) => example.id === id)!;
const prevoutsOf = ({ prevouts }: Example) =>
  prevouts.map(({ satoshis, scriptPubKey }) => ({
    value: BigInt(satoshis),
    scriptPubKey: hexToBytes(scriptPubKey),
  }));

describe('every example', () => {
  test.each(examples.map((example) => [example.id, example] as const))(
    '%s hashes to its name',
    (_id, example) => {
      const bytes = hexToBytes(example.hex);
      expect(recogniseBytes(bytes)).toBe(example.kind);
      expect(example.source).not.toBe('');
      if (example.kind === 'header') {
        const header = decodeHeader(bytes);
        expect(hashHeader(header)).toBe(example.hash);
        expect(encodeHeader(header)).toEqual(bytes);
        expect(checkBlockHeader(header, mainnetParams)).toEqual({ ok: true });
      } else if (example.kind === 'block') {
        const block = decodeBlock(bytes);
        expect(hashHeader(block.header)).toBe(example.hash);
        expect(encodeBlock(block)).toEqual(bytes);
        expect(examineBlock({ block, params: mainnetParams }).verdict).toEqual({ ok: true });
      } else {
        const tx = decodeTransaction(bytes);
        expect(txidOf(tx)).toBe(example.hash);
        expect(encodeTransaction(tx, { witness: true })).toEqual(bytes);
      }
    },
  );

  test.each(
    examples.filter(({ kind }) => kind === 'transaction').map((example) => [example.id, example] as const),
  )('%s proves its right to what it spends', (_id, example) => {
    const tx = decodeTransaction(hexToBytes(example.hex));
    if (example.prevouts.length === 0) return;
    const flags = flagsAtHeight(example.height ?? Number.MAX_SAFE_INTEGER, mainnetParams);
    const options = { tx, prevouts: prevoutsOf(example), flags, params: mainnetParams };
    const { verdict, inputs } = examineTransaction(options);
    expect(verdict).toEqual({ ok: true });
    expect(inputs.every(({ ok }) => ok)).toBe(true);
    const robbed = { ...tx, outputs: tx.outputs.map((output) => ({ ...output, value: output.value - 1n })) };
    const stolen = examineTransaction({ ...options, tx: { ...robbed, outputs: robbed.outputs.slice(0, 1) } });
    expect(stolen.verdict).toMatchObject({ ok: false });
  });
});

test('the headline can be read in the genesis block', () => {
  const [coinbase] = decodeBlock(hexToBytes(named('genesis-block').hex)).transactions;
  expect(bytesToText(coinbase!.inputs[0]!.scriptSig)).toContain(
    'The Times 03/Jan/2009 Chancellor on brink of second bailout for banks',
  );
});

test('the first payment was 10 BTC of 50, signed by the key that mined block 9', () => {
  const example = named('first-payment-block');
  const [, payment] = decodeBlock(hexToBytes(example.hex)).transactions;
  expect(txidOf(payment!)).toBe('f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16');
  expect(payment!.outputs.map(({ value }) => value)).toEqual([1_000_000_000n, 4_000_000_000n]);
  const options = {
    tx: payment!,
    prevouts: prevoutsOf(example),
    flags: flagsAtHeight(170, mainnetParams),
    params: mainnetParams,
  };
  expect(examineTransaction(options)).toMatchObject({ verdict: { ok: true }, fee: 0n });
});

test("the lecture's payment spends the lecture's funding, and leaves a fee of 0.0005 BTC", () => {
  const funding = decodeTransaction(hexToBytes(named('lecture-funding').hex));
  const payment = named('lecture-payment');
  const tx = decodeTransaction(hexToBytes(payment.hex));
  expect(tx.inputs[0]!.previousOutput).toEqual({ txid: txidOf(funding), index: 0 });
  expect(prevoutsOf(payment)).toEqual(funding.outputs);
  const json = transactionJson(tx, { params: mainnetParams, prevouts: funding.outputs });
  expect(json).toMatchObject({
    version: 1,
    locktime: 0,
    size: 258,
    fee: 0.0005,
    vin: [{ vout: 0, sequence: 4294967295 }],
    vout: [
      {
        value: 0.015,
        scriptPubKey: {
          asm: 'OP_DUP OP_HASH160 ab68025513c3dbd2f7b92a94e0581f5d50f654e7 OP_EQUALVERIFY OP_CHECKSIG',
          address: '1GdK9UzpHBzqzX2A9JFP3Di4weBwqgmoQA',
        },
      },
      { value: 0.0845, scriptPubKey: { address: '1Cdid9KFAaatwczBwBttQcwXYCpvK8h7FK' } },
    ],
  });
  const [input] = json.vin;
  if (input === undefined || !('scriptSig' in input)) throw new Error('no coinbase is expected');
  expect(input.scriptSig.asm).toMatch(/^3045022100884d.*6e3813\[ALL\] 0484ecc0.*752adf$/);
});

test("the lecture's coinbase pays 25.09094928 BTC and begins with its height", () => {
  const tx = decodeTransaction(hexToBytes(named('lecture-coinbase').hex));
  const json = transactionJson(tx, { params: mainnetParams });
  expect(json.vin).toEqual([{ coinbase: '03443b0403858402062f503253482f', sequence: 4294967295 }]);
  expect(json.vout).toMatchObject([{ value: 25.09094928, n: 0, scriptPubKey: { type: 'pubkey' } }]);
  expect(bytesToHex(tx.inputs[0]!.scriptSig.slice(1, 4).reverse())).toBe(
    (277_316).toString(16).padStart(6, '0'),
  );
});

test("the lecture's block was mined at difficulty 1180923195.26", () => {
  const header = decodeHeader(hexToBytes(named('lecture-header').hex));
  expect(header).toMatchObject({ time: 1388185038, nonce: 4215469401 });
});
