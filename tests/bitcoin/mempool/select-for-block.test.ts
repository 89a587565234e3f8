import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateWeightLimit } from '#bitcoin/chain/block-template';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import { blockWeight } from '#bitcoin/primitives/block-size';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { weightOf } from '#bitcoin/primitives/transaction-size';
import { alice, coinsOf, genesisState, mineMany, mineOn, testParams } from '../test-chain.ts';
import { MempoolOn, outputOf, type Source, spend } from './mempool-story.ts';

const start = mineMany(genesisState(), 12);
const coins: Source[] = coinsOf(alice, start).map(({ outpoint, output }) => ({ ...outpoint, output }));

function poolOf(transactions: readonly Transaction[]): MempoolOn {
  const pool = new MempoolOn(start);
  for (const tx of transactions) expect(pool.reason(tx)).toBe('accepted');
  return pool;
}

describe('the choice for a block', () => {
  test('is nothing from nothing', () => {
    const nothing = { transactions: [], fees: 0n, weight: 0, sigopsCost: 0 };
    expect(selectForBlock(new MempoolOn(start).mempool, 4_000_000)).toEqual(nothing);
  });

  test('takes the best rates first', () => {
    const [low, high, middle] = [500n, 2_000n, 1_000n].map((fee, i) => spend([coins[i]!], fee));
    const { mempool } = poolOf([low!, high!, middle!]);
    const all = selectForBlock(mempool, 4_000_000);
    expect(all.transactions).toEqual([high, middle, low]);
    expect(all.fees).toBe(3_500n);
    expect(all.weight).toBe(weightOf(low!) + weightOf(middle!) + weightOf(high!));
    const two = selectForBlock(mempool, weightOf(high!) + weightOf(middle!));
    expect(two.transactions).toEqual([high, middle]);
  });

  test('lets a child pay for its parent', () => {
    const parent = spend([coins[0]!], 150n);
    const child = spend([outputOf(parent)], 9_000n);
    const other = spend([coins[1]!], 1_000n);
    const { mempool } = poolOf([other, parent, child]);
    expect(selectForBlock(mempool, 4_000_000).transactions).toEqual([parent, child, other]);
    expect(selectForBlock(mempool, weightOf(parent) + weightOf(child)).transactions).toEqual([parent, child]);
  });

  test('no longer counts a parent that another child has paid for', () => {
    const parent = spend([coins[0]!], 200n, { parts: 2 });
    const rich = spend([outputOf(parent, 0)], 9_000n);
    const poor = spend([outputOf(parent, 1)], 600n);
    const other = spend([coins[1]!], 450n);
    const { mempool } = poolOf([parent, other, poor, rich]);
    // Alone `poor` pays more than `other`; with its parent it would pay less.
    expect(selectForBlock(mempool, 4_000_000).transactions).toEqual([parent, rich, poor, other]);
  });

  test('goes on to smaller ones when one does not fit', () => {
    const wide = spend([coins[0]!], 90_000n, { parts: 40 });
    const small = spend([coins[1]!], 500n);
    const { mempool } = poolOf([wide, small]);
    expect(selectForBlock(mempool, weightOf(wide) - 1).transactions).toEqual([small]);
  });

  test('respects the budget for signature operations', () => {
    const { mempool } = poolOf([spend([coins[0]!, coins[1]!], 1_000n), spend([coins[2]!], 400n)]);
    expect(selectForBlock(mempool, 4_000_000, 3).sigopsCost).toBe(3);
    expect(selectForBlock(mempool, 4_000_000, 2).transactions.length).toBe(1);
  });

  test('does not depend on the order of arrival', () => {
    const transactions = coins
      .slice(0, 8)
      .map((coin, i) => spend([coin], i % 3 === 0 ? 700n : 300n + BigInt(i)));
    const all = [...transactions, ...transactions.slice(0, 4).map((tx) => spend([outputOf(tx)], 700n))];
    const expected = selectForBlock(poolOf(all).mempool, 4_000).transactions.map(txidOf);
    expect(expected.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        const pool = new MempoolOn(start);
        for (let round = 0; round < 2; round++) for (const tx of order) pool.offer(tx);
        expect(pool.mempool.entries.size).toBe(all.length);
        expect(selectForBlock(pool.mempool, 4_000).transactions.map(txidOf)).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('makes a block that is valid and within its weight, whatever waits', () => {
    const limit = { ...testParams, maxBlockWeight: 6_000 };
    const plans = fc.array(
      fc.record({
        from: fc.nat(),
        fee: fc.integer({ min: 300, max: 20_000 }),
        parts: fc.integer({ min: 1, max: 6 }),
      }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(plans, (plan) => {
        const pool = new MempoolOn(start);
        const sources = [...coins];
        for (const { from, fee, parts } of plan) {
          const [source] = sources.splice(from % sources.length, 1) as [Source];
          const tx = spend([source], BigInt(fee), { parts });
          if (pool.reason(tx) !== 'accepted') continue;
          sources.push(...tx.outputs.map((_, i) => outputOf(tx, i)));
        }
        const chosen = selectForBlock(pool.mempool, templateWeightLimit(limit));
        expect(chosen.weight).toBe(chosen.transactions.reduce((sum, tx) => sum + weightOf(tx), 0));
        const next = mineOn(start, { transactions: chosen.transactions, params: limit });
        expect(blockWeight(next.block)).toBeLessThanOrEqual(6_000);
        expect(next.change!.fees).toBe(chosen.fees);
        // What waits for nobody was left out only because it does not fit.
        const room = templateWeightLimit(limit) - chosen.weight;
        for (const { tx, weight } of pool.mempool.entries.values()) {
          const waits = tx.inputs.some(({ previousOutput }) => pool.mempool.entries.has(previousOutput.txid));
          if (!waits && !chosen.transactions.includes(tx)) expect(weight).toBeGreaterThan(room);
        }
      }),
      { numRuns: 15 },
    );
  });
});
