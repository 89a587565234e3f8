import { describe, expect, test } from 'vitest';
import { findPrologue, findScenario, shippedScenarios } from '#scenarios/shipped';
import { engineVersion, type TimedAction } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import type { ParameterValues } from '#simulation/scenario/parameter';
import { recast } from '#simulation/scenario/recast';
import type { Scenario } from '#simulation/scenario/scenario';
import { Rehearsal, type RehearsalReport } from '#simulation/stage/rehearsal';
import { search } from './run-scenario.ts';

/** Plays a scenario through with its own seed. */
function rehearsed(scenario: Scenario, actions: readonly TimedAction[] = []): RehearsalReport {
  const run = { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions };
  const rehearsal = new Rehearsal(run, findPrologue(scenario.prologue), search);
  while (!rehearsal.report().finished) rehearsal.step();
  return rehearsal.report();
}

const references = new Map<string, RehearsalReport>();

/** How a shipped scenario goes by itself, played once for all tests of this file. */
function reference(scenario: Scenario): RehearsalReport {
  let report = references.get(scenario.id);
  if (report === undefined) {
    report = rehearsed(scenario);
    references.set(scenario.id, report);
  }
  return report;
}

function withValues(id: string, values: ParameterValues): Scenario {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  const applied = applyParameters(scenario, values);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.scenario;
}

const families = shippedScenarios.filter(({ family }) => family !== undefined);

describe('every family of attacks', () => {
  test('is there, each with parameters, beats, a question, and what happens and why', () => {
    expect([...new Set(families.map(({ family }) => family))].sort()).toEqual([
      'cannot-do',
      'censorship',
      'double-spend',
      'eclipse',
      'finney',
      'flooding',
      'partition',
      'race',
      'rewrite-history',
      'selfish-mining',
    ]);
    for (const { id, parameters, beats, explanation } of families) {
      expect(parameters.length, id).toBeGreaterThan(0);
      expect(beats.length, id).toBeGreaterThan(2);
      expect(beats.filter(({ question }) => question !== undefined).length, id).toBeGreaterThan(0);
      const paragraphs = (explanation?.en ?? '').split('\n\n').length;
      expect(paragraphs, id).toBeGreaterThanOrEqual(4);
      expect((explanation?.['zh-CN'] ?? '').split('\n\n').length, id).toBe(paragraphs);
    }
  });

  test.each(families.map((scenario) => [scenario.id, scenario] as const))(
    'tells its whole story with its own seed, answers its questions and is refused nothing: %s',
    (_, scenario) => {
      const report = reference(scenario);
      expect(report.goals.every((time) => time !== undefined)).toBe(true);
      expect(report.beats.every((time) => time !== undefined)).toBe(true);
      expect(report.refused).toEqual([]);
      for (const [at, { question }] of scenario.beats.entries())
        if (question !== undefined) expect(report.answers[at]).toBeGreaterThanOrEqual(0);
    },
  );

  test.each(families.map((scenario) => [scenario.id, scenario] as const))(
    'comes to the same end by hand, when every button is pressed at its moment: %s',
    (_, scenario) => {
      const { beats } = reference(scenario);
      const presses: TimedAction[] = scenario.beats.flatMap(({ id, actions, handActions }, i) =>
        handActions === undefined && actions.length === 0
          ? []
          : [{ at: beats[i]! + i, action: { type: 'beat' as const, beat: id } }],
      );
      const report = rehearsed({ ...scenario, byHand: true }, presses);
      expect(report.goals.every((time) => time !== undefined)).toBe(true);
    },
  );
});

describe('a defence changes what happens', () => {
  /** Goal 0 of each of these is that the coin is taken back. */
  test.each<[string, ParameterValues]>([
    ['double-spend', { q: 0.3, z: 6 }],
    ['race', { listen: true }],
    ['race', { z: 1 }],
    ['race', { 'eve-links': 1_000_000 }],
    ['replace-by-fee', { refuse: true }],
    ['replace-by-fee', { z: 1 }],
    ['replace-by-fee', { optin: true, final: true }],
    ['eclipse', { diverse: true }],
    ['eclipse', { anchors: true }],
    ['eclipse', { outbound: 8 }],
    ['partition-attack', { satellite: true }],
    ['partition-attack', { 'second-cut': true }],
    ['rewrite-history', { q: 0.3, 'give-up': 10 }],
  ])('%s with %j: the merchant is not robbed', (id, values) => {
    expect(rehearsed(withValues(id, values)).goals[0]).toBeUndefined();
  });

  test.each([
    ['eclipse', 'Shop', 'Alice'],
    ['cannot-do', 'Eve', 'Moe'],
    ['cannot-do', 'Alice', 'Bob'],
    ['partition-attack', 'Eve', 'Alice'],
  ])('%s with %s and %s exchanged is staged as it is, and no action is refused', (id, one, other) => {
    const report = rehearsed(recast(findScenario(id)!, one, other));
    expect(report.refused).toEqual([]);
    expect(report.beats.filter((time) => time !== undefined).length).toBeGreaterThan(2);
  });

  test('no defence: with replacement of any payment, refusing those that announce it does not help', () => {
    const report = rehearsed(withValues('replace-by-fee', { refuse: true, final: true }));
    expect(report.goals[0]).toBeDefined();
  });

  test('whoever pays more than a flood is not held up, and a higher least fee or a larger mempool throws nobody out', () => {
    const [evicted] = rehearsed(withValues('flooding', { mempool: 1_000_000 })).goals;
    expect(evicted).toBeUndefined();
    expect(rehearsed(withValues('flooding', { 'min-relay': 40 })).goals[0]).toBeUndefined();
    const cheap = reference(findScenario('flooding')!).goals[2]!;
    const dear = rehearsed(withValues('flooding', { 'alice-fee': 100 })).goals[2]!;
    expect(dear).toBeLessThan(cheap);
  });

  test('a censor does not recognise a friend’s coin', () => {
    // No block had to be undone for it.
    expect(rehearsed(withValues('censorship', { friend: true })).goals[0]).toBeUndefined();
  });
});
