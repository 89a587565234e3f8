import { expect, test } from 'vitest';
import { freshAction } from '#app/editor/fresh-action';
import { shippedScenarios } from '#scenarios/shipped';
import { scenarioRefusals } from '#simulation/scenario/parse-scenario';
import { actionFields, actionTypes } from '#simulation/scenario/schema/action-fields';

const scenario = shippedScenarios[0]!;

/** What a person has to write: nobody can guess a transaction or the hash of a block. */
const toBeWritten: Readonly<Record<string, readonly string[]>> = {
  'submit-tx': ['actions[0].action.hex'],
  'send-broken': ['actions[0].action.id'],
};

test('every action begins as one that can be played, but for what only a person can write', () => {
  for (const type of actionTypes.filter((each) => each !== 'beat')) {
    const draft = { ...scenario, actions: [{ at: 1, action: freshAction(type, scenario) }] };
    const wrong = scenarioRefusals(draft).map(({ path }) => path);
    expect(wrong, type).toEqual(toBeWritten[type] ?? []);
  }
});

test('the fields of an action are read off its schema', () => {
  expect(
    actionFields('pay')?.map(({ key, kind, optional }) => `${key} ${kind}${optional ? '?' : ''}`),
  ).toEqual(['from node', 'to node', 'amount amount', 'feeRate feeRate?', 'lock choice?']);
  expect(actionFields('partition')).toEqual([
    { key: 'groups', kind: 'groups', optional: false, choices: [] },
  ]);
  expect(actionFields('tamper')?.find(({ key }) => key === 'how')?.choices).toEqual([
    'drop',
    'delay',
    'duplicate',
  ]);
  expect(actionFields('levitate')).toBeUndefined();
});

test('two peers of one action are not the same one', () => {
  const { a, b } = freshAction('connect', scenario) as { a: string; b: string };
  expect(a).not.toBe(b);
});
