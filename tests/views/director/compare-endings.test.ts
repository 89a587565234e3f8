import { describe, expect, test } from 'vitest';
import { balancesAt } from '../../../src/views/director/balances.ts';
import { endingOf } from '../../../src/views/director/compare-endings.ts';
import { groupLosses } from '../../../src/views/director/group-losses.ts';
import { groupRefusals } from '../../../src/views/director/group-refusals.ts';
import { castOf } from '../../../src/views/director/two-views.ts';
import { play, second, stage } from './staged.ts';

const begin = [play(20 * second, 'pay'), play(20 * second, 'secret')];
const end = 260 * second;
const won = stage([...begin, play(200 * second - 1, 'ship'), play(200 * second, 'publish')], end);
const kept = stage(begin, end);
const cast = castOf(won.history, won.at(end).scene);

describe('two timelines side by side', () => {
  const mine = endingOf(won.history, cast, end);
  const its = endingOf(kept.history, cast, end);

  test('share everything before they part', () => {
    expect(endingOf(won.history, cast, 150 * second)).toEqual(endingOf(kept.history, cast, 150 * second));
  });

  test('differ in the payment, the outcome and what each owns', () => {
    expect(mine.outcome.result).toBe('succeeded');
    expect(its.outcome.result).toBe('running');
    expect(mine.payment).toBe('conflicted');
    expect(its.payment).toBe('confirmed');
    expect(its.merchantBalance - mine.merchantBalance).toBe(300_000_000n);
    expect(mine.attackerBalance).toBeGreaterThan(its.attackerBalance);
    expect(mine.deepestReorg).toBeGreaterThan(0);
    expect(its.deepestReorg).toBe(0);
  });

  test('count the blocks of the chain, the attacker’s among them, and those in vain', () => {
    expect(mine.attackerBlocks).toBeGreaterThan(0);
    expect(mine.chainBlocks).toBeGreaterThanOrEqual(mine.attackerBlocks);
    expect(mine.staleBlocks).toBeGreaterThan(0);
  });

  test('stop where a timeline is not known further', () => {
    expect(endingOf(kept.history, cast, 10 * end).time).toBe(end);
  });
});

test('balances add up to what blocks were allowed to create for those who are here', () => {
  const { history } = won;
  const tip = history.tipAt(-1, history.rowCount);
  const total = [...balancesAt(history, tip).values()].reduce((sum, value) => sum + value, 0n);
  let issued = 0n;
  for (let block = tip; block >= 0; block = history.blocks[block]!.parent) {
    // The prologue also pays people who are not in this small world.
    const [coinbase] = history.blocks[block]!.transactions;
    const owner = history.transactions[coinbase ?? -1]?.outputs[0]?.owner ?? -1;
    if (owner >= 0) issued += BigInt(history.blocks[block]!.subsidy);
  }
  expect(total).toBe(issued);
});

test('losses are told by node and kind, goods first', () => {
  const loss = (node: number, what: 'goods' | 'payment' | 'reward', amount: bigint, object: number) => ({
    node,
    what,
    amount,
    object,
  });
  const groups = groupLosses([
    loss(0, 'reward', 50n, 7),
    loss(1, 'payment', 2n, 4),
    loss(0, 'reward', 50n, 8),
    loss(1, 'goods', 3n, 5),
    loss(2, 'payment', 9n, 6),
  ]);
  expect(groups.map(({ node, what, amount }) => [node, what, amount])).toEqual([
    [1, 'goods', 3n],
    [2, 'payment', 9n],
    [1, 'payment', 2n],
    [0, 'reward', 100n],
  ]);
  expect(groups.at(-1)?.objects).toEqual([7, 8]);
});

test('refusals are told once for each reason, with everybody who gave it', () => {
  const refusals = [
    { reason: 'bad-cb-amount', kind: 'block', object: 4, nodes: [0, 1] },
    { reason: 'insufficient fee', kind: 'tx', object: 9, nodes: [2] },
    { reason: 'bad-cb-amount', kind: 'block', object: 5, nodes: [1, 2] },
  ] as const;
  expect(groupRefusals(refusals)).toEqual([
    {
      reason: 'bad-cb-amount',
      objects: [
        { kind: 'block', object: 4 },
        { kind: 'block', object: 5 },
      ],
      nodes: 3,
    },
    { reason: 'insufficient fee', objects: [{ kind: 'tx', object: 9 }], nodes: 1 },
  ]);
});
