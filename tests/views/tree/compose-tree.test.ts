import { expect, test } from 'vitest';
import { blockFacts } from '../../../src/views/branches/block-facts.ts';
import { sightOf } from '../../../src/views/branches/sight.ts';
import {
  composeTree,
  newestHeight,
  sameTree,
  type TreePicture,
  treeHit,
  treeMetrics,
} from '../../../src/views/tree/compose-tree.ts';
import { treeColumns } from '../../../src/views/tree/tree-columns.ts';
import { createTreeLanes } from '../../../src/views/tree/tree-lanes.ts';
import { tellStory } from '../story.ts';

const story = tellStory();
const { marks, history } = story;
const metrics = treeMetrics(1, false);

function pictureAt(row: number): TreePicture {
  const scene = story.sceneAt(row);
  const sight = sightOf(scene, history, { viewAs: -1, godView: false });
  const facts = blockFacts(history);
  const lanes = createTreeLanes();
  lanes.extend(scene.blocks, (block) => facts.withheld.has(block));
  const tipHeight = newestHeight(scene, sight, lanes);
  const columns = treeColumns({
    horizon: tipHeight - 5,
    time: scene.playhead.time,
    busy: lanes.busy,
    unfolded: new Set(),
    pitch: metrics.pitch,
    stubWidth: metrics.stubWidth,
  });
  return composeTree({
    scene,
    sight,
    facts,
    lanes,
    columns,
    metrics,
    fromHeight: 0,
    toHeight: tipHeight,
    tipHeight,
    sliding: [],
    reorg: undefined,
    arrivalMicros: 1,
    measure: (label) => label.length * 7,
    many: (count) => `${count}`,
  });
}

test('before the heal both branches are active and every node sits on the tip it follows', () => {
  const picture = pictureAt(marks.reorgRow - 1);
  const state = (block: number) => picture.cards.find((card) => card.block === block)?.state;
  expect(state(marks.blocks.a16)).toBe('active');
  expect(state(marks.blocks.b17)).toBe('active');
  expect(picture.forks).toEqual([expect.objectContaining({ block: marks.blocks.fork, open: true })]);
  expect(picture.chips.filter((chip) => chip.node >= 0)).toHaveLength(8);
});

test('after it the loser is stale and its bar of work is shorter', () => {
  const picture = pictureAt(marks.lastRow);
  const card = (block: number) => picture.cards.find((one) => one.block === block)!;
  expect(card(marks.blocks.a16).state).toBe('stale');
  expect(card(marks.blocks.b17).state).toBe('active');
  expect(card(marks.blocks.a16).y).not.toBe(card(marks.blocks.b16).y);
  expect(picture.forks[0]?.open).toBe(false);
  expect(history.blocks[marks.blocks.a16]!.work - picture.workBase).toBeLessThan(picture.workSpan);
});

test('what one sees is what one hits', () => {
  const picture = pictureAt(marks.lastRow);
  const camera = { x: 0, y: 0, scale: 1 };
  for (const card of picture.cards) {
    const hit = treeHit(picture, metrics, camera, card.x + 40, card.y + 8);
    if (hit.kind === 'block') expect(hit.block).toBe(card.block);
  }
  const chip = picture.chips.find((one) => one.node === 3)!;
  expect(treeHit(picture, metrics, camera, chip.x + 4, chip.y + 4)).toEqual({ kind: 'node', node: 3 });
  expect(treeHit(picture, metrics, camera, -5000, -5000)).toEqual({ kind: 'none' });
});

test('the same scene composes to the same picture', () => {
  expect(pictureAt(marks.lastRow)).toEqual(pictureAt(marks.lastRow));
});

test('two pictures look the same exactly when everything in them is equal', () => {
  for (let row = 1; row < marks.lastRow; row += 7) {
    const one = pictureAt(row);
    const other = pictureAt(row + 1);
    const equal = JSON.stringify(one) === JSON.stringify(other);
    expect(sameTree(one, other), `row ${row}`).toBe(equal);
  }
  expect(sameTree(pictureAt(marks.reorgRow - 1), pictureAt(marks.lastRow))).toBe(false);
});
