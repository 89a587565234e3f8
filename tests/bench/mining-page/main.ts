import * as Comlink from 'comlink';
import type { HashService } from '#workers/hash-service';
import { createSearchPool } from '#workers/search-pool';
import type { ContenderService } from './contender-worker.ts';
import { header, hopelessTarget } from './header.ts';
import { type ContenderName, contenderNames, type MiningResults } from './results.ts';

/* Measures in this browser and sends the results to where the page came from. Everything that is compared is measured
 * in the same round, and every other round goes backwards, so that a busy machine slows all of it alike. */

const settings = new URLSearchParams(location.search);
const rounds = Number(settings.get('windows') ?? 9);
const windowMillis = Number(settings.get('millis') ?? 300);
const longSearch = { header, target: hopelessTarget, firstNonce: 0, count: 4_294_967_296 };

async function measureAll(): Promise<MiningResults> {
  const native = [...(await measureNative())];
  const single = await measureSingle();
  native.push(...(await measureNative()));
  return {
    userAgent: navigator.userAgent,
    cores: navigator.hardwareConcurrency,
    ...{ windowMillis, single, native },
    pooled: await measurePooled(),
    pauses: await measurePauses(),
    startMillis: await measureStarts(),
    cancelMillis: await measureCancels(),
    smallJobs: await measureSmallJobs(),
    simulation: await measureSimulation(),
  };
}

/** Calls each of these once a round, in alternating order; one list of results each. */
async function inTurns<Name extends string>(
  count: number,
  measures: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(measures) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < count; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      results[name].push(await measures[name]());
    }
  }
  return results;
}

async function measureSingle(): Promise<Record<ContenderName, readonly number[]>> {
  const { remote, worker } = startContender();
  for (const name of contenderNames) {
    await remote.verify(name);
    await remote.measure(name, 500);
  }
  const rates = await inTurns(
    rounds,
    Object.fromEntries(
      contenderNames.map((name) => [name, () => remote.measure(name, windowMillis)]),
    ) as Record<ContenderName, () => Promise<number>>,
  );
  worker.terminate();
  return rates;
}

/** Rates of the native miner, which whoever serves this page runs while nothing else is measured. */
async function measureNative(): Promise<readonly number[]> {
  return (await fetch('./native')).json() as Promise<number[]>;
}

async function measurePooled() {
  const workers = [startHasher(), startHasher()];
  const clock = () => performance.now();
  const remotes = workers.map(({ remote }) => remote);
  const measure = (services: typeof remotes) => {
    const pool = createSearchPool(services, clock);
    return async () => {
      const before = sumOf(pool.rates());
      const began = performance.now();
      const search = pool.begin([longSearch]);
      await delay(2 * windowMillis);
      search.cancel();
      await search.done;
      return (sumOf(pool.rates()) - before) / (performance.now() - began);
    };
  };
  const both = measure(remotes);
  await both(); // both have optimised code from then on
  const rates = await inTurns(rounds, { one: measure(remotes.slice(0, 1)), two: both });
  for (const { worker } of workers) worker.terminate();
  return rates;
}

/** Slices of a window in which the service with pauses and the one without take turns. */
const slices = 8;

async function measurePauses() {
  const { remote, worker } = startContender();
  const nonces = Math.ceil((await remote.measure('kernel', 500)) * windowMillis);
  await remote.served(nonces, slices);
  const withThem: number[] = [];
  const without: number[] = [];
  for (let round = 0; round < 2 * rounds; round++) {
    const rates = await remote.served(nonces, slices);
    withThem.push(rates.withThem);
    without.push(rates.without);
  }
  worker.terminate();
  return { withThem, without };
}

async function measureStarts(): Promise<readonly number[]> {
  const starts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { remote, worker } = startContender();
    const marks = await remote.timeline(700);
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
  for (let ticket = 0; ticket < 220; ticket++) {
    const answer = remote.search([longSearch], ticket);
    await delay(ticket === 0 ? 500 : 5 + (ticket % 17));
    const began = performance.now();
    void remote.cancel(ticket);
    await answer;
    if (ticket >= 20) delays.push(performance.now() - began);
  }
  worker.terminate();
  return delays;
}

async function measureSmallJobs() {
  const { remote, worker } = startContender();
  await remote.measure('kernel', 500);
  const jobs: { nonces: number; fresh: number[]; later: number[] }[] = [];
  for (const nonces of [0, 10, 100, 1_000]) {
    // Byte 36 lies in the Merkle root, 68 in the time.
    const measure = (byte: number) => () => remote.smallJobs(nonces, byte, windowMillis / 6);
    jobs.push({ nonces, ...(await inTurns(rounds, { fresh: measure(36), later: measure(68) })) });
  }
  worker.terminate();
  return jobs;
}

/** Simulated minutes of a run: some twenty blocks. */
const simulatedMinutes = 200;

async function measureSimulation() {
  const { remote, worker } = startContender();
  const hashes = new Set<string>();
  const simulate = (name: 'rolled' | 'kernel') => async () => {
    const { blocksPerSecond, traceHash } = await remote.simulate(name, simulatedMinutes);
    hashes.add(traceHash);
    return blocksPerSecond;
  };
  await simulate('kernel')();
  const rates = await inTurns(5, { rolled: simulate('rolled'), kernel: simulate('kernel') });
  worker.terminate();
  if (hashes.size !== 1) throw new Error('the searchers do not give the same history');
  return rates;
}

function startContender() {
  const worker = new Worker(new URL('./contender-worker.ts', import.meta.url), { type: 'module' });
  return { worker, remote: Comlink.wrap<ContenderService>(worker) };
}

function startHasher() {
  const worker = new Worker(new URL('../../../src/workers/hash-worker.ts', import.meta.url), {
    type: 'module',
  });
  return { worker, remote: Comlink.wrap<HashService>(worker) };
}

function sumOf(rates: readonly { readonly hashes: number }[]): number {
  return rates.reduce((sum, { hashes }) => sum + hashes, 0);
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[values.length >> 1] ?? 0;
}

function delay(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

const body = await measureAll().then(
  (results) => JSON.stringify({ results }),
  (error: unknown) => JSON.stringify({ error: String(error) }),
);
await fetch('./results', { method: 'POST', body });
