import { describe, expect, test } from 'vitest';
import { type AttackOutcome, attackOutcome } from '#app/attack-outcome';
import { blockSubsidy } from '#bitcoin/consensus/block-subsidy';
import type { Action, TimedAction } from '#simulation/run';
import type { World } from '#simulation/world';
import { search, second } from '../simulation/run-scenario.ts';
import { fullMesh, smallWorld } from '../simulation/small-world.ts';
import { historyOfWorld } from './history-of-world.ts';

const names = ['Mia', 'Shop', 'Eve', 'Moe'];
const at = 20 * second;

function outcomeOf(
  rates: Readonly<Record<string, number>>,
  actions: readonly TimedAction[],
  until: number,
  seed: number,
): { readonly world: World; readonly outcome: AttackOutcome } {
  const world = smallWorld({
    nodes: names.map((name) => ({
      name,
      hashRate: rates[name] ?? 0,
      role: name === 'Eve' ? 'attacker' : 'node',
    })),
    links: fullMesh(names, 20_000),
    actions,
    seed,
  });
  world.runUntil(until, search);
  return { world, outcome: attackOutcome(historyOfWorld(world), until) };
}

const doubleSpend: Action = {
  type: 'double-spend',
  attacker: 'Eve',
  merchant: 'Shop',
  amount: '300000000',
  confirmations: 1,
  giveUpDeficit: 4,
};

describe('the outcome of an attack', () => {
  test('that succeeded: goods gone, the rule that allowed it, what honest miners lost', () => {
    const { world, outcome } = outcomeOf({ Mia: 40, Eve: 60 }, [{ at, action: doubleSpend }], 60 * second, 4);
    expect(outcome.result).toBe('succeeded');
    const shop = world.indexOf('Shop')!;
    const mia = world.indexOf('Mia')!;
    expect(outcome.losses.filter(({ what }) => what === 'goods')).toMatchObject([
      { node: shop, amount: 300_000_000n },
    ]);
    expect(outcome.allowed).toContain('most-work');
    expect(outcome.allowed).toContain('no-duty-to-publish');
    expect(outcome.fates.conflicted).toHaveLength(1);
    // Counted without the history: blocks of the table that are not below the tip everybody agrees on.
    const { tip } = world.nodes[mia]!;
    const onChain = new Set<number>();
    for (let walk = tip; walk.parent !== undefined; walk = walk.parent) onChain.add(walk.id);
    const stale = world.blocks.filter((block) => block.miner === mia && !onChain.has(block.id));
    expect(outcome.cost.othersStale).toBe(stale.length);
    expect(outcome.losses.filter(({ what, node }) => what === 'reward' && node === mia)).toHaveLength(
      stale.length,
    );
    const owned = world.blocks.filter((block) => block.miner === world.indexOf('Eve'));
    const { blocksOnChain, blocksWithheld, blocksStale } = outcome.cost;
    expect(blocksOnChain + blocksWithheld + blocksStale).toBe(owned.length);
  });

  test('that failed costs the attacker its blocks, and the bill says what honesty would have earned', () => {
    const { world, outcome } = outcomeOf({ Mia: 60, Eve: 40 }, [{ at, action: doubleSpend }], 90 * second, 1);
    expect(outcome.result).toBe('failed');
    expect(outcome.losses.filter(({ what }) => what === 'goods')).toEqual([]);
    const { cost } = outcome;
    expect(cost.blocksStale).toBeGreaterThan(0);
    // Subsidies, and the fee of the one payment that her branch carried.
    const fees = cost.forgone - BigInt(cost.blocksStale) * blockSubsidy(21, world.params);
    expect(fees).toBeGreaterThan(0n);
    expect(fees).toBeLessThan(10_000n);
    // 40 tries a second for 90 seconds.
    expect(Math.abs(cost.hashes - 3_600)).toBeLessThan(60);
    expect(cost.hashesInVain).toBeGreaterThan(0);
    expect(cost.hashesInVain).toBeLessThan(cost.hashes);
    const blocks = Number(cost.honestly) / Number(blockSubsidy(21, world.params));
    expect(blocks).toBeCloseTo(cost.hashes / 512, 0);
  });

  test('counts no block as in vain that was shown a moment ago and is still on its way', () => {
    const world = smallWorld({
      nodes: names.map((name) => ({
        name,
        hashRate: name === 'Eve' ? 60 : 0,
        role: name === 'Eve' ? 'attacker' : 'node',
      })),
      links: fullMesh(names, 20_000),
      actions: [],
      seed: 1,
    });
    world.runUntil(30 * second, search);
    const history = historyOfWorld(world);
    const found = history.blocks.find(({ miner }) => miner === world.indexOf('Eve'))!;
    const { cost } = attackOutcome(history, found.foundAt);
    expect(cost).toMatchObject({
      blocksOnChain: 1,
      blocksStale: 0,
      blocksWithheld: 0,
      forgone: 0n,
      hashesInVain: 0,
    });
  });

  test('of a race names the other rules', () => {
    const race: Action = {
      type: 'race',
      attacker: 'Eve',
      merchant: 'Shop',
      amount: '100000000',
      how: 'replace',
      feeRate: 2,
      rivalFeeRate: 60,
    };
    const { outcome } = outcomeOf({ Mia: 50 }, [{ at, action: race }], 60 * second, 1);
    expect(outcome.result).toBe('succeeded');
    expect(outcome.allowed).toContain('replace-by-fee');
    expect(outcome.allowed).not.toContain('most-work');
    expect(outcome.cost.feesPaid).toBeGreaterThan(0n);
  });

  test('of what nobody can do: refused, with the reason and everybody who gave it', () => {
    const mint: Action = { type: 'forge-block', node: 'Eve', what: 'mint' };
    const { world, outcome } = outcomeOf({ Mia: 40, Eve: 60 }, [{ at, action: mint }], 60 * second, 1);
    expect(outcome.result).toBe('refused');
    expect(outcome.losses).toEqual([]);
    expect(outcome.refusals).toHaveLength(1);
    const [refusal] = outcome.refusals;
    expect(refusal?.reason).toBe('bad-cb-amount');
    expect([...refusal!.nodes].sort()).toEqual(
      ['Mia', 'Shop', 'Moe'].map((name) => world.indexOf(name)!).sort(),
    );
  });
});
