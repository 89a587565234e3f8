import { afterEach, describe, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

/** Every screen: its key, and the part of the page that it changes. */
const screens: readonly (readonly [name: string, key: string, part: string])[] = [
  ['block tree', '1', '[data-panel=stage]'],
  ['coin flow', '2', '[data-panel=stage]'],
  ['mempool', '3', '[data-panel=stage]'],
  ['space-time', '4', '[data-panel=stage]'],
  ['charts', '5', '[data-panel=stage]'],
  ['messages', '/', '[data-panel=packets]'],
  ['attack director', 'o', '[data-panel=inspector]'],
  ['mining bench', 'h', '[data-panel=inspector]'],
  ['payment form', 't', '[role=dialog]'],
  ['help', '?', '[role=dialog]'],
  ['commands', 'Control+k', '[role=dialog]'],
];

describe.each([
  ['en-GB', 'light'],
  ['en-GB', 'dark'],
  ['zh-CN', 'light'],
  ['zh-CN', 'dark'],
] as const)('%s, %s', (language, theme) => {
  test('no screen has a violation that axe can find', async () => {
    studio = await openStudio({ language, theme });
    studio = studio.in(language === 'zh-CN' ? 'zh-CN' : 'en');
    await studio.untilTime(30);
    await studio.pause();
    const found: Record<string, readonly string[]> = { opening: await studio.violations() };
    for (const [name, key, part] of screens) {
      await studio.press(key);
      await studio.page.locator(part).first().waitFor();
      await studio.page.waitForTimeout(300);
      found[name] = await studio.violations(part);
      await studio.press('Escape');
    }
    const clean = Object.fromEntries(Object.keys(found).map((name) => [name, []]));
    expect(found).toEqual(clean);
  }, 180_000);
});

test('a phone has no violation either', async () => {
  studio = await openStudio({ width: 390, height: 844 });
  await studio.pause();
  expect(await studio.violations()).toEqual([]);
});

test('the live region tells milestones while time runs', async () => {
  studio = await openStudio();
  const log = studio.page.getByRole('log').first();
  await studio.press('n');
  await studio.press('n');
  await studio.play();
  await expect.poll(() => log.textContent(), { timeout: 40_000 }).not.toBe('');
});
