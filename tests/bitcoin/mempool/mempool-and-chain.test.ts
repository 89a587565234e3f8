import { describe, expect, test } from 'vitest';
import { reorgPath } from '#bitcoin/chain/reorg-path';
import { removeForBlock } from '#bitcoin/mempool/remove-for-block';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { walletScript } from '#bitcoin/wallet/wallet';
import { alice, bob, coinsOf, genesisState, mineMany, mineOn } from '../test-chain.ts';
import { mempoolStaysConsistent, reorganise } from './mempool-property.ts';
import { assertConsistent, MempoolOn, outputOf, type Source, spend } from './mempool-story.ts';

const start = mineMany(genesisState(), 12);
const coins: Source[] = coinsOf(alice, start).map(({ outpoint, output }) => ({ ...outpoint, output }));
const [first, second, third] = coins as [Source, Source, Source];

describe('a new block', () => {
  test('takes its transactions out and leaves their children in', () => {
    const pool = new MempoolOn(start);
    const parent = spend([first], 1_000n);
    const child = spend([outputOf(parent)], 1_000n);
    pool.offer(parent);
    pool.offer(child);
    const b13 = mineOn(start, { transactions: [parent] });
    expect(removeForBlock(pool.mempool, b13.block.transactions)).toEqual({
      confirmed: [txidOf(parent)],
      conflicted: [],
    });
    expect(pool.txids()).toEqual([txidOf(child)]);
    assertConsistent(pool.mempool, b13.coins, b13.index.height);
  });

  test('drops what it made impossible, with everything that hung on it', () => {
    const pool = new MempoolOn(start);
    const loser = spend([first], 1_000n);
    const child = spend([outputOf(loser), second], 1_000n);
    const bystander = spend([third], 1_000n);
    for (const tx of [loser, child, bystander]) pool.offer(tx);
    const winner = spend([first], 700n, { script: walletScript(bob) });
    const b13 = mineOn(start, { transactions: [winner] });
    const { confirmed, conflicted } = removeForBlock(pool.mempool, b13.block.transactions);
    expect(confirmed).toEqual([]);
    expect([...conflicted].sort()).toEqual([txidOf(loser), txidOf(child)].sort());
    expect(pool.txids()).toEqual([txidOf(bystander)]);
  });
});

describe('a reorganisation', () => {
  test('gives payments of the lost branch another chance', () => {
    //   b12 -> b13a (pay, child) -> b14a
    //      \-> b13b -> b14b -> b15b
    const parent = spend([first], 1_000n);
    const child = spend([outputOf(parent)], 1_000n);
    const grandchild = spend([outputOf(child)], 1_000n);
    const b13a = mineOn(start, { transactions: [parent, child], tag: 'a' });
    const b14a = mineOn(b13a, { tag: 'a' });
    const b13b = mineOn(start, { tag: 'b' });
    const b14b = mineOn(b13b, { tag: 'b' });
    const b15b = mineOn(b14b, { tag: 'b' });
    const pool = new MempoolOn(b14a);
    expect(pool.reason(grandchild)).toBe('accepted');
    const { restored, removed } = reorganise(pool.mempool, [b13a, b14a], [b13b, b14b, b15b]);
    expect(restored).toEqual([txidOf(parent), txidOf(child)]);
    expect(removed).toEqual([]);
    assertConsistent(pool.mempool, b15b.coins, 15);
    expect(selectForBlock(pool.mempool, 100_000).transactions).toEqual([parent, child, grandchild]);
  });

  test('lets a double spend win: the first payment and its child are gone', () => {
    //   b12 -> b13a (to bob)
    //      \-> b13b (the same coin back to alice) -> b14b
    const toBob = spend([first], 1_000n, { script: walletScript(bob) });
    const back = spend([first], 1_000n, { script: walletScript(alice, 1) });
    const b13a = mineOn(start, { transactions: [toBob], tag: 'a' });
    const bobSpends = spend([outputOf(toBob)], 1_000n);
    const pool = new MempoolOn(b13a);
    expect(pool.reason(bobSpends)).toBe('accepted');
    const b13b = mineOn(start, { transactions: [back], tag: 'b' });
    const b14b = mineOn(b13b, { tag: 'b' });
    const { restored, removed } = reorganise(pool.mempool, [b13a], [b13b, b14b]);
    expect(restored).toEqual([]);
    expect(removed).toEqual([txidOf(bobSpends)]);
    expect(pool.txids()).toEqual([]);
  });

  test('drops spends of coinbases that are no longer there, or no longer mature', () => {
    const b13a = mineMany(start, 1, { tag: 'a' });
    const b15a = mineMany(b13a, 2, { tag: 'a' });
    const pool = new MempoolOn(b15a);
    const reward = spend([outputOf(b13a.block.transactions[0]!)], 1_000n);
    const nearlyMature = spend([outputOf(start.block.transactions[0]!)], 1_000n);
    expect(pool.reason(reward)).toBe('accepted');
    expect(pool.reason(nearlyMature)).toBe('accepted');
    const b13b = mineOn(start, { tag: 'b' });
    const { removed } = reorganise(pool.mempool, [b13a], [b13b]);
    expect([...removed].sort()).toEqual([txidOf(reward), txidOf(nearlyMature)].sort());
  });

  test('drops what is locked again', () => {
    const b14a = mineMany(start, 2, { tag: 'a' });
    const pool = new MempoolOn(b14a);
    const locked = spend([first], 1_000n, { lockTime: 14 });
    expect(pool.reason(locked)).toBe('accepted');
    const b13b = mineOn(start, { tag: 'b' });
    expect(reorganise(pool.mempool, [], [b13b]).removed).toEqual([txidOf(locked)]);
  });

  test('keeps what both branches contain out of the mempool', () => {
    const tx = spend([first], 1_000n);
    const b13a = mineOn(start, { transactions: [tx], tag: 'a' });
    const b13b = mineOn(start, { transactions: [tx], tag: 'b' });
    const pool = new MempoolOn(b13a);
    const { restored } = reorganise(pool.mempool, [b13a], [b13b]);
    expect(restored).toEqual([]);
    expect(pool.txids()).toEqual([]);
    expect(reorgPath(b13a.index, b13b.index).connect.length).toBe(1);
  });
});

describe('whatever happens', () => {
  test('the mempool holds no conflict, no missing input and no wrong sum', () => {
    mempoolStaysConsistent(8);
  });
});
