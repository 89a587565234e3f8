import { describe, expect, test } from 'vitest';
import { hexToBytes } from '#bitcoin/encoding/hex';
import { copyMempool } from '#bitcoin/mempool/mempool';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { vsizeOf } from '#bitcoin/primitives/transaction-size';
import { nullDataScript, p2pkhScript, p2shScript } from '#bitcoin/script/standard-scripts';
import { walletScript } from '#bitcoin/wallet/wallet';
import { alice, bob, coinsOf, genesisState, mineMany, mineOn } from '../test-chain.ts';
import { MempoolOn, outputOf, type Source, spend } from './mempool-story.ts';

const start = mineMany(genesisState(), 10);
const coins: Source[] = coinsOf(alice, start).map(({ outpoint, output }) => ({ ...outpoint, output }));
const [first, second, third] = coins as [Source, Source, Source];

describe('what a mempool lets in', () => {
  test('a payment with its fee, and its child before it is mined', () => {
    const pool = new MempoolOn(start);
    const parent = spend([first], 1_000n, { parts: 2 });
    const child = spend([outputOf(parent), second], 2_000n);
    expect(pool.offer(parent)).toEqual({
      verdict: { ok: true },
      replaced: [],
      evicted: [],
      missingInputs: [],
    });
    expect(pool.reason(child)).toBe('accepted');
    expect(pool.mempool.entries.get(txidOf(parent))).toMatchObject({
      fee: 1_000n,
      vsize: vsizeOf(parent),
      height: 10,
      time: start.index.header.time,
    });
    expect(pool.mempool.totalVsize).toBe(vsizeOf(parent) + vsizeOf(child));
  });

  test('a copy is independent', () => {
    const pool = new MempoolOn(start);
    pool.offer(spend([first], 1_000n));
    const copy = copyMempool(pool.mempool);
    pool.offer(spend([second], 1_000n));
    expect([copy.entries.size, pool.mempool.entries.size]).toEqual([1, 2]);
    expect([copy.spentBy.size, pool.mempool.spentBy.size]).toEqual([1, 2]);
    pool.offer(spend([third], 1_000n), { mempool: copy });
    pool.offer(spend([outputOf(spend([third], 1_000n))], 1_000n), { mempool: copy });
    expect([copy.entries.size, pool.mempool.entries.size]).toEqual([3, 2]);
  });
});

describe('what a mempool refuses', () => {
  const good = spend([first], 1_000n);
  const change = (tx: Transaction, part: Partial<Transaction>): Transaction => ({ ...tx, ...part });
  const paying = (scriptPubKey: Uint8Array, value = 10_000n) =>
    change(good, { outputs: [{ value, scriptPubKey }] });

  test.each<[string, Transaction]>([
    ['bad-txns-vin-empty', change(good, { inputs: [] })],
    ['coinbase', start.block.transactions[0]!],
    ['version', change(good, { version: 4 })],
    ['version', change(good, { version: 0 })],
    ['tx-size', paying(new Uint8Array(100_000))],
    ['scriptsig-size', change(good, { inputs: [{ ...good.inputs[0]!, scriptSig: new Uint8Array(1651) }] })],
    [
      'scriptsig-not-pushonly',
      change(good, { inputs: [{ ...good.inputs[0]!, scriptSig: Uint8Array.of(0x76) }] }),
    ],
    ['scriptpubkey', paying(hexToBytes('51'))],
    ['datacarrier', paying(nullDataScript(new Uint8Array(81)), 0n)],
    [
      'multi-op-return',
      change(good, {
        outputs: [1, 2].map(() => ({ value: 0n, scriptPubKey: nullDataScript(new Uint8Array(3)) })),
      }),
    ],
    ['dust', paying(walletScript(bob), 293n)],
    ['dust', paying(p2pkhScript(new Uint8Array(20)), 545n)],
    ['dust', paying(p2shScript(new Uint8Array(20)), 539n)],
    ['tx-size-small', paying(nullDataScript(), 0n)],
    ['non-final', spend([first], 1_000n, { lockTime: 11 })],
    ['non-BIP68-final', spend([first], 1_000n, { sequence: 11 })],
    ['bad-txns-in-belowout', paying(walletScript(bob), 6_000_000_000n)],
    ['min relay fee not met', spend([first], 109n)],
    ['mandatory-script-verify-flag-failed', paying(walletScript(bob), 4_999_000_000n)],
  ])('%s', (reason, tx) => {
    const pool = new MempoolOn(start);
    expect(pool.reason(tx)).toBe(reason);
    expect(pool.mempool.entries.size).toBe(0);
  });

  test.each<[string, bigint, Uint8Array]>([
    ['P2WPKH', 294n, walletScript(bob)],
    ['P2PKH', 546n, walletScript(bob, 0, 'p2pkh')],
    ['P2SH', 540n, p2shScript(new Uint8Array(20))],
  ])('an output is dust below Core’s threshold for %s: %s satoshis', (_, value, script) => {
    expect(new MempoolOn(start).reason(paying(script, value))).not.toBe('dust');
    expect(new MempoolOn(start).reason(paying(script, value - 1n))).toBe('dust');
  });

  test('one satoshi per virtual byte is enough', () => {
    const fee = BigInt(vsizeOf(good));
    expect(new MempoolOn(start).reason(spend([first], fee))).toBe('accepted');
    expect(new MempoolOn(start).reason(spend([first], fee - 1n))).toBe('min relay fee not met');
  });

  test('what it already has, also with another witness', () => {
    const pool = new MempoolOn(start);
    pool.offer(good);
    expect(pool.reason(good)).toBe('txn-already-in-mempool');
    const [input] = good.inputs as [Transaction['inputs'][0]];
    const other = change(good, { inputs: [{ ...input, witness: [...input.witness, new Uint8Array(1)] }] });
    expect(pool.reason(other)).toBe('txn-same-nonwitness-data-in-mempool');
  });

  test('what was mined: as known while its outputs are, as missing once they are spent', () => {
    const next = mineOn(start, { transactions: [good] });
    expect(new MempoolOn(next).reason(good)).toBe('txn-already-known');
    const later = mineOn(next, { transactions: [spend([outputOf(good)], 500n)] });
    expect(new MempoolOn(later).reason(good)).toBe('bad-txns-inputs-missingorspent');
  });

  test('a coin that the chain has spent otherwise', () => {
    const next = mineOn(start, { transactions: [spend([first], 700n)] });
    expect(new MempoolOn(next).offer(good)).toMatchObject({
      verdict: { reason: 'bad-txns-inputs-missingorspent' },
      missingInputs: [{ txid: first.txid, index: 0 }],
    });
  });

  test('a child whose parent is unknown, naming the parent so that it can be asked for', () => {
    const child = spend([second, outputOf(good)], 1_000n);
    const pool = new MempoolOn(start);
    expect(pool.offer(child)).toMatchObject({
      verdict: { reason: 'bad-txns-inputs-missingorspent' },
      missingInputs: [{ txid: txidOf(good), index: 0 }],
    });
    pool.offer(good);
    expect(pool.reason(child)).toBe('accepted');
  });

  test('an immature coinbase', () => {
    const young = outputOf(start.block.transactions[0]!);
    expect(new MempoolOn(start).reason(spend([young], 1_000n))).toBe('bad-txns-premature-spend-of-coinbase');
  });

  test('a spend of an output of unusual form', () => {
    const odd = spend([first], 1_000n, { script: hexToBytes('51') });
    const next = mineOn(start, { transactions: [odd] });
    const tx = spend([outputOf(odd)], 1_000n);
    expect(new MempoolOn(next).reason(tx)).toBe('bad-txns-nonstandard-inputs');
    expect(new MempoolOn(next, { requireStandard: false }).reason(tx)).toBe('accepted');
  });

  test('a spend of a script hash without the script', () => {
    const hashed = spend([first], 1_000n, { script: p2shScript(new Uint8Array(20)) });
    const next = mineOn(start, { transactions: [hashed] });
    const tx = spend([outputOf(hashed)], 1_000n);
    const bare = change(tx, { inputs: [{ ...tx.inputs[0]!, scriptSig: new Uint8Array(0), witness: [] }] });
    expect(new MempoolOn(next).reason(bare)).toBe('bad-txns-nonstandard-inputs');
  });

  test('a witness where none belongs', () => {
    const legacy = spend([first], 1_000n, { script: walletScript(alice, 0, 'p2pkh') });
    const next = mineOn(start, { transactions: [legacy] });
    const tx = spend([outputOf(legacy)], 1_000n);
    const stuffed = change(tx, { inputs: [{ ...tx.inputs[0]!, witness: [new Uint8Array(9)] }] });
    expect(new MempoolOn(next).reason(stuffed)).toBe('bad-witness-nonstandard');
    expect(new MempoolOn(next).reason(tx)).toBe('accepted');
  });

  test('a chain of more than 25, from both ends', () => {
    const pool = new MempoolOn(start);
    const root = spend([first], 10_000n, { parts: 30 });
    pool.offer(root);
    let tip = root;
    for (let i = 1; i < 25; i++) {
      tip = spend([outputOf(tip)], 500n);
      expect(pool.reason(tip)).toBe('accepted');
    }
    expect(pool.offer(spend([outputOf(tip)], 500n)).verdict).toMatchObject({
      reason: 'too-long-mempool-chain',
      detail: 'too many unconfirmed ancestors [limit: 25]',
    });
    expect(pool.offer(spend([outputOf(root, 7)], 500n)).verdict).toMatchObject({
      reason: 'too-long-mempool-chain',
      detail: `too many descendants for tx ${txidOf(root)} [limit: 25]`,
    });
    expect(pool.reason(spend([second], 500n))).toBe('accepted');
  });

  test('a replacement that is both too cheap and too long a chain, for its length', () => {
    const pool = new MempoolOn(start, { maxAncestors: 1 });
    const parent = spend([first], 1_000n);
    pool.offer(parent);
    pool.offer(spend([second], 5_000n));
    expect(pool.reason(spend([outputOf(parent), second], 1_000n))).toBe('too-long-mempool-chain');
  });

  test('families of more than 101,000 virtual bytes, scaled down', () => {
    const pool = new MempoolOn(start, { maxAncestorVsize: 300, maxDescendantVsize: 250 });
    const root = spend([first], 1_000n);
    const child = spend([outputOf(root)], 1_000n);
    expect([pool.reason(root), pool.reason(child)]).toEqual(['accepted', 'accepted']);
    const big = spend([outputOf(child), second], 1_000n);
    expect(pool.offer(big).verdict).toMatchObject({ reason: 'too-long-mempool-chain' });
  });
});

describe('replacement', () => {
  const original = spend([first], 1_000n, { parts: 2 });
  const child = spend([outputOf(original)], 500n);

  test('a better fee takes the place of the old one and of all that spent from it', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    pool.offer(child);
    const better = spend([first], 5_000n);
    const result = pool.offer(better);
    expect(result.verdict.ok).toBe(true);
    expect([...result.replaced].sort()).toEqual([txidOf(original), txidOf(child)].sort());
    expect(pool.txids()).toEqual([txidOf(better)]);
  });

  test('must pay more in rate and in sum, and for its own relay', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    const vsize = BigInt(vsizeOf(spend([first], 1_000n)));
    const rate = (1_000n * vsize) / BigInt(vsizeOf(original));
    expect(pool.offer(spend([first], rate)).verdict).toMatchObject({ reason: 'insufficient fee' });
    expect(pool.offer(spend([first], 999n)).verdict).toMatchObject({
      reason: 'insufficient fee',
      detail: 'less fees than conflicting txs: 999 < 1000',
    });
    expect(pool.offer(spend([first], 1_000n + vsize - 1n)).verdict).toMatchObject({
      reason: 'insufficient fee',
      detail: `not enough additional fees to relay: ${vsize - 1n} < ${vsize}`,
    });
    expect(pool.reason(spend([first], 1_000n + vsize))).toBe('accepted');
  });

  test('must pay for descendants too', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    pool.offer(spend([outputOf(original)], 100_000n));
    expect(pool.reason(spend([first], 50_000n))).toBe('insufficient fee');
    expect(pool.reason(spend([first], 102_000n))).toBe('accepted');
  });

  test('must not lean on new unconfirmed coins', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    const stranger = spend([second], 1_000n);
    pool.offer(stranger);
    expect(pool.reason(spend([first, outputOf(stranger)], 9_000n))).toBe('replacement-adds-unconfirmed');
    expect(pool.reason(spend([first, third], 9_000n))).toBe('accepted');
  });

  test('must not spend from what it replaces', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    expect(pool.reason(spend([first, outputOf(original)], 9_000n))).toBe('bad-txns-spends-conflicting-tx');
  });

  test('must not push out more than the policy allows', () => {
    const pool = new MempoolOn(start, { maxReplacements: 2 });
    pool.offer(original);
    pool.offer(child);
    pool.offer(spend([outputOf(original, 1)], 500n));
    expect(pool.reason(spend([first], 90_000n))).toBe('too many potential replacements');
  });

  test('without full replacement needs the old one’s consent', () => {
    const pool = new MempoolOn(start, { fullReplaceByFee: false });
    pool.offer(spend([first], 1_000n, { sequence: 0xffff_fffe }));
    expect(pool.reason(spend([first], 9_000n))).toBe('txn-mempool-conflict');
    pool.offer(spend([second], 1_000n, { sequence: 0xffff_fffd }));
    expect(pool.reason(spend([second], 9_000n))).toBe('accepted');
    const modern = new MempoolOn(start);
    modern.offer(spend([first], 1_000n, { sequence: 0xffff_fffe }));
    expect(modern.reason(spend([first], 9_000n))).toBe('accepted');
  });

  test('leaves everything as it was when its signature is bad', () => {
    const pool = new MempoolOn(start);
    pool.offer(original);
    pool.offer(child);
    const better = spend([first], 50_000n);
    const forged = { ...better, outputs: [{ ...better.outputs[0]!, scriptPubKey: walletScript(bob) }] };
    expect(pool.reason(forged)).toBe('mandatory-script-verify-flag-failed');
    expect(pool.txids()).toEqual([txidOf(original), txidOf(child)]);
  });
});

describe('a full mempool', () => {
  const small = (source: Source, fee: bigint) => spend([source], fee);
  const vsize = vsizeOf(small(first, 1_000n));

  test('drops what pays least, and lets nothing as cheap in for a while', () => {
    const pool = new MempoolOn(start, { maxMempoolVsize: 2 * vsize + 5 });
    const cheap = small(first, 200n);
    pool.offer(cheap);
    pool.offer(small(second, 900n));
    expect(pool.offer(small(third, 500n)).evicted).toEqual([txidOf(cheap)]);
    expect(pool.reason(cheap)).toBe('mempool min fee not met');
    pool.time += 3600 * 24 * 7;
    expect(pool.mempool.rollingFeeRate).toBeGreaterThan(1000n);
    expect(pool.reason(cheap)).toBe('mempool full');
  });

  test('counts what a child pays for its parent', () => {
    const pool = new MempoolOn(start, { maxMempoolVsize: 3 * vsize + 5 });
    const parent = small(first, 150n);
    const child = spend([outputOf(parent)], 9_000n);
    const middle = small(second, 400n);
    for (const tx of [parent, child, middle]) pool.offer(tx);
    expect(pool.offer(small(third, 1_000n)).evicted).toEqual([txidOf(middle)]);
  });

  test('forgets after two weeks, with all that depends on it', () => {
    const pool = new MempoolOn(start);
    const parent = small(first, 1_000n);
    pool.offer(parent);
    pool.time += 336 * 3600 - 10;
    const child = spend([outputOf(parent)], 1_000n);
    pool.offer(child);
    pool.time += 11;
    const { evicted } = pool.offer(small(second, 1_000n));
    expect([...evicted].sort()).toEqual([txidOf(parent), txidOf(child)].sort());
    expect(pool.mempool.entries.size).toBe(1);
  });
});
