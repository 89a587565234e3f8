import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
beforeEach(async () => {
  studio = await openStudio();
});
afterEach(() => closeStudios(studio));

async function eventNames(): Promise<readonly string[]> {
  await studio.page.getByRole('button', { name: 'What happened, as a list' }).click();
  const list = studio.page.getByRole('dialog', { name: 'What happened, as a list' });
  await list.waitFor();
  const names = await list.getByRole('button').allTextContents();
  await studio.press('Escape');
  return names;
}

test('a payment says what is wrong beside the field, then is made', async () => {
  await studio.pause();
  await studio.page.getByRole('toolbar').getByRole('button', { name: 'Pay' }).click();
  const dialog = studio.page.getByRole('dialog', { name: 'Pay somebody' });
  const amount = dialog.getByLabel('Amount');
  await amount.fill('nothing');
  await dialog.getByText('Write a number such as 0.5.').waitFor();
  await amount.fill('0.25');
  await dialog.getByRole('button', { name: 'Pay', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(eventNames).toContainEqual(expect.stringMatching(/pays .* 0\.25/));
});

test('an action can be undone and redone', async () => {
  await studio.pause();
  await studio.press('m');
  const undo = studio.page.getByRole('button', { name: 'Undo' });
  await undo.waitFor();
  await expect.poll(eventNames).toContainEqual(expect.stringContaining('mines now'));
  await studio.press('Control+z');
  await expect.poll(eventNames).not.toContainEqual(expect.stringContaining('mines now'));
  await studio.press('Control+y');
  await expect.poll(eventNames).toContainEqual(expect.stringContaining('mines now'));
});

test('acting in the past opens a second timeline and keeps the first', async () => {
  await studio.press('n');
  await studio.untilTime(60);
  await studio.pause();
  await studio.playhead.focus();
  await studio.press('Home');
  await expect.poll(() => studio.seconds()).toBe(0);
  await studio.press('m');
  const swap = studio.page.getByRole('button', { name: 'Swap timelines' });
  await swap.waitFor();
  await swap.click();
  await studio.page.getByRole('button', { name: 'Forget the other timeline' }).click();
  await swap.waitFor({ state: 'hidden' });
});
