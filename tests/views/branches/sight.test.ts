import { expect, test } from 'vitest';
import { sightOf } from '../../../src/views/branches/sight.ts';
import { agreedBranch } from '../../../src/views/design/colours.ts';
import { tellStory } from '../story.ts';

const story = tellStory();
const { marks, history } = story;
const everyone = { viewAs: -1, godView: false };

test('green is what everybody seen agrees on, two hues are a disagreement', () => {
  const before = story.sceneAt(marks.reorgRow - 1);
  const split = sightOf(before, history, everyone);
  expect(split.unanimous).toBe(false);
  expect(new Set(split.tips)).toEqual(new Set([marks.blocks.a16, marks.blocks.b17]));
  expect(split.common).toBe(marks.blocks.fork);
  expect(split.branch(marks.blocks.fork)).toBe(agreedBranch);
  expect(split.branch(marks.blocks.a16)).not.toBe(split.branch(marks.blocks.b17));
  expect([split.branch(marks.blocks.a16), split.branch(marks.blocks.b17)]).not.toContain(agreedBranch);

  const after = sightOf(story.sceneAt(marks.lastRow), history, everyone);
  expect(after.unanimous).toBe(true);
  expect(after.branch(marks.blocks.b17)).toBe(agreedBranch);
  expect(after.stale(marks.blocks.a16)).toBe(true);
  expect(after.stale(marks.blocks.b15)).toBe(false);
});

test('a block found later is not seen before', () => {
  const first = sightOf(story.sceneAt(marks.cutRow), history, everyone);
  expect(first.blockSight(marks.blocks.fork)).toBe('body');
  expect(first.blockSight(marks.blocks.b17)).toBe('hidden');
  expect(first.exists(marks.blocks.b17)).toBe(false);
});

test('one node knows itself, its peers, and the blocks it holds', () => {
  const scene = story.sceneAt(marks.reorgRow - 1);
  const eye = 1;
  const sight = sightOf(scene, history, { viewAs: eye, godView: false });
  for (const node of scene.nodes) {
    const peer = scene.links.some(
      ({ index, a, b }) =>
        scene.linkUp[index] === 1 && ((a === eye && b === node.index) || (b === eye && a === node.index)),
    );
    expect(sight.nodeKnown[node.index]).toBe(node.index === eye || peer ? 1 : 0);
  }
  expect(sight.tip[eye]).toBe(scene.nodeTip[eye]);
  expect(sight.blockSight(scene.nodeTip[eye]!)).toBe('body');
  // Where a peer follows a block that the eye has not got, its tip stays unknown.
  for (const node of scene.nodes) {
    const tip = sight.tip[node.index]!;
    if (tip >= 0) expect(sight.blockSight(tip)).toBe('body');
  }
});

test('what is withheld is seen by its miner and in god view only, and overtakes nobody', () => {
  const scene = story.sceneAt(marks.cutRow);
  const secret = marks.blocks.fork;
  const miner = scene.blocks[secret]!.miner;
  const hiding = { ...scene, blockWithheld: Uint8Array.from(scene.blockWithheld) };
  hiding.blockWithheld[secret] = 1;
  expect(sightOf(hiding, history, everyone).exists(secret)).toBe(false);
  expect(sightOf(hiding, history, { viewAs: -1, godView: true }).exists(secret)).toBe(true);
  expect(sightOf(hiding, history, { viewAs: miner, godView: false }).exists(secret)).toBe(true);
  expect(sightOf(hiding, history, everyone).tips).toEqual([scene.blocks[secret]!.parent]);
});
