import fc from 'fast-check';
import { expect } from 'vitest';
import type { Mempool } from '#bitcoin/mempool/mempool';
import { defaultMempoolPolicy, type MempoolPolicy } from '#bitcoin/mempool/policy';
import { type BlockRemoval, removeForBlock } from '#bitcoin/mempool/remove-for-block';
import { type ResubmitResult, resubmitAfterReorg } from '#bitcoin/mempool/resubmit-after-reorg';
import { selectForBlock } from '#bitcoin/mempool/select-for-block';
import type { Transaction } from '#bitcoin/primitives/transaction';
import { walletScript } from '#bitcoin/wallet/wallet';
import {
  alice,
  bob,
  type ChainState,
  coinsOf,
  genesisState,
  mineMany,
  mineOn,
  testParams,
} from '../test-chain.ts';
import { assertConsistent, MempoolOn, outputOf, type Source, spend } from './mempool-story.ts';

/** What a node does with its mempool when its tip moves along these states (old branch, new branch). */
export function reorganise(
  mempool: Mempool,
  old: readonly ChainState[],
  now: readonly ChainState[],
  policy: MempoolPolicy = defaultMempoolPolicy,
): ResubmitResult & { readonly removals: readonly BlockRemoval[] } {
  const tip = now.at(-1)!;
  const removals = now.map((state) => removeForBlock(mempool, state.block.transactions));
  const result = resubmitAfterReorg({
    mempool,
    disconnected: old.flatMap((state) => state.block.transactions),
    view: tip.coins,
    tip: tip.index,
    time: tip.index.header.time,
    params: testParams,
    policy,
  });
  return { removals, ...result };
}

const start = mineMany(genesisState(), 12);
const coins: Source[] = coinsOf(alice, start).map(({ outpoint, output }) => ({ ...outpoint, output }));

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      a: fc.nat(),
      b: fc.nat(),
      fee: fc.integer({ min: 150, max: 30_000 }),
      parts: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('mine' as const),
      weight: fc.integer({ min: 500, max: 8_000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rival' as const), a: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reorganise' as const),
      depth: fc.integer({ min: 1, max: 3 }),
    }),
  },
);

/** Room for a handful of payments, so that evictions happen. */
const small = { maxMempoolVsize: 1_500 };

/** Pays, mines, double-spends and reorganises at random; after each step the mempool could be mined as a whole. */
export function mempoolStaysConsistent(numRuns: number): void {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
      let branch: ChainState[] = [start];
      const { mempool } = new MempoolOn(start);
      const made: Transaction[] = [];
      for (const [i, each] of steps.entries()) {
        const tip = branch.at(-1)!;
        const pool = Object.assign(new MempoolOn(tip, small), { mempool });
        if (each.kind === 'pay') {
          const sources = [
            ...coins.slice(0, 5),
            ...made.flatMap((tx) => tx.outputs.map((_, o) => outputOf(tx, o))),
          ];
          const a = sources[each.a % sources.length]!;
          const b = sources[each.b % sources.length]!;
          const chosen = each.b % 3 === 0 && a !== b ? [a, b] : [a];
          const tx = spend(chosen, BigInt(each.fee), { parts: each.parts });
          const before = [...mempool.entries.keys()];
          const { verdict } = pool.offer(tx);
          if (verdict.ok) made.push(tx);
          else if (verdict.reason !== 'mempool full') expect([...mempool.entries.keys()]).toEqual(before);
          expect(mempool.totalVsize).toBeLessThanOrEqual(small.maxMempoolVsize);
        } else if (each.kind === 'mine') {
          const { transactions } = selectForBlock(mempool, each.weight);
          branch = [...branch, mineOn(tip, { transactions, tag: `${i}` })];
          removeForBlock(mempool, transactions);
        } else if (each.kind === 'rival') {
          const waiting = [...mempool.entries.values()].filter(({ tx }) =>
            tx.inputs.every(
              ({ previousOutput: { txid, index } }) => tip.coins.get(txid, index) !== undefined,
            ),
          );
          const victim = waiting[each.a % Math.max(1, waiting.length)];
          if (victim === undefined) continue;
          const [{ previousOutput }] = victim.tx.inputs as [Transaction['inputs'][0]];
          const { output } = tip.coins.get(previousOutput.txid, previousOutput.index)!;
          const transactions = [spend([{ ...previousOutput, output }], 200n, { script: walletScript(bob) })];
          branch = [...branch, mineOn(tip, { transactions, tag: `${i}` })];
          removeForBlock(mempool, transactions);
        } else {
          const depth = Math.min(each.depth, branch.length - 1);
          const kept = branch.slice(0, branch.length - depth);
          const old = branch.slice(branch.length - depth);
          const now: ChainState[] = [];
          for (let n = 0; n <= depth; n++) now.push(mineOn(now.at(-1) ?? kept.at(-1)!, { tag: `${i}-${n}` }));
          reorganise(mempool, old, now, { ...defaultMempoolPolicy, ...small });
          expect(mempool.totalVsize).toBeLessThanOrEqual(small.maxMempoolVsize);
          branch = [...kept, ...now];
        }
        assertConsistent(mempool, branch.at(-1)!.coins, branch.at(-1)!.index.height);
      }
      const { transactions } = selectForBlock(mempool, 28_000);
      expect(transactions.length).toBe(mempool.entries.size);
      mineOn(branch.at(-1)!, { transactions });
    }),
    { numRuns },
  );
}
