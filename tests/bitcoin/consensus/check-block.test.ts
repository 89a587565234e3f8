import { describe, expect, test } from 'vitest';
import { genesisIndex, rootIndex } from '#bitcoin/chain/block-index';
import { witnessReservedValue } from '#bitcoin/chain/create-coinbase';
import { mainnetGenesisBlock } from '#bitcoin/chain/genesis-block';
import { checkBlock, checkBlockHeader } from '#bitcoin/consensus/check-block';
import { coinbaseHeightScript } from '#bitcoin/consensus/coinbase-height';
import { contextualCheckBlock } from '#bitcoin/consensus/contextual-check-block';
import { contextualCheckHeader } from '#bitcoin/consensus/contextual-check-header';
import { mainnetParams } from '#bitcoin/consensus/params';
import {
  findWitnessCommitment,
  witnessCommitment,
  witnessCommitmentScript,
  witnessMerkleRoot,
} from '#bitcoin/consensus/witness-commitment';
import { bytesToHex, hexToBytes } from '#bitcoin/encoding/hex';
import type { Block, BlockHeader } from '#bitcoin/primitives/block';
import { hashHeader } from '#bitcoin/primitives/block-header';
import type { Transaction, TxInput } from '#bitcoin/primitives/transaction';
import { createPayment } from '#bitcoin/wallet/create-payment';
import { walletScript } from '#bitcoin/wallet/wallet';
import {
  alice,
  bob,
  coinsOf,
  genesisState,
  judge,
  mined,
  mineMany,
  reasonOf,
  templateOn,
  testParams,
  withTransactions,
} from '../test-chain.ts';

const parent = mineMany(genesisState(), 6);
const payment = payBob();
const good = mined(templateOn(parent, { transactions: [payment] }));
const [coinbase] = good.transactions as [Transaction];

function payBob(): Transaction {
  const result = createPayment({
    wallet: alice,
    coins: coinsOf(alice, parent),
    to: walletScript(bob),
    amount: 100_000_000n,
    feeRateSatPerVb: 3,
    changeScript: walletScript(alice),
  });
  if (!result.ok) throw new Error(result.reason);
  return result.tx;
}

function withInput(tx: Transaction, change: Partial<TxInput>): Transaction {
  return { ...tx, inputs: tx.inputs.map((input, i) => (i === 0 ? { ...input, ...change } : input)) };
}

function verdictOf(block: Block): string {
  return reasonOf(judge(block, parent).verdict);
}

describe('the genesis block of the main network', () => {
  test('has the hash and the words everyone knows', () => {
    expect(hashHeader(mainnetGenesisBlock.header)).toBe(
      '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
    );
    expect(mainnetGenesisBlock.header.merkleRoot).toBe(
      '4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b',
    );
    expect(checkBlock(mainnetGenesisBlock, mainnetParams).ok).toBe(true);
  });
});

describe('a block by itself', () => {
  test('is accepted when it is what it says', () => {
    expect(verdictOf(good)).toBe('accepted');
  });

  test('without work: high-hash, unless the caller does not ask', () => {
    let lazy = good;
    while (checkBlockHeader(lazy.header, testParams).ok) {
      lazy = { ...lazy, header: { ...lazy.header, nonce: lazy.header.nonce + 1 } };
    }
    expect(verdictOf(lazy)).toBe('high-hash');
    expect(checkBlock(lazy, testParams, { proofOfWork: false }).ok).toBe(true);
    const tooEasy = { ...good, header: { ...good.header, bits: 0x2100ffff } };
    expect(verdictOf(tooEasy)).toBe('high-hash');
  });

  test('with other transactions than it commits to: bad-txnmrklroot', () => {
    expect(verdictOf({ ...good, transactions: [coinbase] })).toBe('bad-txnmrklroot');
    expect(checkBlock({ ...good, transactions: [coinbase] }, testParams, { merkleRoot: false }).ok).toBe(
      true,
    );
  });

  test('with a repeated tail and so the same root: bad-txns-duplicate', () => {
    const three = withTransactions(good, [coinbase, payment, payment]);
    const four: Block = { ...three, transactions: [coinbase, payment, payment, payment] };
    expect(verdictOf(four)).toBe('bad-txns-duplicate');
  });

  test('without any transaction, or too many bytes: bad-blk-length', () => {
    expect(verdictOf(withTransactions(good, []))).toBe('bad-blk-length');
    const wide = { ...payment, outputs: [{ value: 1n, scriptPubKey: new Uint8Array(8_000) }] };
    expect(verdictOf(withTransactions(good, [coinbase, wide]))).toBe('bad-blk-length');
  });

  test('without a coinbase, or with two', () => {
    expect(verdictOf(withTransactions(good, [payment, coinbase]))).toBe('bad-cb-missing');
    expect(verdictOf(withTransactions(good, [coinbase, payment, coinbase]))).toBe('bad-cb-multiple');
  });

  test('with a transaction that fails alone: its reason', () => {
    const twice = { ...payment, inputs: [payment.inputs[0]!, payment.inputs[0]!] };
    expect(verdictOf(withTransactions(good, [coinbase, twice]))).toBe('bad-txns-inputs-duplicate');
    const long = withInput(coinbase, { scriptSig: new Uint8Array(101) });
    expect(verdictOf(withTransactions(good, [long]))).toBe('bad-cb-length');
  });

  test('with more signature operations than 500 outside witnesses: bad-blk-sigops', () => {
    const checks = (count: number) => ({
      ...payment,
      outputs: [{ value: 1n, scriptPubKey: new Uint8Array(count).fill(0xac) }],
    });
    expect(verdictOf(withTransactions(good, [coinbase, checks(501)]))).toBe('bad-blk-sigops');
    expect(verdictOf(withTransactions(good, [coinbase, checks(500)]))).not.toBe('bad-blk-sigops');
  });
});

describe('a header among its ancestors', () => {
  const { index } = parent;
  const judged = (change: Partial<BlockHeader>, clock = index.header.time + 600) =>
    reasonOf(contextualCheckHeader({ ...good.header, ...change }, index, clock, testParams));

  test('must carry the bits the rule says', () => {
    expect(judged({})).toBe('accepted');
    expect(judged({ bits: 0x207ffffe })).toBe('bad-diffbits');
  });

  test('must be younger than the median of eleven', () => {
    expect(judged({ time: index.medianTimePast })).toBe('time-too-old');
    expect(judged({ time: index.medianTimePast + 1 })).toBe('accepted');
  });

  test('must not be more than two hours ahead of our clock, which can change', () => {
    const clock = index.header.time;
    expect(judged({ time: clock + 7201 }, clock)).toBe('time-too-new');
    expect(judged({ time: clock + 7200 }, clock)).toBe('accepted');
    expect(judged({ time: clock + 7201 }, clock + 1)).toBe('accepted');
  });

  test('must have the version of the soft forks that are active', () => {
    expect(judged({ version: 3 })).toBe('bad-version(0x00000003)');
    expect(judged({ version: -1 })).toBe('bad-version(0xffffffff)');
    expect(judged({ version: 4 })).toBe('accepted');
    const at = (height: number, version: number) => {
      const tip = rootIndex({ ...good.header, bits: 0x1d00ffff }, { height: height - 1, chainWork: 1n });
      const header = { ...good.header, previousBlockHash: tip.hash, bits: 0x1d00ffff, version };
      const later = { ...header, time: tip.header.time + 1 };
      const still = { ...mainnetParams, retargeting: false };
      return reasonOf(contextualCheckHeader(later, tip, later.time, still));
    };
    expect([at(227_930, 1), at(227_931, 1), at(227_931, 2)]).toEqual([
      'accepted',
      'bad-version(0x00000001)',
      'accepted',
    ]);
    expect([at(363_724, 2), at(363_725, 2), at(363_725, 3)]).toEqual([
      'accepted',
      'bad-version(0x00000002)',
      'accepted',
    ]);
    expect([at(388_380, 3), at(388_381, 3), at(388_381, 4)]).toEqual([
      'accepted',
      'bad-version(0x00000003)',
      'accepted',
    ]);
  });
});

describe('a block among its ancestors', () => {
  test('must begin its coinbase with its height: bad-cb-height', () => {
    expect(bytesToHex(coinbase.inputs[0]!.scriptSig)).toMatch(/^57/);
    const other = withInput(coinbase, { scriptSig: hexToBytes('58010203') });
    expect(verdictOf(withTransactions(good, [other, payment]))).toBe('bad-cb-height');
  });

  test.each([
    [0, '00'],
    [1, '51'],
    [16, '60'],
    [17, '0111'],
    [127, '017f'],
    [128, '028000'],
    [255, '02ff00'],
    [256, '020001'],
    [227_931, '035b7a03'],
    [8_388_607, '03ffff7f'],
    [8_388_608, '0400008000'],
  ])('height %i is pushed as %s', (height, hex) => {
    expect(bytesToHex(coinbaseHeightScript(height))).toBe(hex);
  });

  test('must wait for lock times: bad-txns-nonfinal', () => {
    const locked = { ...payment, lockTime: 8 };
    expect(verdictOf(withTransactions(good, [coinbase, locked]))).toBe('bad-txns-nonfinal');
    const byClock = { ...payment, lockTime: parent.index.medianTimePast };
    expect(verdictOf(withTransactions(good, [coinbase, byClock]))).toBe('bad-txns-nonfinal');
    expect(parent.index.header.time).toBeGreaterThan(parent.index.medianTimePast);
  });

  test('before BIP-0113 measures lock times by its own clock', () => {
    const byClock = { ...payment, lockTime: parent.index.medianTimePast };
    const block = withTransactions(good, [withCommitment([byClock]), byClock]);
    const before = { ...testParams, activation: { ...testParams.activation, csv: 1000 } };
    expect(reasonOf(contextualCheckBlock(block, parent.index, before))).toBe('accepted');
    expect(reasonOf(contextualCheckBlock(block, parent.index, testParams))).toBe('bad-txns-nonfinal');
  });

  test('commits to its witnesses: no byte of them can be changed by someone else', () => {
    const [signature, key] = payment.inputs[0]!.witness as [Uint8Array, Uint8Array];
    const flipped = Uint8Array.from(signature, (byte, i) => (i === 20 ? byte ^ 1 : byte));
    const changed = withInput(payment, { witness: [flipped, key] });
    const block: Block = { ...good, transactions: [coinbase, changed] };
    expect(hashHeader(block.header)).toBe(hashHeader(good.header));
    expect(checkBlock(block, testParams).ok).toBe(true);
    expect(verdictOf(block)).toBe('bad-witness-merkle-match');
    // The verdict belongs to the body, not to the hash: the honest block is as good as before.
    expect(verdictOf(good)).toBe('accepted');
  });

  test('needs one witness item of 32 bytes in its coinbase: bad-witness-nonce-size', () => {
    for (const witness of [[], [new Uint8Array(31)], [witnessReservedValue, witnessReservedValue]]) {
      const block = { ...good, transactions: [withInput(coinbase, { witness }), payment] };
      expect(verdictOf(block)).toBe('bad-witness-nonce-size');
    }
  });

  test('must not have witnesses it does not commit to: unexpected-witness', () => {
    const bare = { ...withInput(coinbase, { witness: [] }), outputs: coinbase.outputs.slice(0, 1) };
    expect(verdictOf(withTransactions(good, [bare, payment]))).toBe('unexpected-witness');
    expect(verdictOf(withTransactions(good, [withInput(bare, { witness: [] })]))).toBe('bad-cb-amount');
    const before = { ...testParams, activation: { ...testParams.activation, segwit: 1000 } };
    expect(reasonOf(contextualCheckBlock(good, parent.index, before))).toBe('unexpected-witness');
  });

  test('must not weigh too much with its witnesses: bad-blk-weight', () => {
    const heavy = withInput(payment, { witness: [new Uint8Array(30_000)] });
    expect(verdictOf(withTransactions(good, [withCommitment([heavy]), heavy]))).toBe('bad-blk-weight');
    // Without a commitment that matches, the weight says nothing about the block.
    expect(verdictOf({ ...good, transactions: [coinbase, heavy] })).toBe('bad-witness-merkle-match');
  });

  test('counts the last commitment when a coinbase has several', () => {
    const first = { value: 0n, scriptPubKey: witnessCommitmentScript(new Uint8Array(32)) };
    const again = { ...coinbase, outputs: [first, ...coinbase.outputs] };
    expect(findWitnessCommitment(again)).toEqual(findWitnessCommitment(coinbase));
    expect(verdictOf(withTransactions(good, [again, payment]))).toBe('accepted');
  });

  function withCommitment(transactions: readonly Transaction[]): Transaction {
    const root = witnessMerkleRoot([coinbase, ...transactions]);
    const scriptPubKey = witnessCommitmentScript(witnessCommitment(root, witnessReservedValue));
    return { ...coinbase, outputs: [coinbase.outputs[0]!, { value: 0n, scriptPubKey }] };
  }
});

test('a genesis block changes no coin: nobody can spend its reward', () => {
  const { block } = genesisState();
  const index = genesisIndex(block.header);
  expect(index.height).toBe(0);
  expect(genesisState().coins.size).toBe(0);
});
