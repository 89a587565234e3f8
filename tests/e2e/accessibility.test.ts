import { afterEach, describe, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

/** Every screen: how to get there from the opened page. */
const screens: readonly (readonly [string, (studio: StudioPage) => Promise<void>])[] = [
  ['block tree', async (page) => page.press('1')],
  ['coin flow', async (page) => page.press('2')],
  ['mempool', async (page) => page.press('3')],
  ['space-time', async (page) => page.press('4')],
  ['messages', async (page) => page.press('5')],
  ['attack director', async (page) => page.press('o')],
  ['help', async (page) => page.press('?')],
  ['payment form', async (page) => page.press('t')],
  ['commands', async (page) => page.press('Control+k')],
  ['bytes of a block', async (page) => page.press('h')],
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
    for (const [name, go] of screens) {
      await go(studio);
      await studio.page.waitForTimeout(400);
      found[name] = await studio.violations();
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
