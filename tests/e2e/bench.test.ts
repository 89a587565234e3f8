import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

test('the mining bench: a block by machine, and the nonce of 2009 once more', async () => {
  studio = await openStudio();
  const { page } = studio;
  await studio.press('h');
  const bench = page.getByRole('region', { name: 'Mining bench' });
  await bench.waitFor();
  await studio.playButton.waitFor();

  // By hand: Enter hashes, and the nonce counts up.
  const nonce = bench.getByLabel('Nonce', { exact: true });
  await nonce.focus();
  await studio.press('Enter');
  await studio.press('Enter');
  await expect.poll(() => nonce.inputValue()).toBe('2');
  expect(await bench.getByRole('img').getAttribute('aria-label')).toContain('2 hashes');

  // By machine: with few nonces a header, extraNonce counts up before the block is there.
  await bench.getByRole('tab', { name: 'By machine' }).click();
  await bench.getByRole('combobox', { name: 'Nonces of a header' }).click();
  await page.getByRole('option', { name: /4,096/ }).click();
  await bench.getByRole('button', { name: 'Mine a block' }).click();
  await bench.getByText('Found', { exact: true }).waitFor({ timeout: 50_000 });
  expect(await bench.getByText(/^Nonce .* after .* tries\.$/).textContent()).toMatch(/extraNonce/);

  await bench.getByRole('tab', { name: 'The genesis challenge' }).click();
  await bench.getByLabel('First nonce').fill('2083230000');
  await bench.getByRole('button', { name: /^Begin/ }).click();
  const card = bench.getByRole('region', { name: 'Result' });
  await card.waitFor({ timeout: 30_000 });
  expect(await card.textContent()).toContain('2,083,236,893');
  expect(await card.textContent()).toContain(
    '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
  );

  // A picture to take home, a PNG of its own.
  const download = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Save as a picture' }).click();
  expect((await download).suggestedFilename()).toBe('chainroom-nonce-2083236893.png');

  for (const name of ['By hand', 'By machine', 'Compare', 'Difficulty', 'New coins']) {
    await bench.getByRole('tab', { name }).click();
    expect(await studio.violations('[data-panel=inspector]'), name).toEqual([]);
  }

  // Away, and the network is back.
  await bench.getByRole('button', { name: 'Close' }).click();
  await bench.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: 'Network' }).first().waitFor();
}, 120_000);

test('the genesis challenge goes on where it was after a reload', async () => {
  studio = await openStudio();
  const { page } = studio;
  const open = async () => {
    await studio.press('h');
    await page.getByRole('tab', { name: 'The genesis challenge' }).click();
  };
  await open();
  await page.getByRole('button', { name: 'Begin at 0' }).click();
  await expect.poll(() => page.getByText(/^Nonces tried: [1-9]/).count(), { timeout: 30_000 }).toBe(1);
  await page.reload();
  await studio.untilAlive();
  await open();
  await page.getByText(/^Paused at nonce [1-9]/).waitFor();
  await page.getByRole('button', { name: 'Give up' }).click();
  await page.getByRole('button', { name: 'Begin at 0' }).waitFor();
}, 120_000);
