import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { prologueIds } from '#scenarios/prologue-ids';
import { scenarioTitles } from '#scenarios/scenario-titles';
import { findPrologue, shippedScenarios } from '#scenarios/shipped';

test('every prologue chain that ships is named, and every name has its chain', () => {
  const folder = new URL('../../src/scenarios/data/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.startsWith('prologue-'));
  expect(prologueIds.map((id) => `prologue-${id}.json`).sort()).toEqual(files.sort());
  for (const id of prologueIds) expect(findPrologue(id).tip.height).toBeGreaterThan(0);
});

test('the menu names the scenarios that ship, in their order', () => {
  expect(scenarioTitles).toEqual(shippedScenarios.map(({ id, title }) => ({ id, title })));
});
