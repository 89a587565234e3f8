import { expect, test } from 'vitest';
import { sightOf } from '../../../src/views/branches/sight.ts';
import { chartFacts, roundUp, stepPath } from '../../../src/views/charts/chart-facts.ts';
import { tellStory } from '../story.ts';

const { history, marks, sceneAt } = tellStory();

test('waits add up to the age of the chain, and what was found in vain is the gap', () => {
  const scene = sceneAt(marks.lastRow);
  const facts = chartFacts(scene, history, sightOf(scene, history, { viewAs: -1, godView: false }));
  const heights = facts.intervals.map((one) => one.height);
  expect(heights).toEqual([...heights].sort((a, b) => a - b));
  const total = facts.intervals.reduce((sum, one) => sum + one.wait, 0);
  expect(total).toBe(facts.intervals.at(-1)!.foundAt);
  expect(facts.kept).toHaveLength(facts.intervals.length);
  const inVain = [marks.blocks.a15, marks.blocks.a16].filter((block) => history.blocks[block]!.foundAt >= 0);
  expect(facts.found.length - facts.kept.length).toBe(inVain.length);
});

test('steps are flat until the next value', () => {
  const path = stepPath(
    [
      { time: 10, value: 1 },
      { time: 20, value: 3 },
    ],
    30,
    (time) => time,
    (value) => 100 - value,
  );
  expect(path).toBe('M0.0 100.0H10.0V99.0H20.0V97.0H30.0');
  expect(stepPath([], 30, Number, Number)).toBe('');
});

test('axes end at round numbers', () => {
  expect([0, 1, 3, 9, 12, 26, 60, 109].map(roundUp)).toEqual([1, 1, 5, 10, 20, 50, 100, 200]);
});
