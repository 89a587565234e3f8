import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { closeStudios, openStudio } from './open-studio.ts';
import type { StudioPage } from './studio-page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
let studio: StudioPage;
afterEach(() => closeStudios(studio));

async function chainroom(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tsx, join(root, 'src/cli/main.ts'), ...args],
    { cwd: root },
  );
  return stdout;
}

async function saveFile(): Promise<string> {
  await studio.header.getByRole('button', { name: 'Share' }).click();
  const download = studio.page.waitForEvent('download');
  await studio.page.getByRole('menuitem', { name: 'Save as a file' }).click();
  return (await download).path();
}

test('what happened in Chromium happens again in Node, with all proof of work done afresh', async () => {
  studio = await openStudio();
  await studio.openScenario('Two blocks at once');
  // The story stops at the fork and asks the class.
  await studio.page.getByRole('button', { name: 'Go on' }).click({ timeout: 60_000 });
  await studio.untilTime(150);
  await studio.pause();
  const file = await saveFile();
  const replayed = JSON.parse(await chainroom('replay', file, '--verify', '--json'));
  expect(replayed.matches).toBe(true);
  expect(replayed.expected).toMatch(/^[0-9a-f]{32}$/);
  expect(replayed.blocks).toBeGreaterThanOrEqual(2);
  expect(replayed.hashes).toBeGreaterThan(0);
  const fromLedger = JSON.parse(await chainroom('replay', file, '--json'));
  expect(fromLedger.traceHash).toBe(replayed.traceHash);
  expect(fromLedger.hashes).toBe(0);
}, 120_000);

test('a run saved at the shell opens in the page and goes on with the same history', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'chainroom-')), 'run.json');
  await chainroom('run', 'double-spend', '--seed', '7', '--until', '20m', '--save', file);
  studio = await openStudio();
  await studio.header.getByRole('button', { name: 'Share' }).click();
  const chooser = studio.page.waitForEvent('filechooser');
  await studio.page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await chooser).setFiles(file);
  await studio.header.getByRole('button', { name: 'Double spend' }).waitFor();
  await studio.pause();
  const again = JSON.parse(await chainroom('replay', await saveFile(), '--verify', '--json'));
  expect(again.matches).toBe(true);
}, 120_000);
