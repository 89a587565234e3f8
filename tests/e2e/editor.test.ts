import { readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('two actions become a story that is named, exported, loaded again and reaches its goal', async () => {
  studio = await openStudio();
  const { page } = studio;
  await studio.pause();
  const first = await mineNow('Mia');
  await studio.play();
  await studio.untilTime(first + 1);
  await studio.pause();
  await mineNow('Moe');

  await studio.header.getByRole('button', { name: /seed/ }).click();
  await page.getByRole('menuitem', { name: /Write a scenario/ }).click();
  const editor = page.getByRole('region', { name: 'Write a scenario' });
  await editor.getByRole('button', { name: 'Record my 2 actions as a story' }).click();
  const steps = editor.getByRole('list', { name: 'Story' });
  await steps.getByRole('button', { name: /Mia mines now/ }).click();
  await editor.getByRole('textbox', { name: 'Title (English)' }).fill('Mia is lucky');
  await editor.getByRole('textbox', { name: 'Title (Chinese)' }).fill('Mia 走运');
  await steps.getByRole('button', { name: /Moe mines now/ }).click();
  await editor.getByRole('textbox', { name: 'Title (English)' }).fill('Moe as well');
  expect(await studio.violations('[data-panel=inspector]')).toEqual([]);

  // What is wrong stands beside its field.
  await editor.getByRole('textbox', { name: 'At simulated time' }).fill('soon');
  await expect.poll(() => editor.getByText('Here stands "soon"').count()).toBe(1);
  await editor.getByRole('textbox', { name: 'At simulated time' }).fill('0.5');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    editor.getByRole('button', { name: 'Export' }).click(),
  ]);
  const file = await download.path();
  const scenario = JSON.parse(await readFile(file, 'utf8'));
  expect(scenario).toMatchObject({ format: 'chainroom-scenario', version: 2, id: 'my-quiet-network' });
  const titles = scenario.beats.map(({ title }: { title: { en: string } }) => title.en);
  expect(titles).toContain('Mia is lucky');

  // The draft outlives a reload; the file opens as a fresh run of its own scenario.
  await page.reload();
  await studio.untilAlive();
  await studio.pause();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    (async () => {
      await studio.header.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('menuitem', { name: /Open a file/ }).click();
    })(),
  ]);
  await chooser.setFiles(file);
  await page.getByText(/^Opened /).waitFor();
  await studio.pause();

  await studio.header.getByRole('button', { name: /seed/ }).click();
  await page.getByRole('menuitem', { name: /Write a scenario/ }).click();
  await steps.getByRole('button', { name: /Mia is lucky/ }).waitFor();
  await editor.getByRole('tab', { name: 'Test' }).click();
  await editor.getByRole('button', { name: 'Try it out' }).click();
  await editor.getByText('1 of 1 goal reached').waitFor({ timeout: 60_000 });
  expect(await studio.violations('[data-panel=inspector]')).toEqual([]);

  /** @returns when, in simulated seconds */
  async function mineNow(node: string): Promise<number> {
    await page.getByRole('button', { name: 'Mine now' }).click();
    await page.getByRole('menuitem', { name: new RegExp(node) }).click();
    await page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled')).waitFor();
    return studio.seconds();
  }
}, 120_000);
