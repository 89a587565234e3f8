import { describe, expect, test } from 'vitest';
import { findScenario, shippedScenarios } from '#scenarios/shipped';
import { countable } from '../../../src/views/director/countable.ts';
import { playTheory } from '../../../src/views/director/play-theory.ts';

describe('what is counted over many plays', () => {
  test('is something for every family, each only once', () => {
    for (const scenario of shippedScenarios.filter(({ family }) => family !== undefined)) {
      const conditions = countable(scenario);
      expect(conditions.length, scenario.id).toBeGreaterThan(0);
      expect(new Set(conditions.map((each) => JSON.stringify(each))).size).toBe(conditions.length);
    }
  });

  test('begins with the goals, and knows what the questions ask', () => {
    const [first] = countable(findScenario('double-spend')!);
    expect(first).toEqual({ type: 'double-spend-succeeded' });
    const sides = countable(findScenario('partition-and-heal')!).filter(({ type }) => type === 'reorg');
    expect(sides).toContainEqual({ type: 'reorg', node: 'Mia', depthAtLeast: 1 });
    expect(sides).toContainEqual({ type: 'reorg', node: 'Moe', depthAtLeast: 1 });
  });

  test('is nothing that holds for a moment only, or of a single block', () => {
    for (const scenario of shippedScenarios)
      for (const condition of countable(scenario)) {
        expect(['always', 'time', 'mempool', 'height', 'fork', 'peers']).not.toContain(condition.type);
        if (condition.type === 'chain-share') expect(condition.blocksAtLeast).toBeGreaterThan(9);
      }
  });
});

describe('theory beside many plays', () => {
  const ids = (id: string, values: Record<string, number | boolean>, type: string) => {
    const scenario = findScenario(id)!;
    const condition = countable(scenario).find((each) => each.type === type)!;
    return playTheory(scenario, values, condition).map((one) => one.id);
  };

  test('is the formula for what is counted, and none for anything else', () => {
    expect(ids('double-spend', { q: 0.3 }, 'double-spend-succeeded')).toEqual(['capped', 'delayed']);
    expect(ids('double-spend', { q: 0.3, level: true }, 'double-spend-succeeded')).toEqual(['shownLevel']);
    expect(ids('double-spend', { q: 0.3 }, 'tx-conflicted')).toEqual([]);
    expect(ids('rewrite-history', { q: 0.3 }, 'double-spend-succeeded')).toEqual(['behind']);
    expect(ids('finney', { q: 0.3 }, 'double-spend-succeeded')).toEqual(['finney']);
    expect(ids('censorship', { q: 0.3 }, 'reorg')).toEqual(['fork']);
    expect(ids('censorship', { q: 0.3 }, 'confirmations')).toEqual([]);
    expect(ids('flooding', {}, 'tx-evicted')).toEqual([]);
  });
});
