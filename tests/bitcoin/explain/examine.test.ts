import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { mainnetParams } from '#bitcoin/consensus/params';
import { refused, type Verdict } from '#bitcoin/consensus/verdict';
import { DecodeError } from '#bitcoin/encoding/decode-error';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import { firstPaymentBlockExample } from '#bitcoin/examples/first-payment-block';
import { lectureFundingExample, lecturePaymentExample } from '#bitcoin/examples/lecture-transactions';
import { segwitMultisigExample } from '#bitcoin/examples/multisig-transactions';
import { taprootKeyPathExample } from '#bitcoin/examples/taproot-key-path';
import { examineBlock } from '#bitcoin/explain/examine-block';
import { examineTransaction } from '#bitcoin/explain/examine-transaction';
import { parsePrevouts } from '#bitcoin/explain/parse-prevouts';
import { recogniseBytes } from '#bitcoin/explain/recognise-bytes';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import { decodeBlock } from '#bitcoin/primitives/decode-block';
import { decodeTransaction } from '#bitcoin/primitives/decode-transaction';
import { encodeBlock } from '#bitcoin/primitives/encode-block';
import { mandatoryFlags } from '#bitcoin/script/flags';
import { frame } from '#bitcoin/wire/frame';

const payment = decodeTransaction(hexToBytes(lecturePaymentExample.hex));
const [{ satoshis, scriptPubKey }] = lecturePaymentExample.prevouts as [
  (typeof lecturePaymentExample.prevouts)[number],
];
const { txid, index } = payment.inputs[0]!.previousOutput;
const prevouts = [{ value: BigInt(satoshis), scriptPubKey: hexToBytes(scriptPubKey) }];

describe('previous outputs are understood', () => {
  test.each([
    ['as raw previous transactions', JSON.stringify([lectureFundingExample.hex])],
    ['as one line of hex', `  ${lectureFundingExample.hex}\n`],
    ['as Core takes them for signing', JSON.stringify([{ txid, vout: index, scriptPubKey, amount: 0.1 }])],
    [
      'as Core shows them',
      JSON.stringify([{ txid, vout: 0, scriptPubKey: { hex: scriptPubKey }, value: 0.1 }]),
    ],
    ['in order, as pairs', JSON.stringify([[satoshis, scriptPubKey]])],
    ['in order, as objects', JSON.stringify([{ satoshis, scriptPubKey }])],
  ])('%s', (_how, text) => {
    expect(parsePrevouts(text, payment)).toEqual({ ok: true, prevouts });
  });
});

describe('previous outputs are refused with a sentence:', () => {
  test.each([
    ['no JSON', '{', /not JSON/],
    ['no array', '{}', /array/],
    ['nothing', '[]', /input 0 spends 7957a35f.*:0, which is not given/],
    ['another transaction', JSON.stringify([lecturePaymentExample.hex]), /not given/],
    [
      'half a transaction',
      JSON.stringify([lectureFundingExample.hex.slice(0, 100)]),
      /entry 0: no raw transaction/,
    ],
    ['a number', '[5]', /entry 0/],
    ['null', '[null]', /entry 0/],
    ['no amount', JSON.stringify([{ txid, vout: 0, scriptPubKey }]), /amount/],
    ['a negative amount', JSON.stringify([[-1, scriptPubKey]]), /amount/],
    ['half a satoshi', JSON.stringify([[0.5, scriptPubKey]]), /amount/],
    ['a script that is no hex', JSON.stringify([[1, 'xyz']]), /scriptPubKey/],
    ['a short txid', JSON.stringify([{ txid: 'ab', vout: 0, scriptPubKey, amount: 1 }]), /64 hex digits/],
    ['no index', JSON.stringify([{ txid, scriptPubKey, amount: 1 }]), /vout/],
  ])('%s', (_what, text, expected) => {
    const parsed = parsePrevouts(text, payment);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.detail).toMatch(expected);
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parsePrevouts(text, payment).ok).toBe(false);
      }),
    );
  });
});

describe('a pasted transaction', () => {
  const examine = (tx: typeof payment, outputs?: typeof prevouts) =>
    examineTransaction({
      tx,
      flags: mandatoryFlags,
      params: mainnetParams,
      ...(outputs === undefined ? {} : { prevouts: outputs }),
    });

  test('is judged by itself when nothing is known of what it spends', () => {
    expect(examine(payment)).toEqual({ verdict: { ok: true }, inputs: [] });
    expect(examine({ ...payment, outputs: [] }).verdict).toMatchObject({ reason: 'bad-txns-vout-empty' });
  });

  test('proves its inputs, and says the fee', () => {
    expect(examine(payment, prevouts)).toEqual({
      verdict: { ok: true },
      fee: 50_000n,
      inputs: [{ index: 0, ok: true }],
    });
  });

  test('with an output changed fails where its signature is checked', () => {
    const [first, second] = payment.outputs as [
      (typeof payment.outputs)[number],
      (typeof payment.outputs)[number],
    ];
    const robbed = { ...payment, outputs: [{ ...first, value: first.value + 1n }, second] };
    const { verdict, inputs } = examine(robbed, prevouts);
    expect(verdict).toMatchObject({ reason: 'mempool-script-verify-flag-failed' });
    expect(inputs[0]).toMatchObject({ ok: false, error: 'EVAL_FALSE' });
    expect(inputs[0]!.explanation).toMatch(/false\/empty top stack element/);
  });

  test('that spends more than it has is refused before its scripts', () => {
    const poor = [{ ...prevouts[0]!, value: 1n }];
    expect(examine(payment, poor).verdict).toMatchObject({ reason: 'bad-txns-in-belowout' });
  });

  test('whose amounts are signed is refused with a wrong amount', () => {
    const tx = decodeTransaction(hexToBytes(taprootKeyPathExample.hex));
    const [prevout] = taprootKeyPathExample.prevouts;
    const wrong = { value: BigInt(prevout!.satoshis + 1), scriptPubKey: hexToBytes(prevout!.scriptPubKey) };
    expect(examine(tx, [wrong]).inputs[0]).toMatchObject({ ok: false, error: 'SCHNORR_SIG' });
  });
});

describe('a pasted block', () => {
  const examine = (block: typeof mainnetGenesisBlock, height?: number) =>
    examineBlock({ block, params: mainnetParams, ...(height === undefined ? {} : { height }) }).verdict;

  test('of the main network is accepted', () => {
    expect(examine(mainnetGenesisBlock)).toEqual({ ok: true });
  });

  test('is refused by the rule that was broken', () => {
    const { header, transactions } = mainnetGenesisBlock;
    expect(examine({ header: { ...header, nonce: 1 }, transactions })).toMatchObject({ reason: 'high-hash' });
    const [coinbase] = transactions;
    const richer = { ...coinbase!, outputs: [{ ...coinbase!.outputs[0]!, value: 1n }] };
    expect(examine({ header, transactions: [richer] })).toMatchObject({ reason: 'bad-txnmrklroot' });
    const witnessed = { ...coinbase!, inputs: [{ ...coinbase!.inputs[0]!, witness: [new Uint8Array(32)] }] };
    expect(examine({ header, transactions: [witnessed] })).toMatchObject({ reason: 'unexpected-witness' });
  });
});

describe('one flipped bit anywhere', () => {
  /** Refusal reason of the bytes, or that they do not even read. */
  const outcomeOf = (bytes: Uint8Array, judge: (bytes: Uint8Array) => Verdict) => {
    try {
      const verdict = judge(bytes);
      return verdict.ok ? 'accepted' : verdict.reason;
    } catch (error) {
      if (error instanceof DecodeError) return 'malformed';
      throw error;
    }
  };
  const flip = (hex: string, bit: number) => {
    const bytes = hexToBytes(hex);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return bytes;
  };

  test('of a block is refused, in its header for the work, in its body for the Merkle root', () => {
    const { hex } = firstPaymentBlockExample;
    const judge = (bytes: Uint8Array) =>
      examineBlock({ block: decodeBlock(bytes), params: mainnetParams }).verdict;
    fc.assert(
      fc.property(fc.nat(hex.length * 4 - 1), (bit) => {
        const outcome = outcomeOf(flip(hex, bit), judge);
        if (bit < 640) expect(outcome).toBe('high-hash');
        else expect(['malformed', 'bad-txnmrklroot']).toContain(outcome);
      }),
      { numRuns: 200 },
    );
  });

  test.each([lecturePaymentExample, segwitMultisigExample, taprootKeyPathExample])(
    'of a payment ($id) is refused',
    ({ hex, prevouts: spent }) => {
      const outputs = spent.map((output) => ({
        value: BigInt(output.satoshis),
        scriptPubKey: hexToBytes(output.scriptPubKey),
      }));
      const judge = (bytes: Uint8Array) => {
        const tx = decodeTransaction(bytes);
        if (tx.inputs.length !== outputs.length) return refused('another number of inputs');
        return examineTransaction({ tx, prevouts: outputs, flags: mandatoryFlags, params: mainnetParams })
          .verdict;
      };
      fc.assert(
        fc.property(fc.nat(hex.length * 4 - 1), (bit) => {
          expect(outcomeOf(flip(hex, bit), judge)).not.toBe('accepted');
        }),
        { numRuns: 60 },
      );
    },
  );
});

test('pasted bytes are recognised', () => {
  expect(recogniseBytes(encodeHeader(mainnetGenesisBlock.header))).toBe('header');
  expect(recogniseBytes(encodeBlock(mainnetGenesisBlock))).toBe('block');
  expect(recogniseBytes(hexToBytes(lecturePaymentExample.hex))).toBe('transaction');
  expect(recogniseBytes(frame({ type: 'verack' }, 0xd9b4bef9))).toBe('message');
  expect(recogniseBytes(hexToBytes('76a914'))).toBe('script');
  expect(recogniseBytes(new Uint8Array(0))).toBe('script');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void recogniseBytes(bytes)));
  expect(bytesToHex(hexToBytes(lecturePaymentExample.hex))).toBe(lecturePaymentExample.hex);
});
