import { afterEach, beforeEach, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import {
  extentOf,
  networkFrame,
  placeNodes,
  wholeNetwork,
} from '../../src/views/network/network-geometry.ts';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
beforeEach(async () => {
  studio = await openStudio();
  await studio.pause();
});
afterEach(() => closeStudios(studio));

/** Where on the page a peer of the first scenario stands. */
async function placeOf(name: string): Promise<{ x: number; y: number }> {
  const { nodes } = shippedScenarios[0]!;
  const canvas = studio.page.getByRole('region', { name: 'Network', exact: true }).locator('canvas').first();
  const box = (await canvas.boundingBox())!;
  const records = nodes.map((node, index) => ({ ...node, index, address: '', walletAddress: '', bornAt: 0 }));
  const placed = placeNodes(records, nodes.length, networkFrame(box, 1, extentOf(nodes)), wholeNetwork);
  const index = nodes.findIndex((node) => node.name === name);
  return { x: box.x + placed.x[index]!, y: box.y + placed.y[index]! };
}

/** Between two peers, `share` of the way. */
async function between(a: string, b: string, share = 0.5): Promise<{ x: number; y: number }> {
  const [from, to] = [await placeOf(a), await placeOf(b)];
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

async function drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  const { mouse } = studio.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await mouse.move(to.x, to.y, { steps: 3 });
  await mouse.up();
}

function openLinks(): Promise<readonly string[]> {
  return studio.page.getByRole('listbox', { name: 'Links' }).getByRole('option').allTextContents();
}

const isBetween = (a: string, b: string) => (words: string) => words.includes(a) && words.includes(b);

test('a drag from peer to peer connects them, and Delete cuts the link again', async () => {
  expect((await openLinks()).some(isBetween('Alice', 'Shop'))).toBe(false);
  await drag(await placeOf('Alice'), await placeOf('Shop'));
  await studio.play();
  await expect.poll(async () => (await openLinks()).some(isBetween('Alice', 'Shop'))).toBe(true);
  await studio.pause();
  const { x, y } = await between('Alice', 'Shop');
  await studio.page.mouse.click(x, y);
  await studio.page.getByRole('heading', { name: /Alice and Shop are connected/ }).waitFor();
  await studio.press('Delete');
  await expect.poll(async () => (await openLinks()).some(isBetween('Alice', 'Shop'))).toBe(false);
});

test('a line across links parts the network, and the button on the seam heals it', async () => {
  const top = await between('Alice', 'Carol', 0.6);
  const bottom = await between('Shop', 'Eve', 0.6);
  await studio.page.keyboard.down('Shift');
  await drag({ ...top, y: top.y - 30 }, { ...bottom, y: bottom.y + 30 });
  await studio.page.keyboard.up('Shift');
  const heal = studio.page.getByRole('region', { name: 'Network', exact: true }).getByText('Heal').first();
  await heal.waitFor();
  expect((await openLinks()).some(isBetween('Alice', 'Carol'))).toBe(false);
  await heal.click();
  await studio.play();
  await expect.poll(async () => (await openLinks()).some(isBetween('Alice', 'Carol'))).toBe(true);
});
