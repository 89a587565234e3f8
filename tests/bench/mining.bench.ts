/** Header search in an installed browser: the kernel beside what else a page could use, all in one run.
 * `npm run bench:mining [-- --windows 15] [--millis 300] [--firefox]`
 *
 * The absolute figures say more about the machine and its other tenants than about the code; the ratios are what counts.
 * Rivals outside the browser (pooler's `minerd` in the PATH) are measured beside it when they are there. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { findChromium } from '../../scripts/find-chromium.mjs';
import type { MiningResults } from './mining-page/results.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    windows: { type: 'string', default: '7' },
    millis: { type: 'string', default: '300' },
    firefox: { type: 'boolean', default: false },
  },
});
const chromiumFlags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const files = await bundlePage();
report('Chromium', await inChromium(files));
if (options.firefox) {
  const firefox = findInPath(['firefox-esr', 'firefox']);
  if (firefox === undefined) console.log('\nNo Firefox in the PATH.');
  else report('Firefox', await inFirefox(files, firefox));
}

/** The page and its workers as they are shipped: bundled and minified. */
async function bundlePage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const output = (await build({
    configFile: false,
    root: join(root, 'tests', 'bench', 'mining-page'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { write: false, target: 'es2022', modulePreload: false },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

/** Serves the page and waits for what it sends. */
async function serve<T>(
  pages: ReadonlyMap<string, string | Uint8Array>,
  visit: (url: string) => Promise<T>,
): Promise<{ readonly results: MiningResults; readonly visited: T }> {
  let settle!: (body: string) => void;
  const body = new Promise<string>((resolve) => {
    settle = resolve;
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        response.end();
        settle(Buffer.concat(chunks).toString());
      });
      return;
    }
    const file = pages.get(path === '/' ? '/index.html' : path);
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': path.endsWith('.js') ? 'text/javascript' : 'text/html',
      'Content-Security-Policy': "script-src 'self' 'wasm-unsafe-eval'",
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const visited = await visit(
    `http://127.0.0.1:${port}/?windows=${options.windows}&millis=${options.millis}`,
  );
  const answer = JSON.parse(await body) as { results?: MiningResults; error?: string };
  server.close();
  if (answer.results === undefined) throw new Error(answer.error);
  return { results: answer.results, visited };
}

async function inChromium(pages: ReadonlyMap<string, string | Uint8Array>): Promise<MiningResults> {
  const browser = await chromium.launch({ executablePath: await findChromium(root), args: chromiumFlags });
  try {
    const { results } = await serve(pages, async (url) => {
      const page = await browser.newPage();
      page.on('pageerror', (error) => console.error(error));
      await page.goto(url);
    });
    return results;
  } finally {
    await browser.close();
  }
}

/** Playwright drives only a Firefox of its own; a page that sends its results needs no driver. */
async function inFirefox(
  pages: ReadonlyMap<string, string | Uint8Array>,
  executable: string,
): Promise<MiningResults> {
  const profile = mkdtempSync(join(tmpdir(), 'mining-bench-'));
  const { results, visited } = await serve(pages, async (url) =>
    spawn(executable, ['--headless', '--no-remote', '--profile', profile, url], { stdio: 'ignore' }),
  );
  visited.kill();
  await new Promise((resolve) => visited.once('exit', resolve));
  rmSync(profile, { recursive: true, force: true });
  return results;
}

function report(browser: string, results: MiningResults): void {
  const { single, pooled, startMillis, cancelMillis, smallJobs } = results;
  const native = nativeRate();
  console.log(`\n${browser}: ${results.userAgent}`);
  console.log(
    `${results.cores} cores; medians of ${results.windows} windows of ${results.windowMillis} ms, in turns\n`,
  );
  row('noble, naive', single.noble, single.noble);
  row('crypto.subtle', single.subtle, single.noble);
  row('rolled JavaScript', single.rolled, single.noble);
  row('WebAssembly kernel', single.kernel, single.noble);
  if (native !== undefined) row('minerd, native', native, single.noble);
  row('hash worker, through the pool', pooled.one, single.noble);
  row('two hash workers', pooled.two, single.noble);
  console.log('');
  goal('kernel / noble', single.kernel / single.noble, '≥', 38, '×');
  if (native !== undefined) goal('kernel / minerd', single.kernel / native, '≥', 0.55, '×');
  goal('two workers / one', pooled.two / pooled.one, '≥', 1.93, '×');
  goal('cost of pauses', 100 * (1 - single.kernel / single.kernelWithoutPauses), '≤', 1, '%');
  goal('full speed after', median(startMillis), '≤', 150, 'ms');
  goal('cancel, 95th percentile', cancelMillis[Math.floor(0.95 * cancelMillis.length)]!, '≤', 5, 'ms');
  console.log(`  cancel, median                 ${median(cancelMillis).toFixed(2)} ms`);
  for (const { nonces, micros } of smallJobs) {
    console.log(`  search of ${String(nonces).padStart(4)} nonces          ${micros.toFixed(2)} µs`);
  }
}

function row(name: string, perMilli: number, base: number): void {
  const rate = (perMilli / 1000).toFixed(3).padStart(8);
  console.log(`  ${name.padEnd(30)} ${rate} MH/s  ${(perMilli / base).toFixed(1).padStart(6)} × noble`);
}

function goal(name: string, value: number, comparison: '≥' | '≤', wanted: number, unit: string): void {
  const met = comparison === '≥' ? value >= wanted : value <= wanted;
  const figure = `${value.toFixed(2)} ${unit}`.padEnd(10);
  console.log(`  ${name.padEnd(30)} ${figure} ${met ? 'meets' : 'misses'} ${comparison} ${wanted} ${unit}`);
}

/** Hashes per millisecond of one minerd thread, if it is there. */
function nativeRate(): number | undefined {
  const minerd = findInPath(['minerd']);
  if (minerd === undefined) return undefined;
  const { stderr, stdout } = spawnSync(minerd, ['--benchmark', '-a', 'sha256d', '-t', '1'], {
    timeout: 8_000,
  });
  const rates = [...`${stdout}${stderr}`.matchAll(/([\d.]+) khash\/s/g)].map((match) => Number(match[1]));
  return rates.length > 0 ? median(rates) : undefined;
}

function findInPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
}
