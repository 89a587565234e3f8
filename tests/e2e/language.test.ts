import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('switching the language loses nothing', async () => {
  studio = await openStudio();
  await studio.untilTime(5);
  await studio.pause();
  await studio.page.getByRole('tab', { name: 'Mempool' }).click();
  await studio.press('g');
  const before = await studio.seconds();
  await studio.switchLanguage();

  const chinese = studio.in('zh-CN');
  await chinese.timeline.waitFor();
  expect(await chinese.seconds()).toBe(before);
  await chinese.page.getByRole('tab', { name: '内存池', selected: true }).waitFor();
  await chinese.page.getByRole('button', { name: /上帝视角/, pressed: true }).waitFor();

  await chinese.switchLanguage();
  await studio.timeline.waitFor();
  expect(await studio.seconds()).toBe(before);
});

test('no English sentence is left over in Chinese', async () => {
  studio = (await openStudio({ language: 'zh-CN' })).in('zh-CN');
  await studio.pause();
  const left = await studio.page.evaluate(() => {
    const lines: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent?.trim() ?? '';
      if (walker.currentNode.parentElement?.closest('script, style, noscript, code, kbd, pre') !== null)
        continue;
      // Three English words in a row are a sentence; names, units and commands are not.
      if (/[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text)) lines.push(text);
    }
    return lines;
  });
  expect(left).toEqual([]);
});
