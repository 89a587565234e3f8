import { expect, test } from 'vitest';
import {
  countFates,
  groupFates,
  reorganisationAt,
  sameSwitch,
} from '../../../src/views/reorg/reorg-sentence.ts';
import { tellStory } from '../story.ts';

const { history, marks } = tellStory();

test('a reorganisation is found by its row, with its fates counted and grouped', () => {
  const reorg = reorganisationAt(history, marks.reorgRow)!;
  expect(countFates(reorg.fates)).toEqual({ remined: 2, returned: 1, conflicted: 1, vanished: 2 });
  expect(groupFates(reorg.fates).map((group) => group.fate)).toEqual([
    'conflicted',
    'back-in-mempool',
    're-mined',
    'vanished',
  ]);
  expect(groupFates([])).toEqual([]);
  expect(reorganisationAt(history, 0)).toBeUndefined();
});

test('the four others that made the same switch are named', () => {
  const reorg = reorganisationAt(history, marks.reorgRow)!;
  expect(
    sameSwitch(history, reorg)
      .map((other) => other.node)
      .sort(),
  ).toEqual([0, 1, 3, 4]);
});
