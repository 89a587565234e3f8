import { describe, expect, test } from 'vitest';
import type { Action, TimedAction } from '#simulation/run';
import type { World } from '#simulation/world';
import { attackStory } from './attack-story.ts';
import { second } from './run-scenario.ts';
import { fullMesh, smallWorld } from './small-world.ts';

const names = ['Mia', 'Eve', 'Max', 'Shop'];

/** Eve and Mia mine; Max pays Shop and Mia by turns. */
function arena(rates: Readonly<Record<string, number>>, strategy: Action, seed = 1): World {
  const payments: TimedAction[] = Array.from({ length: 12 }, (_, i) => ({
    at: (10 + 8 * i) * second,
    action: { type: 'pay', from: 'Max', to: i % 2 === 0 ? 'Shop' : 'Mia', amount: '10000000' },
  }));
  return smallWorld({
    nodes: names.map((name) => ({ name, hashRate: rates[name] ?? 0 })),
    links: fullMesh(names, 20_000),
    actions: [{ at: second, action: strategy }, ...payments],
    seed,
  });
}

/** Who mined the blocks of the best chain that contain payments, and whether any of them is Shop's. */
function payingBlocks(world: World): { miner: string; toShop: boolean }[] {
  const shop = world.indexOf('Shop')!;
  const found: { miner: string; toShop: boolean }[] = [];
  for (let walk = world.nodes[0]!.tip; walk.miner >= 0; walk = walk.parent!) {
    const paying = walk.transactions.slice(1);
    if (paying.length === 0) continue;
    found.push({ miner: world.places[walk.miner]!.name, toShop: paying.some((tx) => tx.to === shop) });
  }
  return found;
}

describe('miners with a will of their own', () => {
  test('who mines empty blocks leaves every payment to the others', () => {
    const world = arena({ Mia: 30, Eve: 60 }, { type: 'strategy', node: 'Eve', strategy: 'empty-blocks' });
    attackStory(world, 120 * second);
    const paying = payingBlocks(world);
    expect(paying.length).toBeGreaterThan(2);
    expect(paying.every(({ miner }) => miner === 'Mia')).toBe(true);
    expect(world.nodes[1]!.miner.found).toBeGreaterThan(5);
  });

  test('a censor takes the victim’s payments into no block, and everybody else’s into its own', () => {
    const censor = { type: 'strategy', node: 'Eve', strategy: 'censor', victim: 'Shop' } as const;
    const world = arena({ Mia: 20, Eve: 60 }, censor);
    attackStory(world, 140 * second);
    const paying = payingBlocks(world);
    expect(paying.some(({ miner }) => miner === 'Eve')).toBe(true);
    expect(paying.filter(({ toShop }) => toShop).every(({ miner }) => miner === 'Mia')).toBe(true);
  });

  test('a feather fork with a majority keeps the payment out; with a minority it only wastes its work', () => {
    const feather = (giveUp: number): Action => ({
      type: 'strategy',
      node: 'Eve',
      strategy: 'feather-fork',
      victim: 'Shop',
      giveUp,
    });
    const strong = arena({ Mia: 20, Eve: 80 }, feather(20));
    // Mia's block with the payment is undone by two of Eve's; until then it stands, so look before her next one.
    expect(attackStory(strong, 95 * second)).toContain('Mia gives up 1');
    expect(payingBlocks(strong).filter(({ toShop }) => toShop)).toEqual([]);
    const weak = arena({ Mia: 70, Eve: 30 }, feather(2), 2);
    const told = attackStory(weak, 140 * second);
    expect(payingBlocks(weak).filter(({ toShop }) => toShop).length).toBeGreaterThan(0);
    // Beside a block with the payment, in the open: a rival of the same height that nobody needs.
    expect(told.some((line) => line.startsWith('Eve shows'))).toBe(true);
    expect(
      weak.nodes[1]!.miner.secretTip === undefined || weak.nodes[1]!.strategy?.kind === 'feather-fork',
    ).toBe(true);
  });
});
