import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

let studio: StudioPage;
afterEach(() => closeStudios(studio));

/** The same batch at a shell prompt. */
async function csvOfShell(): Promise<string> {
  const options = ['--q', '0.3', '--z', '0..1', '--trials', '150', '--seed', '3', '--csv'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', 'tsx', 'src/cli/main.ts', 'experiment', 'double-spend'],
    ...options,
  ]);
  return stdout;
}

async function openExperiments() {
  await studio.press('6');
  const panel = studio.page.locator('[data-panel=stage], [data-panel=experiments]');
  await panel.getByRole('tab', { name: 'Double spend' }).waitFor();
  return panel;
}

test('a batch is run, cancelled, found again after a reload, and goes on; its numbers are the shell’s', async () => {
  studio = await openStudio();
  const { page } = studio;
  await studio.pause();
  let panel = await openExperiments();
  await panel.getByLabel(/^Attacker’s share/).fill('30 %');
  await panel.getByLabel(/^Confirmations/).fill('0..1');
  await panel.getByLabel('Seed').fill('3');
  // Too many to be over before anybody can cancel.
  await panel.getByLabel('Trials for each point').fill('50000');
  await panel.getByRole('button', { name: 'Run 100,000 trials' }).click();
  await panel.getByText(/^[1-9][\d,]* of 100,000 trials/).waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  const paused = await panel.getByText(/^Paused: [\d,]+ of 100,000/).textContent();

  await page.reload();
  await studio.untilAlive();
  await studio.pause();
  panel = await openExperiments();
  await panel.getByText(paused ?? '').waitFor();
  expect(await panel.getByLabel(/^Attacker’s share/).inputValue()).toBe('0.3');
  await panel.getByRole('button', { name: 'Go on' }).click();
  await panel.getByText(/trials\/s/).waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  const done = (words: string | null) => Number(/[\d,]+/.exec(words ?? '')?.[0].replaceAll(',', ''));
  const later = await panel.getByText(/^Paused: [\d,]+ of 100,000/).textContent();
  expect(done(later)).toBeGreaterThan(done(paused));

  await panel.getByLabel('Trials for each point').fill('150');
  await panel.getByRole('button', { name: 'Run 300 trials' }).click();
  await panel.getByText(/^Done: 300 trials/).waitFor({ timeout: 60_000 });
  expect(await panel.getByRole('img', { name: /^Double spends/ }).getAttribute('aria-label')).toMatch(
    /\d of 2 points lie inside/,
  );

  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export: Double spends that succeed' }).click();
  await page.getByRole('menuitem', { name: 'Numbers as CSV' }).click();
  const csv = await readFile(await (await download).path(), 'utf8');
  expect(csv.trim()).toBe((await csvOfShell()).trim());

  const picture = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export: Double spends that succeed' }).click();
  await page.getByRole('menuitem', { name: 'Picture as PNG' }).click();
  const png = await readFile(await (await picture).path());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(1920);

  await panel.getByText('The numbers').first().click();
  expect(await studio.violations('[data-panel=stage]')).toEqual([]);
}, 120_000);

test('what cannot be run is refused beside its field, and the picture stays', async () => {
  studio = await openStudio();
  await studio.pause();
  const panel = await openExperiments();
  await panel.getByLabel(/^Attacker’s share/).fill('0.3, 1');
  await panel.getByText('1 is too large: it must stay below 1.').waitFor();
  await panel.getByLabel(/^Confirmations/).fill('-1');
  await panel.getByText('-1 is too small: at least 0.').waitFor();
  expect(await panel.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
  expect(await panel.getByRole('img').count()).toBe(2);

  await panel.getByRole('tab', { name: 'Propagation' }).click();
  await panel.getByLabel(/^Nodes/).fill('1000000');
  await panel.getByText(/^1000000 is too large: at most/).waitFor();

  // The next view gives the room back.
  await studio.press('Escape'); // leaves the field
  await studio.press('1');
  await studio.page.getByRole('region', { name: 'Network' }).first().waitFor();
});

test('the run on the page goes on a hundred times from here; what is counted stays through a cancel', async () => {
  studio = await openStudio();
  const { page } = studio;
  await studio.pause();
  await studio.press('6');
  await page.getByRole('tab', { name: 'From here' }).click();
  const panel = page.getByRole('region', { name: 'Repeat it' });
  await page.getByRole('combobox', { name: 'Each trial ends after' }).click();
  await page.getByRole('option', { name: '1 block’s time', exact: true }).click();
  await panel.getByRole('button', { name: 'Repeat ×100' }).click();
  await panel.getByText(/^[2-9] of 100 trials · .* left · \d+ workers?$/).waitFor({ timeout: 30_000 });
  await panel.getByRole('button', { name: 'Cancel' }).click();
  const paused = await panel.getByText(/^Paused: \d+ of 100 trials are done and kept/).textContent();
  // The workers are gone as soon as the browser can end them.
  const working = () => page.workers().filter((worker) => worker.url().includes('experiment-worker')).length;
  await expect.poll(working, { timeout: 2_000 }).toBe(0);
  const kept = Number(/\d+/.exec(paused ?? '')?.[0]);
  await panel.getByText(new RegExp(`^It happened in \\d+ of ${kept} trials`)).waitFor();
  await panel.getByRole('button', { name: 'Go on' }).press('Enter');
  await panel.getByText(/^Done: 100 trials/).waitFor({ timeout: 60_000 });
  await panel.getByText(/^It happened in \d+ of 100 trials: .*, with 95 % certainty/).waitFor();
  // The button that was pressed has gone; the keyboard stays where it was.
  await panel.locator('button:focus', { hasText: 'Forget and start over' }).waitFor();
}, 120_000);

test('on a phone, dark and in Chinese, each experiment fits and passes axe', async () => {
  studio = await openStudio({ width: 390, height: 844, language: 'zh-CN', theme: 'dark' });
  const { page } = studio;
  await studio.in('zh-CN').pause();
  await page.getByRole('tab', { name: '实验', exact: true }).click();
  for (const name of ['双花', '自私挖矿', '挖矿收入']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.getByRole('button', { name: /^运行/ }).waitFor();
    expect(await studio.overflow(), name).toBe(0);
    expect(await studio.violations('[data-panel=experiments]'), name).toEqual([]);
  }
});
