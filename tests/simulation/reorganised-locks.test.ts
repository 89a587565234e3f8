import { expect, test } from 'vitest';
import { txidOf } from '#bitcoin/primitives/transaction-id';
import { LogKind, TxRemoval } from '#simulation/log';
import type { NodeState } from '#simulation/node/node-state';
import type { Surroundings } from '#simulation/node/surroundings';
import { returnToMempool } from '#simulation/node/transactions';
import { MempoolOn, outputOf, type Source, spend } from '../bitcoin/mempool/mempool-story.ts';
import {
  alice,
  type ChainState,
  coinsOf,
  genesisState,
  mineMany,
  testParams,
} from '../bitcoin/test-chain.ts';

const shorter = mineMany(genesisState(), 12);
const longer = mineMany(shorter, 2);
const [first, second] = coinsOf(alice, shorter).map(({ outpoint, output }) => ({ ...outpoint, output })) as [
  Source,
  Source,
];

/** A node whose tip has moved to `state`, and what it says it removed. */
function nodeAt(state: ChainState, pool: MempoolOn) {
  const removed: unknown[] = [];
  const node = { index: 0, mempool: pool.mempool, tip: state, otherWitness: new Map() };
  const world: Partial<Surroundings> = {
    params: testParams,
    coinsAt: () => state.coins,
    refOf: (tx) => ({ tx, txid: txidOf(tx) }) as ReturnType<Surroundings['refOf']>,
    findTx: (txid) => ({ txid }) as ReturnType<Surroundings['findTx']>,
    logTx: (kind, _node, cause, { txid }) => removed.push([kind, cause, txid]),
  };
  return { node: node as unknown as NodeState, world: world as Surroundings, removed };
}

test('a payment whose lock time is closed again on the shorter branch with more work leaves the mempool', () => {
  // A miner would otherwise put it into a block that everybody refuses.
  const pool = new MempoolOn(longer);
  const locked = spend([first], 1_000n, { lockTime: 14, sequence: 0xffff_fffe });
  const child = spend([outputOf(locked)], 1_000n);
  const free = spend([second], 1_000n);
  for (const tx of [locked, child, free]) expect(pool.reason(tx)).toBe('accepted');
  const { node, world, removed } = nodeAt(shorter, pool);
  returnToMempool(world, node, []);
  expect(pool.txids()).toEqual([txidOf(free)]);
  expect(removed).toEqual(
    [locked, child].map((tx) => [LogKind.txRemoved, TxRemoval.reorganised, txidOf(tx)]),
  );
});
