import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('a reload brings back run, moment and actions', async () => {
  studio = await openStudio();
  await studio.openScenario('Two blocks at once');
  await studio.untilTime(30);
  await studio.pause();
  const before = await studio.seconds();
  await studio.page.reload();
  await studio.header.getByRole('button', { name: 'Two blocks at once' }).waitFor();
  await expect.poll(() => studio.seconds(), { timeout: 30_000 }).toBeGreaterThanOrEqual(before - 10);
});

test('a link opens the same moment in another browser', async () => {
  studio = await openStudio();
  await studio.openScenario('Partition and heal');
  await studio.untilTime(20);
  await studio.pause();
  const before = await studio.position();
  await studio.header.getByRole('button', { name: 'Share' }).click();
  await studio.page.getByRole('menuitem', { name: /Link to this moment/ }).click();
  const link = await studio.page.getByRole('textbox', { name: 'Link to this moment' }).inputValue();

  const other = await openStudio({ hash: link.split('#')[1] ?? '' });
  await other.header.getByRole('button', { name: 'Partition and heal' }).waitFor();
  await expect
    .poll(() => other.position().then((words) => words.split(',')[0]), { timeout: 30_000 })
    .toBe(before.split(',')[0]);
});

test('a run file can be saved and opened again', async () => {
  studio = await openStudio();
  await studio.untilTime(5);
  await studio.pause();
  await studio.header.getByRole('button', { name: 'Share' }).click();
  const download = studio.page.waitForEvent('download');
  await studio.page.getByRole('menuitem', { name: 'Save as a file' }).click();
  const path = await (await download).path();
  const text = await readFile(path, 'utf8');
  expect(JSON.parse(text).format).toBe('chainroom-run');

  await studio.openScenario('Double spend');
  await studio.header.getByRole('button', { name: 'Share' }).click();
  const chooser = studio.page.waitForEvent('filechooser');
  await studio.page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await chooser).setFiles(path);
  await studio.header.getByRole('button', { name: 'A quiet network' }).waitFor();
});

test('a file that is no run is refused with a sentence, and the work stays', async () => {
  studio = await openStudio();
  await studio.pause();
  const before = await studio.seconds();
  await studio.header.getByRole('button', { name: 'Share' }).click();
  const chooser = studio.page.waitForEvent('filechooser');
  await studio.page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await chooser).setFiles({
    name: 'shopping.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"milk": 2}'),
  });
  await studio.notices.first().waitFor();
  expect(await studio.notices.first().textContent()).toMatch(/shopping|run/i);
  expect(await studio.seconds()).toBe(before);
});

test('a damaged link is refused with a sentence, and the page lives', async () => {
  studio = await openStudio({ hash: 'run=%%%nonsense' });
  await studio.notices.first().waitFor();
});
