import { describe, expect, test } from 'vitest';
import type { Action, TimedAction } from '#simulation/run';
import type { World } from '#simulation/world';
import { attackStory } from './attack-story.ts';
import { search, second } from './run-scenario.ts';
import { fullMesh, smallWorld } from './small-world.ts';

const names = ['Mia', 'Shop', 'Eve'];

/** One honest miner, the shop, and Eve with `share` of 100 tries a second together. */
function arena(share: number, actions: readonly TimedAction[], seed = 1): World {
  return smallWorld({
    nodes: [
      { name: 'Mia', hashRate: 100 - share, role: 'miner' },
      { name: 'Shop', role: 'merchant' },
      { name: 'Eve', hashRate: share, role: 'attacker' },
    ],
    links: fullMesh(names, 20_000),
    actions,
    seed,
  });
}

function attack(more: Partial<Extract<Action, { type: 'double-spend' }>>): Action {
  return {
    type: 'double-spend',
    attacker: 'Eve',
    merchant: 'Shop',
    amount: '300000000',
    confirmations: 1,
    giveUpDeficit: 4,
    ...more,
  };
}

/** Without the changes of mind of everybody but Shop. */
function story(world: World, until: number): string[] {
  return attackStory(world, until).filter((line) => !/^(Mia|Eve) (gives up|drops|refuses)/.test(line));
}

const at = 20 * second;

describe('a double spend', () => {
  test('with a head start pays only once it is one block ahead, and wins when strictly ahead', () => {
    // 5 ── m6(payment) ── m7 ── m8
    //  \── e6(rival) ── e7 ── e8 ── e9
    const told = story(arena(40, [{ at, action: attack({ preMined: 1 }) }], 3), 100 * second);
    expect(told.slice(5, 18)).toEqual([
      'secretStarted',
      'Eve finds 6',
      'paid',
      'Mia finds 6',
      'Eve finds 7',
      'Mia finds 7',
      'merchantSatisfied',
      'Mia finds 8',
      'Eve finds 8',
      'Eve finds 9',
      'published',
      'Eve shows 4 up to 9',
      'Shop gives up 3',
    ]);
    expect(told).toContain('succeeded');
  });

  test('starts its head start over whenever somebody else finds a block first', () => {
    const told = story(arena(40, [{ at, action: attack({ preMined: 1 }) }], 1), 60 * second);
    expect(told.slice(6, 10)).toEqual(['secretStarted', 'Mia finds 7', 'Eve finds 8', 'paid']);
  });

  test('with a head start and no confirmations is the Finney attack', () => {
    const plan = attack({ preMined: 1, confirmations: 0 });
    const told = story(arena(40, [{ at, action: plan }], 1), 60 * second);
    expect(told.slice(7, 13)).toEqual([
      'Mia finds 7',
      'Eve finds 8',
      'paid',
      'merchantSatisfied',
      'published',
      'Eve shows 1 up to 8',
    ]);
    expect(told.slice(13, 15)).toEqual(['Shop drops a payment: conflicted', 'succeeded']);
  });

  test('may publish on drawing level: others keep what they saw first, and the race goes on in the open', () => {
    // 5 ── m6(payment) ── m7 ── m8
    //  \── e6(rival) ── e7 ── e8      level: shown, nobody moves
    //                            \── e9  everybody moves
    const plan = attack({ win: 'level', confirmations: 2 });
    const told = story(arena(45, [{ at, action: plan }], 4), 60 * second);
    expect(told.slice(5, 19)).toEqual([
      'paid',
      'secretStarted',
      'Mia finds 6',
      'Mia finds 7',
      'Eve finds 6',
      'Mia finds 8',
      'merchantSatisfied',
      'Eve finds 7',
      'Eve finds 8',
      'published',
      'Eve shows 3 up to 8',
      'Eve finds 9',
      'Eve shows 4 up to 9',
      'Shop gives up 3',
    ]);
    expect(told.slice(19, 21)).toEqual(['Shop drops a payment: reorganised', 'succeeded']);
  });

  test('is given up at the stated deficit', () => {
    const told = story(
      arena(45, [{ at, action: attack({ win: 'level', confirmations: 2 }) }], 2),
      60 * second,
    );
    expect(told.slice(2, 9)).toEqual([
      'paid',
      'secretStarted',
      'Mia finds 3',
      'Mia finds 4',
      'Mia finds 5',
      'merchantSatisfied',
      'Mia finds 6',
    ]);
    expect(told[9]).toBe('gaveUp');
  });

  test('by hand: the secret branch begins before the payment, however late it is begun', () => {
    // 3 ── m4 ── e5 …      the shop has its confirmation
    //       \── the branch begins below the payment
    const hand: TimedAction[] = [
      { at, action: attack({ byHand: true }) },
      { at: 40 * second, action: { type: 'mine-secretly', node: 'Eve' } },
      { at: 70 * second, action: { type: 'publish', node: 'Eve' } },
    ];
    const world = arena(60, hand, 2);
    world.runUntil(45 * second, search);
    const eve = world.nodes[world.indexOf('Eve')!]!;
    const shop = world.nodes[world.indexOf('Shop')!]!;
    const { payment, conflict } = eve.attack!;
    expect(eve.miner.secretBase).toBe(eve.attack!.base);
    expect(world.isConfirmed(payment, eve.attack!.base)).toBe(false);
    expect(world.isConfirmed(payment, shop.tip)).toBe(true);
    expect(world.isConfirmed(conflict, eve.miner.secretTip!)).toBe(
      eve.miner.secretTip !== eve.miner.secretBase,
    );
    const told = story(arena(60, hand, 2), 120 * second);
    expect(told).toContain('published');
    // Published while behind: nobody follows.
    expect(told).toContain('gaveUp');
    expect(told).not.toContain('succeeded');
  });

  test('by hand, then carried on by the plan', () => {
    const hand: TimedAction[] = [
      { at, action: attack({ byHand: true, giveUpDeficit: 30 }) },
      { at: 40 * second, action: { type: 'play-on', node: 'Eve' } },
    ];
    const told = story(arena(70, hand, 2), 300 * second);
    expect(told.indexOf('secretStarted')).toBeGreaterThan(told.indexOf('paid'));
    expect(told).toContain('succeeded');
  });

  test('what cannot be done is refused in words', () => {
    const told = story(
      arena(40, [
        { at, action: { type: 'play-on', node: 'Eve' } },
        { at, action: attack({ amount: '2100000000000000' }) },
        { at, action: { type: 'mine-secretly', node: 'Eve', depth: 1_000 } },
        { at, action: { type: 'mine-secretly', node: 'Shop' } },
        { at, action: { type: 'strategy', node: 'Eve', strategy: 'censor' } },
        { at, action: { type: 'strategy', node: 'Eve', strategy: 'selfish' } },
        { at, action: attack({}) },
        { at, action: { type: 'publish', node: 'Eve' } },
      ]),
      21 * second,
    );
    expect(told.filter((line) => line.startsWith('refused'))).toEqual([
      'refused: no-attack',
      'refused: insufficient-funds',
      'refused: too-deep',
      'refused: no-hash-rate',
      'refused: no-such-node',
      'refused: has-strategy',
      'refused: has-strategy',
    ]);
  });
});
