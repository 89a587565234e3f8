import { describe, expect, test } from 'vitest';
import { blockTemplate, reservedTemplateWeight, templateWeightLimit } from '#bitcoin/chain/block-template';
import { coinbaseMessageRoom, createCoinbase } from '#bitcoin/chain/create-coinbase';
import { classParams } from '#bitcoin/consensus/params';
import { findWitnessCommitment } from '#bitcoin/consensus/witness-commitment';
import { bytesToHex } from '#bitcoin/encoding/hex';
import { blockWeight } from '#bitcoin/primitives/block-size';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { walletScript } from '#bitcoin/wallet/wallet';
import { alice, ascii, genesisState, judge, mined, mineMany, testParams } from '../test-chain.ts';

const parent = mineMany(genesisState(), 3);

const request = {
  parent: parent.index,
  time: parent.index.header.time + 600,
  transactions: [],
  fees: 0n,
  params: testParams,
  payoutScript: walletScript(alice),
  extraNonce: 0,
  tag: ascii('job 1'),
};

describe('a coinbase', () => {
  const coinbase = createCoinbase({
    height: 1000,
    extraNonce: 0x01020304,
    tag: Uint8Array.of(0xaa, 0xbb),
    message: ascii('hello'),
    payoutScript: walletScript(alice),
    value: 7n,
  });

  test('says height, extra nonce, tag and message, each as a push', () => {
    expect(bytesToHex(coinbase.inputs[0]!.scriptSig)).toBe(
      '02e803' + '0404030201' + '02aabb' + '0568656c6c6f',
    );
    expect(coinbase.inputs[0]!.witness).toEqual([]);
    expect(coinbase.outputs).toEqual([{ value: 7n, scriptPubKey: walletScript(alice) }]);
  });

  test('has room for a message up to 100 bytes together, and refuses one more', () => {
    for (const [height, tag] of [
      [1, ascii('')],
      [17, ascii('short')],
      [1_000_000, ascii('a tag of twenty byte')],
      [1, ascii('x'.repeat(70))],
      [1, ascii('x'.repeat(91))],
    ] as const) {
      const room = coinbaseMessageRoom(height, tag);
      const make = (length: number) =>
        createCoinbase({
          height,
          tag,
          message: new Uint8Array(length),
          extraNonce: 0,
          payoutScript: new Uint8Array(1),
          value: 0n,
        });
      expect(make(room).inputs[0]!.scriptSig.length).toBeLessThanOrEqual(100);
      expect(() => make(room + 1)).toThrow(room === 0 ? /100/ : 'at most 100 bytes');
    }
  });
});

describe('a template', () => {
  test('lacks only its proof of work', () => {
    const block = blockTemplate(request);
    expect(block.header).toMatchObject({ version: 0x20000000, nonce: 0, bits: 0x207fffff });
    expect(block.header.previousBlockHash).toBe(parent.index.hash);
    expect(judge(mined(block), parent).verdict.ok).toBe(true);
  });

  test('is unlike any other job by tag, extra nonce or time alone', () => {
    const roots = [
      request,
      { ...request, tag: ascii('job 2') },
      { ...request, extraNonce: 1 },
      { ...request, message: ascii('vote yes') },
    ].map((each) => blockTemplate(each).header.merkleRoot);
    expect(new Set(roots).size).toBe(4);
  });

  test('raises a time that would be too old', () => {
    const { header } = blockTemplate({ ...request, time: 5 });
    expect(header.time).toBe(parent.index.medianTimePast + 1);
  });

  test('claims subsidy and fees, or what a dishonest miner says', () => {
    expect(blockTemplate({ ...request, fees: 5n }).transactions[0]!.outputs[0]!.value).toBe(5_000_000_005n);
    const greedy = blockTemplate({ ...request, value: 6_000_000_000n });
    expect(judge(mined(greedy), parent).verdict).toMatchObject({ reason: 'bad-cb-amount' });
  });

  test('commits to witnesses from segwit on, and not before', () => {
    expect(findWitnessCommitment(blockTemplate(request).transactions[0]!)).toBeDefined();
    const before = { ...testParams, activation: { ...testParams.activation, segwit: 1000 } };
    const old = blockTemplate({ ...request, params: before });
    expect(findWitnessCommitment(old.transactions[0]!)).toBeUndefined();
    expect(old.transactions[0]!.inputs[0]!.witness).toEqual([]);
    expect(judge(mined(old), parent, before).verdict.ok).toBe(true);
  });

  test('fits with the longest coinbase into the weight kept free for it', () => {
    const tag = ascii('t');
    const longest = blockTemplate({
      ...request,
      tag,
      message: new Uint8Array(coinbaseMessageRoom(4, tag)),
      payoutScript: new Uint8Array(200),
    });
    expect(blockWeight(longest)).toBeLessThanOrEqual(reservedTemplateWeight);
    expect(templateWeightLimit(classParams)).toBe(28_000);
  });

  test('gives equal bytes for equal requests', () => {
    expect(txidOf(blockTemplate(request).transactions[0]!)).toBe(
      txidOf(blockTemplate(request).transactions[0]!),
    );
  });
});
