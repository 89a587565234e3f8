import { describe, expect, test } from 'vitest';
import { balancesAt } from '../../../src/views/director/balances.ts';
import { endingOf, outcomeOf } from '../../../src/views/director/compare-endings.ts';
import { castOf } from '../../../src/views/director/two-views.ts';
import { play, second, stage } from './staged.ts';

const begin = [play(20 * second, 'pay'), play(20 * second, 'secret')];
const end = 260 * second;
const won = stage([...begin, play(200 * second - 1, 'ship'), play(200 * second, 'publish')], end);
const kept = stage(begin, end);
const cast = castOf(won.history);

describe('two timelines side by side', () => {
  const mine = endingOf(won.history, cast, end);
  const its = endingOf(kept.history, cast, end);

  test('share everything before they part', () => {
    expect(endingOf(won.history, cast, 150 * second)).toEqual(endingOf(kept.history, cast, 150 * second));
  });

  test('differ in the payment, the outcome and what each owns', () => {
    expect(outcomeOf(mine)).toBe('succeeded');
    expect(outcomeOf(its)).toBe('open');
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
