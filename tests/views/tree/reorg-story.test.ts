import { expect, test } from 'vitest';
import { reorgMoment, stillFor, storyStills } from '../../../src/views/tree/reorg-story.ts';
import { tellStory } from '../story.ts';

const { history, marks } = tellStory();
const reorg = history.reorganisations.find((one) => one.row === marks.reorgRow)!;
const at = (progress: number) => reorgMoment(reorg, history.blocks, progress);

test('at the beginning nothing has moved, at the end everything has', () => {
  const start = at(0);
  for (const block of reorg.disconnected) expect(start.blocks.get(block)).toEqual({ hooked: 1, lift: 0 });
  for (const block of reorg.connected) expect(start.blocks.get(block)?.hooked).toBe(0);
  expect(start.chip).toBe(0);
  const end = at(1);
  for (const block of reorg.disconnected) expect(end.blocks.get(block)?.hooked).toBe(0);
  for (const block of reorg.connected) expect(end.blocks.get(block)?.hooked).toBe(1);
  expect(end.chip).toBe(1);
});

test('old blocks unhook tip first, new ones hook in oldest first', () => {
  for (let progress = 0; progress <= 1; progress += 0.02) {
    const { blocks } = at(progress);
    const unhooked = reorg.disconnected.map((block) => 1 - blocks.get(block)!.hooked);
    for (let i = 1; i < unhooked.length; i++) expect(unhooked[i]!).toBeLessThanOrEqual(unhooked[i - 1]!);
    const hooked = reorg.connected.map((block) => blocks.get(block)!.hooked);
    for (let i = 1; i < hooked.length; i++) expect(hooked[i]!).toBeLessThanOrEqual(hooked[i - 1]!);
  }
});

test('every payment ends where the table of fates says', () => {
  const end = at(1);
  const fate = (tx: number) => end.txs.find((one) => one.tx === tx)!;
  expect(fate(marks.txs.remined)).toMatchObject({ fate: 're-mined', rise: 1, fall: 1, verdict: 1 });
  expect(reorg.connected).toContain(fate(marks.txs.remined).toBlock);
  expect(fate(marks.txs.returned)).toMatchObject({ fate: 'back-in-mempool', rise: 1, fall: 0, toBlock: -1 });
  expect(fate(marks.txs.conflicted)).toMatchObject({ fate: 'conflicted', conflict: marks.txs.winner });
  expect(end.untold).toBe(0);
});

test('when there are more payments than slots, every fate is still told', () => {
  const few = reorgMoment(reorg, history.blocks, 1, 3);
  expect(few.txs).toHaveLength(3);
  expect(new Set(few.txs.map((tx) => tx.fate))).toEqual(
    new Set(['re-mined', 'back-in-mempool', 'conflicted']),
  );
  expect(few.untold).toBeGreaterThan(0);
});

test('three stills stand for the whole', () => {
  expect([0, 0.3, 0.46, 0.5, 0.84, 0.9, 1].map(stillFor)).toEqual([0.46, 0.46, 0.46, 0.84, 0.84, 1, 1]);
  expect(at(storyStills[0]).blocks.get(reorg.disconnected.at(-1)!)?.hooked).toBeCloseTo(0);
});
