import { expect, test } from 'vitest';
import { LogKind } from '../../../src/simulation/log.ts';
import { agreedBranch } from '../../../src/views/design/colours.ts';
import { laneBranch, laneItemsOf } from '../../../src/views/timeline/lane-items.ts';
import { tellStory } from '../story.ts';

const { history, marks } = tellStory();
const items = laneItemsOf(history);
const branch = (block: number) => laneBranch(history, block, history.reached);

test('items are in order of time and name rows of the log', () => {
  items.forEach((item, index) => {
    expect(history.row(item.row)?.time).toBe(item.time);
    if (index > 0) expect(item.time).toBeGreaterThanOrEqual(items[index - 1]!.time);
  });
});

test('each block that was found has one place in the lane of blocks', () => {
  const found = history.milestones(0, history.reached).filter((row) => row.kind === LogKind.blockFound);
  expect(items.filter((item) => item.lane === 'blocks').map((item) => item.row)).toEqual(
    found.map((row) => row.row),
  );
});

test('blocks wear a hue only where a rival exists, rivals different ones', () => {
  const { fork, a15, b15, a16, b16, b17 } = marks.blocks;
  expect(branch(fork)).toBe(agreedBranch);
  expect(branch(b17)).toBe(agreedBranch);
  expect(branch(a15)).not.toBe(branch(b15));
  expect(branch(a16)).toBe(branch(a15));
  expect(branch(b16)).toBe(branch(b15));
});

test('a rival that nobody has seen yet gives nothing away', () => {
  const { a15, b15 } = marks.blocks;
  const first = Math.min(history.blocks[a15]!.foundAt, history.blocks[b15]!.foundAt);
  expect(laneBranch(history, a15, first)).toBe(agreedBranch);
});

test('a reorganisation is as high as it is deep', () => {
  const reorg = items.find((item) => item.row === marks.reorgRow);
  expect(reorg).toMatchObject({
    lane: 'reorgs',
    depth: 2,
    selection: { kind: 'reorg', row: marks.reorgRow },
  });
});

test('asking again gives the same list without gathering it anew', () => {
  expect(laneItemsOf(history)).toBe(items);
});
