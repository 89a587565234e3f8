import { describe, expect, test } from 'vitest';
import type { Action } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { attackStory } from './attack-story.ts';
import { second } from './run-scenario.ts';
import { smallWorld } from './small-world.ts';

const at = 20 * second;

/** Mia ── Shop      Mia and Max mine; Eve has no hash power at all.
 *   │      │
 *  Max ── Eve */
function race(
  plan: Partial<Extract<Action, { type: 'race' }>>,
  { seed = 1, policy }: { readonly seed?: number } & Pick<Scenario, 'policy'> = {},
): string[] {
  const latencyMicros = 20_000;
  const world = smallWorld({
    nodes: [
      { name: 'Mia', hashRate: 20 },
      { name: 'Max', hashRate: 20 },
      { name: 'Shop', role: 'merchant' },
      { name: 'Eve', role: 'attacker' },
    ],
    links: [
      { a: 'Mia', b: 'Max', latencyMicros },
      { a: 'Mia', b: 'Shop', latencyMicros },
      { a: 'Eve', b: 'Shop', latencyMicros },
      { a: 'Eve', b: 'Max', latencyMicros },
    ],
    actions: [
      { at, action: { type: 'race', attacker: 'Eve', merchant: 'Shop', amount: '100000000', ...plan } },
    ],
    seed,
    ...(policy === undefined ? {} : { policy }),
  });
  return attackStory(world, 90 * second).filter(
    (line) => !line.includes(' finds ') && !line.includes('gives up'),
  );
}

describe('a race of two payments of one coin', () => {
  test('is lost by a merchant who ships on sight when the rival reaches the next miner first', () => {
    expect(race({})).toEqual([
      'paid',
      'rivalSent',
      'merchantSatisfied',
      'Mia refuses a payment: insufficient fee',
      'Shop refuses a payment: insufficient fee',
      'Shop drops a payment: conflicted',
      'succeeded',
    ]);
  });

  test('is lost by the attacker when the miner that heard the payment finds the block', () => {
    const told = race({}, { seed: 2 });
    expect(told.slice(0, 3)).toEqual(['paid', 'rivalSent', 'merchantSatisfied']);
    expect(told.at(-1)).toBe('gaveUp');
  });

  test('is seen by a merchant who listens a while for another payment of the coin', () => {
    const told = race({ listenMicros: 5 * second, watch: true });
    expect(told).toContain('keptGoods');
    expect(told).not.toContain('merchantSatisfied');
    // Listening without looking is no defence.
    expect(race({ listenMicros: 5 * second })).toContain('succeeded');
  });

  test('needs no race where the payment may be replaced: the better-paying rival follows when the goods are out', () => {
    const plan = { how: 'replace', feeRate: 2, rivalFeeRate: 60, replaceable: true } as const;
    expect(race(plan)).toEqual([
      'paid',
      'merchantSatisfied',
      'rivalSent',
      'Eve drops a payment: replaced',
      'Max drops a payment: replaced',
      'Shop drops a payment: replaced',
      'succeeded',
    ]);
    expect(race({ ...plan, refuseReplaceable: true })).toEqual(['paid', 'keptGoods']);
    expect(race({ ...plan, confirmations: 1 })).not.toContain('succeeded');
  });

  test('a payment that signals no replacement is replaced all the same where nodes allow it for any', () => {
    const plan = { how: 'replace', feeRate: 2, rivalFeeRate: 60, refuseReplaceable: true } as const;
    expect(race(plan)).toContain('succeeded');
    const told = race(plan, { policy: { fullReplaceByFee: false } });
    expect(told.filter((line) => line.endsWith('txn-mempool-conflict'))).toHaveLength(3);
    expect(told.at(-1)).toBe('gaveUp');
  });
});
