import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
beforeEach(async () => {
  studio = await openStudio();
});
afterEach(() => closeStudios(studio));

describe('keys move time', () => {
  test('Space plays and pauses', async () => {
    await studio.pause();
    await studio.page.locator('body').click({ position: { x: 640, y: 60 } });
    await studio.press('Space');
    await studio.pauseButton.waitFor();
    await studio.press('Space');
    await studio.playButton.waitFor();
  });

  test('Space plays after a click on something else, and presses a button that Tab led to', async () => {
    await studio.pause();
    await studio.header.getByRole('button', { name: /God view/ }).click();
    await studio.press('Space');
    await studio.pauseButton.waitFor();
    await studio.page.getByRole('button', { name: /God view/, pressed: true }).waitFor();
    await studio.press('Space');
    await studio.playButton.waitFor();
    await studio.header.getByRole('button', { name: /God view/ }).focus();
    await studio.press('Shift+Tab');
    await studio.press('Tab');
    await studio.press('Space');
    await studio.page.getByRole('button', { name: /God view/, pressed: false }).waitFor();
    await studio.playButton.waitFor();
  });

  test('one event on and one event back is where we were', async () => {
    await studio.untilTime(20);
    await studio.pause();
    await studio.press('ArrowLeft');
    const here = await studio.position();
    await studio.press('ArrowRight');
    await expect.poll(() => studio.position()).not.toBe(here);
    await studio.press('ArrowLeft');
    await expect.poll(() => studio.position()).toBe(here);
  });

  test('N goes to the next interesting moment, Shift N back', async () => {
    await studio.pause();
    const start = await studio.seconds();
    await studio.press('n');
    await expect.poll(() => studio.seconds(), { timeout: 20_000 }).toBeGreaterThan(start);
    const first = await studio.position();
    await studio.press('n');
    await expect.poll(() => studio.position(), { timeout: 20_000 }).not.toBe(first);
    await studio.press('Shift+N');
    await expect.poll(() => studio.position()).toBe(first);
  });
});

describe('keys change the view', () => {
  test('1 to 5 choose the picture', async () => {
    for (const [key, name] of [
      ['2', 'Coin flow'],
      ['3', 'Mempool'],
      ['4', 'Space-time'],
      ['5', 'Charts'],
      ['1', 'Block tree'],
    ] as const) {
      await studio.press(key);
      await studio.page.getByRole('tab', { name, selected: true }).waitFor();
    }
  });

  test('Ctrl+K finds a command by name', async () => {
    await studio.press('Control+k');
    await studio.page.getByRole('combobox', { name: 'Commands' }).fill('god');
    await studio.press('Enter');
    await studio.page.getByRole('button', { name: /God view/, pressed: true }).waitFor();
  });

  test('? shows the keys, Escape closes them', async () => {
    await studio.press('?');
    const help = studio.page.getByRole('dialog', { name: 'Help and keyboard' });
    await help.waitFor();
    await studio.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });
});

describe('keys keep out of the way', () => {
  test('while typing', async () => {
    await studio.press('t');
    const dialog = studio.page.getByRole('dialog', { name: 'Pay somebody' });
    await dialog.getByLabel('Amount').fill('');
    await dialog.getByLabel('Amount').pressSequentially('g p 2');
    expect(await studio.page.evaluate(() => document.documentElement.dataset.presenter)).toBe('false');
    expect(await studio.page.getByRole('button', { name: /God view/, pressed: true }).count()).toBe(0);
  });

  test('when they are switched off', async () => {
    await studio.press('?');
    await studio.page.getByRole('switch', { name: 'Shortcuts without Ctrl' }).click();
    await studio.press('Escape');
    await studio.press('p');
    expect(await studio.page.evaluate(() => document.documentElement.dataset.presenter)).toBe('false');
    await studio.press('Control+k');
    await studio.page.getByRole('combobox', { name: 'Commands' }).waitFor();
  });
});

test('Tab alone reaches header, pictures, inspector and timeline', async () => {
  const reached = new Set<string>();
  for (let presses = 0; presses < 120; presses++) {
    await studio.press('Tab');
    const place = await studio.page.evaluate(() => {
      const element = document.activeElement;
      const panel = element?.closest('[data-panel]')?.getAttribute('data-panel');
      return panel ?? element?.closest('header, #timeline')?.tagName.toLowerCase() ?? 'page';
    });
    reached.add(place);
  }
  expect([...reached]).toEqual(
    expect.arrayContaining(['header', 'network', 'stage', 'inspector', 'section']),
  );
});
