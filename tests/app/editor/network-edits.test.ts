import { expect, test } from 'vitest';
import { duplicateNode } from '#app/editor/duplicate-node';
import { removeNode } from '#app/editor/remove-node';
import { renameNode } from '#app/editor/rename-node';
import { shippedScenarios } from '#scenarios/shipped';
import { scenarioRefusals } from '#simulation/scenario/parse-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const quiet = shippedScenarios.find(({ id }) => id === 'quiet-network')!;
const mia = quiet.nodes.findIndex(({ name }) => name === 'Mia');

/** A story that names Mia in every way there is. */
const draft: Scenario = {
  ...quiet,
  actions: [
    { at: 1, action: { type: 'collide', nodes: ['Max', 'Mia'] } },
    { at: 2, action: { type: 'partition', groups: [['Mia', 'Max'], ['Bob']] } },
  ],
  goals: [{ type: 'any', of: [{ type: 'last-block', node: 'Mia' }, { type: 'fork' }] }],
  beats: [
    {
      id: 'mia',
      title: { en: 'Mia', 'zh-CN': 'Mia' },
      text: { en: 'Mia', 'zh-CN': '' },
      when: { type: 'confirmations', node: 'Bob', from: 'Mia', count: 1 },
      actions: [{ type: 'pay', from: 'Mia', to: 'Bob', amount: '1' }],
    },
  ],
};

test('a peer that is renamed is renamed wherever it is named, and nowhere else', () => {
  const renamed = renameNode(draft, mia, 'Nora');
  expect(scenarioRefusals(renamed)).toEqual([]);
  const text = JSON.stringify({
    ...renamed,
    introduction: '',
    beats: renamed.beats.map(({ when, actions }) => [when, actions]),
  });
  expect(text).not.toContain('"Mia"');
  expect(renamed.beats[0]?.title.en).toBe('Mia');
  expect(renameNode(renamed, mia, 'Mia')).toEqual(draft);
});

test('a name that somebody has already takes nothing away from that peer', () => {
  const doubled = renameNode(draft, mia, 'Max');
  expect(doubled.links).toBe(draft.links);
  expect(scenarioRefusals(doubled).map(({ path }) => path)).toContain('nodes[1].name');
  const again = renameNode(doubled, mia, 'Nora');
  expect(again.links).toBe(draft.links);
  expect(again.actions[0]?.action).toEqual({ type: 'collide', nodes: ['Max', 'Mia'] });
});

test('a copy has the same connections; who goes takes its connections along', () => {
  const copied = duplicateNode(quiet, mia);
  expect(scenarioRefusals(copied)).toEqual([]);
  const copy = copied.nodes[mia + 1]!;
  expect(copy).toMatchObject({ name: 'Mia-2', role: 'miner', hashRate: quiet.nodes[mia]!.hashRate });
  const of = (name: string) => copied.links.filter(({ a, b }) => a === name || b === name).length;
  expect(of('Mia-2')).toBe(of('Mia'));
  expect(removeNode(copied, mia + 1)).toEqual(quiet);
});

test('a peer that is gone or never was is wrong in every list of names', () => {
  const paths = scenarioRefusals(removeNode(draft, mia)).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'actions[0].action.nodes[1]',
      'actions[1].action.groups[0][0]',
      'goals[0].of[0].node',
      'beats[0].when.from',
      'beats[0].actions[0].from',
    ]),
  );
});
