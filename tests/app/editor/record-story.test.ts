import { describe, expect, test } from 'vitest';
import { recordStory, withNewSteps } from '#app/editor/record-story';
import { findPrologue, findScenario } from '#scenarios/shipped';
import { engineVersion, type Run, type TimedAction } from '#simulation/run';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { Rehearsal } from '#simulation/stage/rehearsal';
import { runOf, search, second, worldOf } from '../../simulation/run-scenario.ts';

const actions: readonly TimedAction[] = [
  { at: 10 * second, action: { type: 'pay', from: 'Alice', to: 'Shop', amount: '100000000' } },
  { at: 20 * second, action: { type: 'beat', beat: 'found' } },
  { at: 30 * second, action: { type: 'mine-now', node: 'Mia' } },
  { at: 40 * second, action: { type: 'mine-now', node: 'Moe' } },
];
const name = (action: { readonly type: string }) => ({ en: action.type, 'zh-CN': action.type });

function recorded(as: 'beats' | 'actions', happened: readonly (number | undefined)[] = []) {
  const run: Run = {
    engine: engineVersion,
    scenario: findScenario('quiet-network')!,
    seed: 1,
    actions,
  };
  return recordStory(run, as, name, happened, 5e9);
}

describe('what the user did', () => {
  test('becomes timed actions in order, without the presses of a button', () => {
    const scenario = recorded('actions');
    expect(scenario.actions.map(({ action }) => action.type)).toEqual(['pay', 'mine-now', 'mine-now']);
    expect(scenario.referenceMicros).toBe(5e9);
    expect(parseScenario(scenario).ok).toBe(true);
  });

  test('becomes beats with names of their own, between the beats that had happened', () => {
    const scenario = recorded('beats', [5 * second, 35 * second]);
    expect(scenario.beats.map(({ id }) => id)).toEqual([
      'payments',
      'pay',
      'mine-now',
      'found',
      'mine-now-2',
      'everybody',
      'deeper',
    ]);
    expect(parseScenario(scenario).ok).toBe(true);
  });

  test('is added to a draft once, between the steps that have their time', () => {
    const scenario = findScenario('quiet-network')!;
    const first = withNewSteps(scenario, actions.slice(0, 1), name);
    const second = withNewSteps(first, actions, name);
    expect(second.beats.map(({ id }) => id)).toEqual([
      'pay',
      'mine-now',
      'mine-now-2',
      'payments',
      'found',
      'everybody',
      'deeper',
    ]);
    expect(withNewSteps(second, actions, name)).toEqual(second);
  });

  test('gives the same world when it is played as a scenario', () => {
    const bare = { ...findScenario('quiet-network')!, trafficMeanWaitMicros: 0, beats: [], parameters: [] };
    const run = {
      ...runOf(
        'quiet-network',
        4,
        actions.filter(({ action }) => action.type !== 'beat'),
      ),
      scenario: bare,
    };
    const byHand = worldOf(run);
    byHand.runUntil(60 * second, search);
    const scenario = recordStory(run, 'beats', name, [], 60 * second);
    const played = worldOf({ ...run, scenario, actions: [] });
    played.runUntil(60 * second, search);
    expect(played.blocks.map(({ hash }) => hash)).toEqual(byHand.blocks.map(({ hash }) => hash));
    const rehearsal = new Rehearsal(
      {
        ...run,
        scenario: { ...scenario, goals: [{ type: 'height', atLeast: 32 }], referenceMicros: 90 * second },
        actions: [],
      },
      findPrologue('classroom'),
      search,
    );
    for (let steps = 0; steps < 20 && !rehearsal.report().finished; steps++) rehearsal.step();
    const report = rehearsal.report();
    expect(report).toMatchObject({
      finished: true,
      beats: [10 * second, 30 * second, 40 * second],
      refused: [],
    });
    expect(report.goals[0]).toBeGreaterThan(30 * second);
  });
});
