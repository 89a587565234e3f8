import { afterEach, describe, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

describe('the page opens', () => {
  test('already alive, with its scenario introduced', async () => {
    studio = await openStudio();
    await studio.page.getByRole('heading', { name: 'A quiet network' }).waitFor();
    const before = await studio.seconds();
    await studio.untilTime(before + 1);
    expect(await studio.header.getByRole('button', { name: /seed/ }).textContent()).toContain(
      'A quiet network',
    );
  });

  test('in the language of the browser', async () => {
    studio = (await openStudio({ language: 'zh-CN' })).in('zh-CN');
    await studio.timeline.waitFor();
    expect(await studio.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  });

  test('in the theme of the system, and follows its change', async () => {
    studio = await openStudio({ theme: 'dark' });
    const theme = () => studio.page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe('dark');
    await studio.page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(theme).toBe('light');
  });
});

test('every shipped scenario opens and lives', async () => {
  studio = await openStudio();
  const titles = [
    'Two blocks at once',
    'Partition and heal',
    'A newcomer joins',
    'Fewer blocks, more work',
    'Double spend',
  ];
  for (const title of titles) {
    await studio.openScenario(title);
    await studio.untilTime(1);
  }
}, 120_000);
