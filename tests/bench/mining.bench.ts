/** Header search in an installed browser: the kernel beside what else a page could use, all in one run.
 * `npm run bench:mining [-- --windows 15] [--millis 300] [--firefox]`
 *
 * The absolute figures say more about the machine and its other tenants than about the code; the ratios are what counts.
 * Each is the median over rounds of a ratio taken within the round; the brackets hold the middle half of the rounds.
 * A rival outside the browser (pooler's `minerd` in the PATH) is measured before and after the rest when it is there. */
import { spawn } from 'node:child_process';
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
    windows: { type: 'string', default: '9' },
    millis: { type: 'string', default: '300' },
    firefox: { type: 'boolean', default: false },
  },
});
const chromiumFlags = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const files = await bundlePage();
const inOne = await inChromium(files);
report('Chromium', inOne);
if (options.firefox) {
  const firefox = findInPath(['firefox-esr', 'firefox']);
  if (firefox === undefined) console.log('\nNo Firefox in the PATH.');
  else {
    const inOther = await inFirefox(files, firefox);
    report('Firefox', inOther);
    const share = middle(inOther.single.kernel)[1] / middle(inOne.single.kernel)[1];
    goal('kernel, Firefox / Chromium', [share, share, share], '≥', 0.9, '×');
  }
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
    if (path === '/native') {
      void nativeRates().then((rates) => response.end(JSON.stringify(rates)));
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
  const { single, pooled, pauses, native, smallJobs, simulation } = results;
  const { noble, subtle, rolled, kernel } = single;
  const minerd = middle(native)[1];
  console.log(`\n${browser}: ${results.userAgent}`);
  console.log(
    `${results.cores} cores; ${kernel.length} rounds of ${results.windowMillis} ms windows, in turns\n`,
  );
  row('noble, naive', noble, noble);
  row('crypto.subtle', subtle, noble);
  row('rolled JavaScript', rolled, noble);
  row('WebAssembly kernel', kernel, noble);
  row('hash worker, through the pool', pooled.one);
  row('two hash workers', pooled.two);
  if (native.length > 0) row('minerd, native', native);
  console.log('');
  goal('kernel / noble', middle(ratios(kernel, noble)), '≥', 38, '×');
  if (native.length > 0) {
    goal('kernel / minerd', middle(kernel.map((rate) => rate / minerd)), '≥', 0.55, '×');
  }
  goal('two workers / one', middle(ratios(pooled.two, pooled.one)), '≥', 1.93, '×');
  const cost = ratios(pauses.withThem, pauses.without).map((ratio) => 100 * (1 - ratio));
  goal('cost of pauses', middle(cost), '≤', 1, '%');
  goal('full speed after', middle(results.startMillis), '≤', 150, 'ms');
  const cancels = [...results.cancelMillis].sort((left, right) => left - right);
  const late = cancels[Math.floor(0.95 * cancels.length)]!;
  goal('cancel, 95th percentile', [middle(cancels)[0], late, late], '≤', 5, 'ms');
  console.log(`  cancel, median                 ${middle(cancels)[1].toFixed(2)} ms`);
  console.log('\n  one search                     fresh header   same but for the time');
  for (const { nonces, fresh, later } of smallJobs) {
    const [some, less] = [fresh, later].map((micros) => `${middle(micros)[1].toFixed(2)} µs`.padStart(10));
    console.log(`  of ${String(nonces).padStart(4)} nonces               ${some}     ${less}`);
  }
  const gain = middle(ratios(simulation.kernel, simulation.rolled));
  console.log('\n  network simulation as fast as it goes, one thread');
  console.log(`  with rolled JavaScript         ${middle(simulation.rolled)[1].toFixed(1)} blocks/s`);
  console.log(`  with the kernel                ${middle(simulation.kernel)[1].toFixed(1)} blocks/s`);
  console.log(`  gain                           ${describe(gain, '×')}`);
}

function row(name: string, perMilli: readonly number[], base?: readonly number[]): void {
  const rate = (middle(perMilli)[1] / 1000).toFixed(3).padStart(8);
  const ratio = base ? `${middle(ratios(perMilli, base))[1].toFixed(1).padStart(6)} × noble` : '';
  console.log(`  ${name.padEnd(30)} ${rate} MH/s  ${ratio}`.trimEnd());
}

function goal(name: string, value: Middle, comparison: '≥' | '≤', wanted: number, unit: string): void {
  const met = comparison === '≥' ? value[1] >= wanted : value[1] <= wanted;
  console.log(
    `  ${name.padEnd(30)} ${describe(value, unit).padEnd(24)} ${met ? 'meets' : 'misses'} ${comparison} ${wanted} ${unit}`,
  );
}

/** First quartile, median, third quartile. */
type Middle = readonly [number, number, number];

function describe([low, value, high]: Middle, unit: string): string {
  return `${value.toFixed(2)} ${unit} [${low.toFixed(2)} … ${high.toFixed(2)}]`;
}

/** Round by round. */
function ratios(values: readonly number[], bases: readonly number[]): readonly number[] {
  return values.map((value, round) => value / bases[round]!);
}

function middle(values: readonly number[]): Middle {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.25), at(0.5), at(0.75)];
}

/** Hashes per millisecond of one minerd thread, as often as it says so; empty when it is not there. */
async function nativeRates(): Promise<readonly number[]> {
  const minerd = findInPath(['minerd']);
  if (minerd === undefined) return [];
  const miner = spawn(minerd, ['--benchmark', '-a', 'sha256d', '-t', '1']);
  let output = '';
  for (const stream of [miner.stdout, miner.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise((resolve) => miner.once('exit', resolve));
  const timer = setTimeout(() => miner.kill(), 8_000);
  await ended;
  clearTimeout(timer);
  return [...output.matchAll(/([\d.]+) khash\/s/g)].map((match) => Number(match[1]));
}

function findInPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
