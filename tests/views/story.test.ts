import { expect, test } from 'vitest';
import { tellStory } from './story.ts';

test('the story ends in agreement after a reorganisation with every kind of fate', () => {
  const { history, marks, sceneAt } = tellStory();
  const scene = sceneAt(marks.lastRow);
  expect(new Set(scene.nodeTip)).toEqual(new Set([marks.blocks.b17]));
  const reorg = history.reorganisations.find((r) => r.row === marks.reorgRow)!;
  expect(reorg.disconnected).toEqual([marks.blocks.a16, marks.blocks.a15]);
  expect(reorg.connected).toEqual([marks.blocks.b15, marks.blocks.b16, marks.blocks.b17]);
  expect(new Set(reorg.fates.map((fate) => fate.fate))).toEqual(
    new Set(['re-mined', 'back-in-mempool', 'conflicted', 'vanished']),
  );
});
