import { describe, expect, test } from 'vitest';
import { findScenario } from '#scenarios/shipped';
import type { Parameter } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';
import { oddsOf } from '../../../src/views/director/odds.ts';

const words = { en: '', 'zh-CN': '' };
const number = (id: string, value: number): Parameter => ({
  id,
  label: words,
  role: 'setting',
  kind: 'number',
  unit: 'count',
  min: 0,
  max: 100,
  step: 1,
  value,
  paths: [],
});
const quiet = findScenario('quiet-network') as Scenario;
const attack: Scenario = {
  ...quiet,
  family: 'double-spend',
  parameters: [
    {
      id: 'q',
      label: words,
      role: 'setting',
      kind: 'hash-share',
      node: 'Eve',
      min: 0,
      max: 0.9,
      step: 0.01,
      value: 0.3,
    },
    number('z', 6),
    number('give-up', 40),
  ],
};

describe('live odds', () => {
  test('agree with the published tables', () => {
    const odds = oddsOf(attack, { q: 0.1, z: 5 });
    if (odds.kind !== 'race') throw new Error(odds.kind);
    // Whitepaper §11: q = 0.1, z = 5 gives P = 0.0009137.
    expect(odds.nakamoto).toBeCloseTo(0.0009137, 7);
    const level = oddsOf(
      { ...attack, parameters: [...attack.parameters, number('level', 1)] },
      { q: 0.3, z: 6 },
    );
    // Rosenfeld 2012, table 1: q = 30 %, n = 6 gives 15.645 %.
    expect(level.kind === 'race' ? level.unlimited : 0).toBeCloseTo(0.15645, 5);
  });

  test('are lower with a cap, and tend to the uncapped ones', () => {
    const near = oddsOf(attack, { 'give-up': 3 });
    const far = oddsOf(attack, { 'give-up': 100 });
    if (near.kind !== 'race' || far.kind !== 'race') throw new Error('no race');
    expect(near.capped).toBeLessThan(near.unlimited);
    expect(far.capped).toBeCloseTo(far.unlimited, 6);
  });

  test('fall with every confirmation', () => {
    const odds = oddsOf(attack, {});
    if (odds.kind !== 'race') throw new Error(odds.kind);
    const sorted = [...odds.byConfirmations].sort((a, b) => b - a);
    expect(odds.byConfirmations).toEqual(sorted);
    expect(odds.byConfirmations[6]).toBe(odds.capped);
  });

  test('of values that are refused are none', () => {
    for (const values of [{ q: 1 }, { q: -0.1 }, { z: -1 }, { z: 2.5 }]) {
      expect(oddsOf(attack, values).kind).toBe('none');
    }
    expect(oddsOf(quiet, {}).kind).toBe('none');
  });

  test('of a Finney attack follow the time in which the goods change hands', () => {
    const play = findScenario('finney')!;
    const odds = oddsOf(play, { q: 0.3, z: 0, 'hand-over': 10e6, 'give-up': 2 });
    if (odds.kind !== 'finney') throw new Error(odds.kind);
    expect(odds.undisturbed).toBeCloseTo(Math.exp(-0.7 / 60), 12);
    // Overtaken, it may still win: from level to one ahead before two behind, q(q + p)… : more than undisturbed.
    expect(odds.success).toBeGreaterThan(odds.undisturbed);
    expect(odds.success).toBeLessThan(1);
    const slow = oddsOf(play, { q: 0.3, z: 0, 'hand-over': 600e6 });
    expect(slow.kind === 'finney' ? slow.undisturbed : 0).toBeCloseTo(Math.exp(-0.7), 12);
    expect(slow.kind === 'finney' ? slow.success : 1).toBeLessThan(odds.success);
    // With a confirmation it is the race from one block ahead.
    expect(oddsOf(play, { q: 0.3, z: 1 })).toMatchObject({ kind: 'race', preMined: 1, giveUp: 2 });
  });

  test('of a feather fork are a little over q², whoever gives in, and nothing without a threat', () => {
    const threat = findScenario('censorship')!;
    const odds = oddsOf(threat, { q: 0.4, 'give-up': 2 });
    if (odds.kind !== 'fork') throw new Error(odds.kind);
    // One behind, gives up two behind: q² / (1 − pq).
    expect(odds.capped).toBeCloseTo(0.16 / (1 - 0.24), 12);
    expect(odds.twoInARow).toBeCloseTo(0.16, 12);
    expect(odds.blocks).toBeCloseTo(1 / 0.6, 12);
    // Mia has 26 of the 66 that are not Eve's.
    const joined = oddsOf(threat, { q: 0.4, 'give-up': 2, 'give-in-mia': true });
    if (joined.kind !== 'fork') throw new Error(joined.kind);
    expect(joined.capped).toBe(odds.capped);
    expect(joined.givenIn).toEqual(['Mia']);
    expect(joined.blocks).toBeCloseTo(1 / (0.6 - 26 / 110), 3);
    const all = oddsOf(threat, { 'give-in-mia': true, 'give-in-max': true, 'give-in-moe': true });
    expect(all.kind === 'fork' ? all.blocks : 0).toBe(Number.POSITIVE_INFINITY);
    const quietly = oddsOf(threat, { q: 0.4, 'only-omit': true });
    expect(quietly).toMatchObject({ kind: 'none', why: 'waiting' });
    expect(quietly.kind === 'none' ? quietly.blocks : 0).toBeCloseTo(1 / 0.6, 12);
  });

  test('know what the links mean: γ, the delay, and what the others waste in it', () => {
    const play = findScenario('double-spend')!;
    const network = (values: Record<string, number | boolean>) => {
      const odds = oddsOf(play, { q: 0.3, z: 3, ...values });
      if (odds.kind !== 'race' || odds.network === undefined) throw new Error(odds.kind);
      return { ...odds.network, capped: odds.capped ?? 0 };
    };
    const quick = network({ 'other-links': 1_000 });
    expect(quick.delayed).toBeCloseTo(quick.capped, 4);
    const slow = network({ 'other-links': 10_000_000 });
    expect(slow.delay).toBeGreaterThan(20);
    expect(slow.delayed).toBeGreaterThan(slow.capped * 1.02);
    // Shop hears of a block of Mia's or Max's, Eve shows her branch, and Moe, behind Carol, hears of that one first.
    const near = network({ 'eve-links': 1_000, 'other-links': 300_000 });
    const far = network({ 'eve-links': 10_000_000 });
    expect(far.gamma).toBe(0);
    expect(near.gamma).toBeCloseTo((12 * 32) / 44 ** 2, 6);
    // Ahead, γ decides nothing; level, it does.
    expect(far.shownLevel).toBeUndefined();
    const level = (values: Record<string, number | boolean>) =>
      network({ level: true, ...values }).shownLevel ?? 0;
    expect(level({ 'eve-links': 1_000, 'other-links': 300_000 })).toBeGreaterThan(
      level({ 'eve-links': 10_000_000 }) * 1.02,
    );
  });

  test('say of each attack without a formula what decides instead', () => {
    const whys = (['race', 'eclipse', 'partition', 'flooding', 'cannot-do'] as const).map((family) =>
      oddsOf({ ...attack, family }, {}),
    );
    expect(whys).toEqual(
      ['hearing', 'peers', 'hearing', 'price', 'rules'].map((why) => ({ kind: 'none', why })),
    );
  });

  test('of selfish mining are the revenue at several γ', () => {
    const odds = oddsOf({ ...attack, family: 'selfish-mining' }, { q: 1 / 3 });
    if (odds.kind !== 'selfish') throw new Error(odds.kind);
    // Eyal & Sirer 2014: at α = 1/3 and γ = 0 withholding pays exactly as much as honesty.
    expect(odds.rows[0]).toMatchObject({ gamma: 0, here: false });
    expect(odds.rows[0]?.revenue).toBeCloseTo(1 / 3, 10);
    // The shipped cast says where it stands among them.
    const shipped = oddsOf(findScenario('selfish-mining')!, {});
    expect(shipped.kind === 'selfish' ? shipped.rows[0]?.here : false).toBe(true);
  });

  test('whoever begins behind has all confirmations to make up for', () => {
    const behind = (values: Record<string, number>) => {
      const odds = oddsOf({ ...attack, family: 'rewrite-history' }, values);
      if (odds.kind !== 'behind') throw new Error(odds.kind);
      return odds;
    };
    expect(behind({ q: 0.4, z: 6 }).unlimited).toBeCloseTo((2 / 3) ** 7, 12);
    expect(behind({ q: 0.4, z: 6, 'give-up': 100 }).capped).toBeCloseTo((2 / 3) ** 7, 12);
    expect(behind({ q: 0.4, z: 6, 'give-up': 6 }).capped).toBe(0);
    expect(behind({ q: 0.7, z: 6 }).unlimited).toBe(1);
  });
});
