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

  // Dropped onto the page: a damaged one changes nothing and says where, the whole one opens.
  const text = JSON.stringify(
    { ...scenario, title: { en: 'Two lucky miners', 'zh-CN': '两个走运的矿工' } },
    null,
    1,
  );
  await drop(text.replace('"hashRate": 42', '"hashRate": "fast"'));
  await page.getByText(/^At nodes\[0\]\.hashRate \(line \d+, column \d+\) stands "fast"/).waitFor();
  const chosen = studio.header.getByRole('button', { name: /seed/ });
  expect(await chosen.textContent()).toContain('A quiet network');
  await drop(text);
  await studio.header.getByRole('button', { name: /Two lucky miners/ }).waitFor();
  await studio.untilAlive();
  await studio.pause();

  // As a link, in a window of its own.
  await studio.header.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('menuitem', { name: /Link to this moment/ }).click();
  const link = await page.getByRole('textbox', { name: 'Link to this moment' }).inputValue();
  await studio.press('Escape');
  const other = await openStudio({ hash: new URL(link).hash.slice(1) });
  await other.header.getByRole('button', { name: /Two lucky miners/ }).waitFor();
  expect(other.errors).toEqual([]);
  await other.page.close();

  await studio.header.getByRole('button', { name: /seed/ }).click();
  await page.getByRole('menuitem', { name: /Write a scenario/ }).click();
  await steps.getByRole('button', { name: /Mia is lucky/ }).waitFor();
  await editor.getByRole('tab', { name: 'Test' }).click();
  await editor.getByRole('button', { name: 'Try it out' }).click();
  await editor.getByText('1 of 1 goal reached').waitFor({ timeout: 60_000 });
  expect(await studio.violations('[data-panel=inspector]')).toEqual([]);

  /** Drops a file somewhere on the page. */
  async function drop(content: string): Promise<void> {
    await page.evaluate((json) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([json], 'story.json', { type: 'application/json' }));
      const target = document.elementFromPoint(400, 200);
      for (const type of ['dragover', 'drop'])
        target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }, content);
  }

  /** @returns when, in simulated seconds */
  async function mineNow(node: string): Promise<number> {
    await page.getByRole('button', { name: 'Mine now' }).click();
    await page.getByRole('menuitem', { name: new RegExp(node) }).click();
    await page.getByRole('button', { name: 'Undo' }).and(page.locator(':enabled')).waitFor();
    return studio.seconds();
  }
}, 120_000);

test('a network and its actions are written with forms, and every change can be taken back', async () => {
  studio = await openStudio();
  const { page } = studio;
  await studio.pause();
  await studio.header.getByRole('button', { name: /seed/ }).click();
  await page.getByRole('menuitem', { name: /Write a scenario/ }).click();
  const editor = page.getByRole('region', { name: 'Write a scenario' });
  await editor.getByRole('button', { name: 'Begin with the world on the screen' }).click();

  await editor.getByRole('tab', { name: 'Network' }).click();
  const peers = editor.getByRole('list', { name: 'Peers', exact: true });
  await editor.getByRole('button', { name: 'Add a peer' }).click();
  await editor.getByRole('textbox', { name: 'Name' }).fill('Nora');
  await studio.press('Enter');
  await peers.getByRole('button', { name: /Nora/, expanded: true }).waitFor();
  await editor.getByRole('textbox', { name: 'Hash rate' }).fill('much');
  await editor.getByText('Here stands "much"').waitFor();
  expect(await editor.getByRole('textbox', { name: 'Hash rate' }).inputValue()).toBe('much');
  await editor.getByRole('textbox', { name: 'Hash rate' }).fill('20');
  await editor.getByRole('button', { name: 'Add a connection' }).click();
  await editor.getByRole('textbox', { name: 'Latency, one way' }).fill('75');
  expect(await studio.violations('[data-panel=inspector]')).toEqual([]);

  await editor.getByRole('tab', { name: 'Story' }).click();
  await editor.getByRole('button', { name: 'Add an action at a time' }).click();
  await choose('Action', 'Mine now');
  await choose('Peer', 'Nora');
  await editor
    .getByRole('list', { name: 'At fixed times' })
    .getByRole('button', { name: /Nora mines now/ })
    .waitFor();

  await editor.getByRole('tab', { name: 'JSON' }).click();
  const written = async () =>
    JSON.parse(await editor.getByRole('textbox', { name: 'Scenario file' }).inputValue());
  const after = await written();
  expect(after.nodes.at(-1)).toMatchObject({ name: 'Nora', hashRate: 20, role: 'node' });
  expect(after.links.at(-1)).toMatchObject({ a: 'Nora', latencyMicros: 75_000 });
  expect(after.actions).toEqual([{ at: 60_000_000, action: { type: 'mine-now', node: 'Nora' } }]);

  const undo = editor.getByRole('button', { name: 'Undo the last change' });
  while (await undo.isEnabled()) await undo.click();
  expect((await written()).nodes).toHaveLength(8);
  const redo = editor.getByRole('button', { name: 'Redo the change' });
  while (await redo.isEnabled()) await redo.click();
  expect(await written()).toEqual(after);
  await editor.getByRole('button', { name: 'Close the editor' }).press('Enter');
  await studio.header.locator('button:focus', { hasText: 'seed' }).waitFor();

  async function choose(field: string, value: string): Promise<void> {
    await editor.getByRole('combobox', { name: field, exact: true }).click();
    await page
      .locator('[data-base-ui-portal], body > div')
      .getByRole('option', { name: value, exact: true })
      .click();
  }
}, 60_000);
