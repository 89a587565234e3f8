import * as Comlink from 'comlink';
import type { HashService } from '#workers/hash-service';
import { createSearchPool } from '#workers/search-pool';
import type { ContenderService } from './contender-worker.ts';
import { header, hopelessTarget } from './header.ts';
import { type ContenderName, contenderNames, type MiningResults } from './results.ts';

/* Measures in this browser and sends the results to where the page came from. Everything that is compared is measured
 * in turns, so that a busy machine slows all of it alike. */

const settings = new URLSearchParams(location.search);
const windows = Number(settings.get('windows') ?? 7);
const windowMillis = Number(settings.get('millis') ?? 300);
const longSearch = { header, target: hopelessTarget, firstNonce: 0, count: 4_294_967_296 };

async function measureAll(): Promise<MiningResults> {
  const single = await measureSingle();
  const pooled = await measurePooled();
  return {
    userAgent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    ...{ windows, windowMillis, single, pooled },
    startMillis: await measureStarts(),
    cancelMillis: await measureCancels(),
    smallJobs: await measureSmallJobs(),
  };
}

async function measureSingle(): Promise<Record<ContenderName, number>> {
  const { remote, worker } = startContender();
  const rates = Object.fromEntries(contenderNames.map((name) => [name, [] as number[]])) as Record<
    ContenderName,
    number[]
  >;
  for (const name of contenderNames) {
    await remote.verify(name);
    await remote.measure(name, 500);
  }
  for (let i = 0; i < windows; i++) {
    for (const name of contenderNames) rates[name].push(await remote.measure(name, windowMillis));
  }
  worker.terminate();
  return Object.fromEntries(contenderNames.map((name) => [name, median(rates[name])])) as Record<
    ContenderName,
    number
  >;
}

async function measurePooled() {
  const workers = [startHasher(), startHasher()];
  const clock = () => performance.now();
  const pools = [
    createSearchPool([workers[0]!.remote], clock),
    createSearchPool(
      workers.map((w) => w.remote),
      clock,
    ),
  ];
  const rates: number[][] = [[], []];
  for (let i = -1; i < windows; i++) {
    for (const [which, pool] of pools.entries()) {
      const before = sumOf(pool.rates());
      const began = performance.now();
      const search = pool.begin([longSearch]);
      await new Promise((resolve) => setTimeout(resolve, 2 * windowMillis));
      search.cancel();
      await search.done;
      if (i >= 0) rates[which]!.push((sumOf(pool.rates()) - before) / (performance.now() - began));
    }
  }
  for (const { worker } of workers) worker.terminate();
  return { one: median(rates[0]!), two: median(rates[1]!) };
}

async function measureStarts(): Promise<readonly number[]> {
  const starts: number[] = [];
  for (let i = 0; i < windows; i++) {
    const { remote, worker } = startContender();
    const marks = await remote.timeline(1_000);
    worker.terminate();
    starts.push(fullSpeedAfter(marks));
  }
  return starts;
}

/** When the speed over 20 ms first was 90 % of its median in the second half. */
function fullSpeedAfter(marks: readonly (readonly [number, number])[]): number {
  const end = marks.at(-1)![0];
  const speeds = marks.flatMap(([time, nonces], i) => {
    const from = marks.slice(0, i).findLast((mark) => mark[0] <= time - 20);
    return from ? [{ from: from[0], time, speed: (nonces - from[1]) / (time - from[0]) }] : [];
  });
  const full = median(speeds.filter(({ time }) => time > end / 2).map(({ speed }) => speed));
  return speeds.find(({ speed }) => speed >= 0.9 * full)?.from ?? end;
}

async function measureCancels(): Promise<readonly number[]> {
  const { remote, worker } = startHasher();
  const delays: number[] = [];
  for (let ticket = 0; ticket < 120; ticket++) {
    const answer = remote.search([longSearch], ticket);
    await new Promise((resolve) => setTimeout(resolve, ticket === 0 ? 500 : 5 + (ticket % 17)));
    const began = performance.now();
    void remote.cancel(ticket);
    await answer;
    if (ticket >= 20) delays.push(performance.now() - began);
  }
  worker.terminate();
  return delays.sort((left, right) => left - right);
}

async function measureSmallJobs() {
  const { remote, worker } = startContender();
  await remote.measure('kernel', 500);
  const jobs: { nonces: number; micros: number }[] = [];
  for (const nonces of [0, 10, 100, 1_000]) {
    const micros: number[] = [];
    for (let i = 0; i < windows; i++) micros.push(await remote.smallJobs(nonces, windowMillis / 3));
    jobs.push({ nonces, micros: median(micros) });
  }
  worker.terminate();
  return jobs;
}

function startContender() {
  const worker = new Worker(new URL('./contender-worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: Comlink.wrap<ContenderService>(worker) };
}

function startHasher() {
  const worker = new Worker(new URL('../../../src/workers/hash-worker.ts', import.meta.url), {
    type: 'module',
  });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage(port1, [port1]);
  return { worker, remote: Comlink.wrap<HashService>(port2) };
}

function sumOf(rates: readonly { readonly hashes: number }[]): number {
  return rates.reduce((sum, { hashes }) => sum + hashes, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
}

const body = await measureAll().then(
  (results) => JSON.stringify({ results }),
  (error: unknown) => JSON.stringify({ error: String(error) }),
);
await fetch('./results', { method: 'POST', body });
