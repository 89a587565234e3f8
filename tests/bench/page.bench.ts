/** The page: how soon it lives, what a frame costs, how much it loads, how its heap behaves. `npm run bench -- page`
 *
 * Headless Chromium rasterises in software, so script time per frame (fold, draw and what React does in the same frame)
 * is reported beside the frames really delivered. A figure with its goal in brackets; ratios against the frame budget.
 * On a machine that others use too, wall time says little: so the processor time of the page's thread stands beside it,
 * and a fixed piece of arithmetic, timed in the same seconds, tells how much slower than alone the machine was. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { bestSearch } from '#mining/best-search';
import { findPrologue } from '#scenarios/shipped';
import { Describer, nothingDescribed } from '#simulation/describe';
import { Ledger } from '#simulation/ledger';
import { nextBelow, prngFor } from '#simulation/random/prng';
import { engineVersion } from '#simulation/run';
import { World } from '#simulation/world';
import { buildPage } from '../../scripts/build.mjs';
import { findChromium } from '../../scripts/find-chromium.mjs';
import { serveFolder } from '../../scripts/serve.mjs';
import { createHistory } from '../../src/app/create-history.ts';
import { createSceneReader } from '../../src/app/scene-at.ts';
import { largeScenario } from './large-scenario.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Real seconds in which frames are counted. */
const watchedSeconds = 15;
/** Simulated hours that an hour of following the story shows, about: a block takes some 5.5 s to watch. */
const playedHours = 110;

/** The loader marks functions with a helper that functions sent into the page miss. */
const nameHelper = 'globalThis.__name = (target) => target';

await seeks();
buildPage(root);
const server = await serveFolder(join(root, 'dist'), 0);
const executablePath = await findChromium(root);
const browser = await chromium.launch({
  args: flags,
  ...(executablePath === undefined ? {} : { executablePath }),
});
await opening();
for (const [size, goal] of [
  [8, 6],
  [200, 6],
  [1_000, 16],
] as const)
  await frames(size, goal);
await heapOverAnHour();
await browser.close();
await server.close();

/** A seek in a history of a million rows: the scene at a random playhead, in Node, with the page's own code. */
async function seeks(): Promise<void> {
  const scenario = largeScenario(200, { trafficMeanWaitMicros: 20_000_000, hashRate: 100 });
  const world = new World({
    run: { engine: engineVersion, scenario, seed: 5, actions: [] },
    prologue: findPrologue('classroom'),
    ledger: new Ledger(),
  });
  const history = createHistory();
  const describer = new Describer();
  const counts = nothingDescribed();
  const search = bestSearch();
  for (let time = 30_000_000; history.rowCount < 1_000_000; time += 30_000_000) {
    world.runUntil(time, search);
    history.append({
      reached: time,
      log: world.log_.drain(),
      records: describer.describe(world, counts),
      traceHash: '',
      hashesComputed: 0,
      hashesFromLedger: 0,
      waitingForHashes: false,
    });
  }
  const read = createSceneReader();
  const random = prngFor(1, 'seeks');
  const millis: number[] = [];
  for (let i = 0; i < 300; i++) {
    const time = nextBelow(random, Math.floor(history.reached / 1000)) * 1000;
    const start = performance.now();
    read(history, { time, index: history.rowsThrough(time) });
    millis.push(performance.now() - start);
  }
  console.log(
    `seek in ${history.rowCount} rows, 200 peers: median ${quantile(millis, 0.5).toFixed(2)} ms, worst ${quantile(millis, 1).toFixed(2)} ms [100]`,
  );
}

async function opening(): Promise<void> {
  const bytes = new Map<string, number>();
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(nameHelper);
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (/\.(js|css|html)$|\/$/.test(path))
      bytes.set(
        path,
        gzipSync(readFileSync(join(root, 'dist', path.endsWith('/') ? `${path}index.html` : path))).length,
      );
  });
  await page.goto(server.url);
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const canvas = document.querySelector('canvas');
          if (canvas !== null && canvas.width > 0) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await page.getByRole('button', { name: 'Pause' }).first().waitFor();
  const alive = await page.evaluate(() => performance.now());
  const total = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  const shipped = readdirSync(join(root, 'dist', 'assets'))
    .filter((name) => /\.(js|css)$/.test(name))
    .reduce((sum, name) => sum + gzipSync(readFileSync(join(root, 'dist', 'assets', name))).length, 0);
  console.log(`first picture ${(painted / 1000).toFixed(2)} s [2], alive ${(alive / 1000).toFixed(2)} s [3]`);
  console.log(
    `loaded to open ${(total / 1024).toFixed(0)} kB gzip [400]; all code that ships ${(shipped / 1024).toFixed(0)} kB`,
  );
  await page.close();
}

/** Script time of every animation frame while a network of this size plays its story, and the heap. */
async function frames(size: number, goal: number): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.addInitScript(nameHelper);
  await page.addInitScript(() => {
    const times: { script: number; at: number }[] = [];
    const native = window.requestAnimationFrame.bind(window);
    let frame = -1;
    window.requestAnimationFrame = (callback) =>
      native((now) => {
        const start = performance.now();
        if (now !== frame) times.push({ script: 0, at: now });
        frame = now;
        const entry = times[times.length - 1]!;
        // React draws panels in microtasks of the frame, and theirs in turn: they count as well.
        queueMicrotask(() =>
          queueMicrotask(() =>
            queueMicrotask(() => {
              entry.script += performance.now() - start;
            }),
          ),
        );
        callback(now);
      });
    const long: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) long.push(entry.duration);
    }).observe({ entryTypes: ['longtask'] });
    Object.assign(window, { benchFrames: times, benchLong: long });
  });
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Pause' }).first().waitFor();
  if (size > 8) await openFile(page, size);
  await page.waitForTimeout(6_000);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const processor = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), all: of('TaskDuration') };
  };
  const crowded = crowding();
  const before = await processor();
  const result = await page.evaluate(async (seconds) => {
    const { benchFrames, benchLong } = window as unknown as {
      benchFrames: { script: number; at: number }[];
      benchLong: number[];
    };
    benchFrames.length = 0;
    benchLong.length = 0;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return { scripts: benchFrames.map(({ script }) => script), long: [...benchLong] };
  }, watchedSeconds);
  const after = await processor();
  const { scripts, long } = result;
  const p95 = quantile(scripts, 0.95);
  const perFrame = (part: 'script' | 'all') => (after[part] - before[part]) / Math.max(1, scripts.length);
  console.log(
    `${String(size).padStart(5)} peers: script a frame median ${quantile(scripts, 0.5).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms [${goal}] (${(p95 / goal).toFixed(2)}× the budget), ` +
      `${(scripts.length / watchedSeconds).toFixed(0)} frames/s delivered, ${long.length} long tasks (worst ${Math.max(0, ...long).toFixed(0)} ms)`,
  );
  console.log(
    `             processor time a frame: script ${perFrame('script').toFixed(2)} ms, everything on the page's thread ${perFrame('all').toFixed(2)} ms; wall time was ${crowded().toFixed(2)}× processor time`,
  );
  await context.close();
}

/** Starts a fixed piece of arithmetic every tenth of a second; what is returned ends that, and tells how many times
 * longer than its own processor time it took: 1 on a machine of one's own. */
function crowding(): () => number {
  const ratios: number[] = [];
  const timer = setInterval(() => {
    const start = performance.now();
    const used = process.cpuUsage();
    let x = 1;
    for (let i = 0; i < 4_000_000; i++) x = (x * 1_103_515_245 + 12_345) | 0;
    if (x === 0) console.log(x);
    const { user, system } = process.cpuUsage(used);
    ratios.push((performance.now() - start) / Math.max(0.01, (user + system) / 1000));
  }, 100);
  return () => {
    clearInterval(timer);
    return Math.max(1, quantile(ratios, 0.5));
  };
}

/** The heap of the page while the first scenario plays at its fastest, every few simulated hours and after a collection,
 * for as many simulated hours as an hour of following the story shows. */
async function heapOverAnHour(): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Pause' }).first().waitFor();
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let notch = 0; notch < 20; notch++) await page.keyboard.press('ArrowUp');
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  const figures: string[] = [];
  for (let due = 0; due <= playedHours; ) {
    const hours = Number(await playhead.getAttribute('aria-valuenow')) / 3600;
    if (hours < due) {
      await page.waitForTimeout(500);
      continue;
    }
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await session.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    figures.push(
      `${hours.toFixed(0)} h ${(usedSize / 2 ** 20).toFixed(1)} + ${(backingStorageSize / 2 ** 20).toFixed(1)}`,
    );
    due += playedHours / 6;
  }
  console.log(`heap after so many simulated hours, objects + columns in MiB: ${figures.join(', ')}`);
  await context.close();
}

async function openFile(page: Page, size: number): Promise<void> {
  const file = join(await mkdtemp(join(tmpdir(), 'chainroom-')), `${size}.json`);
  await writeFile(
    file,
    JSON.stringify(largeScenario(size, { trafficMeanWaitMicros: 60_000_000, hashRate: 30 })),
  );
  await page.locator('header').getByRole('button', { name: 'Share' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /Open a file/ }).click();
  await (await chooser).setFiles(file);
  await page
    .getByRole('button', { name: new RegExp(`${size} peers`) })
    .first()
    .waitFor({ timeout: 60_000 });
  if (await page.getByRole('button', { name: 'Play' }).first().isVisible())
    await page.getByRole('button', { name: 'Play' }).first().click();
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
