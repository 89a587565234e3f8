import { describe, expect, test } from 'vitest';
import { benchBlock } from '#app/bench/bench-block';
import { difficultyAt } from '#app/bench/difficulty-scale';
import { createMachine } from '#app/bench/machine';
import { type MiningJob, mineBlock } from '#app/bench/mine-block';
import { mineSeries } from '#app/bench/mine-series';
import { hashHeader } from '#bitcoin/primitives/block-header';
import { searchReference } from '#mining/search-reference';
import { brokenCrew, fakeCrew } from './fake-crew.ts';

const clock = () => performance.now();
const difficulty = difficultyAt(11);
const request = { message: '', bits: difficulty.bits, serial: 3 };
const headerAt = (extraNonce: number) => benchBlock({ ...request, extraNonce }).headerBytes;

function jobWith(nonceSpace: number): MiningJob {
  return { headerAt, target: difficulty.target, nonceSpace, firstNonce: 0 };
}

/** One nonce after the other, header after header. */
function naive({ headerAt, nonceSpace }: MiningJob) {
  for (let extraNonce = 0; ; extraNonce++) {
    const header = headerAt(extraNonce)!;
    const { nonce } = searchReference({
      header,
      target: difficulty.targetBytes,
      firstNonce: 0,
      count: nonceSpace,
    });
    if (nonce >= 0) return { extraNonce, nonce, tries: extraNonce * nonceSpace + nonce + 1 };
  }
}

describe('mining one block', () => {
  for (const workers of [1, 3]) {
    for (const nonceSpace of [256, 1000, 2 ** 32]) {
      test(`${workers} workers find the first winner among headers of ${nonceSpace} nonces`, async () => {
        const job = jobWith(nonceSpace);
        const run = mineBlock(fakeCrew(workers).services, job, clock);
        const found = await run.done;
        expect(found).toMatchObject(naive(job));
        const { extraNonce, nonce, hash } = found!;
        expect(hashHeader({ ...benchBlock({ ...request, extraNonce }).header, nonce })).toBe(hash);
        expect(run.progress().hashes).toBeGreaterThanOrEqual(found!.tries);
      });
    }
  }

  test('the best hash so far is the smallest of all that were tried', async () => {
    const job = {
      ...jobWith(2 ** 32),
      target: 0n,
      headerAt: (extra: number) => (extra === 0 ? headerAt(0) : undefined),
    };
    const run = mineBlock(fakeCrew(1).services, { ...job, nonceSpace: 3000 }, clock);
    expect(await run.done).toBeUndefined();
    expect(run.progress().hashes).toBe(3000);
    let best = 'f';
    const { header } = benchBlock({ ...request, extraNonce: 0 });
    for (let nonce = 0; nonce < 3000; nonce++) {
      const hash = hashHeader({ ...header, nonce });
      if (hash < best) best = hash;
    }
    expect(run.progress().best?.hash).toBe(best);
  });

  test('a cancel ends it within a step', async () => {
    const run = mineBlock(fakeCrew(2).services, { ...jobWith(2 ** 32), target: 0n }, clock);
    setTimeout(run.cancel, 5);
    expect(await run.done).toBeUndefined();
  });
});

describe('a series of blocks', () => {
  for (const nonceSpace of [512, 2 ** 32]) {
    test(`counts the tries of each in order, headers of ${nonceSpace} nonces`, async () => {
      const headerOf = (serial: number, extraNonce: number) =>
        benchBlock({ ...request, serial, extraNonce }).headerBytes;
      const run = mineSeries(
        fakeCrew(3).services,
        {
          headerAt: headerOf,
          target: difficulty.targetBytes,
          expectedTries: difficulty.tries,
          nonceSpace,
          firstSerial: 10,
          blocks: 20,
        },
        clock,
      );
      await run.done;
      const expected = Array.from(
        { length: 20 },
        (_, i) => naive({ ...jobWith(nonceSpace), headerAt: (extra) => headerOf(10 + i, extra) }).tries,
      );
      expect(run.tries()).toEqual(expected);
    });
  }
});

describe('the machine', () => {
  const idleAgain = (machine: ReturnType<typeof createMachine>) =>
    expect.poll(() => machine.store.getState().phase, { timeout: 5000 }).toBe('idle');

  test('mines, tells how it ended, and keeps its workers until it stops', async () => {
    const crews: ReturnType<typeof fakeCrew>[] = [];
    const machine = createMachine((count) => {
      const crew = fakeCrew(count);
      crews.push(crew);
      return crew;
    }, clock);
    machine.startBlock(jobWith(2 ** 32), difficulty.tries, 2);
    await idleAgain(machine);
    expect(machine.store.getState()).toMatchObject({ ended: 'found', found: naive(jobWith(2 ** 32)) });
    machine.startBlock(jobWith(256), difficulty.tries, 2);
    await idleAgain(machine);
    expect(machine.store.getState().found).toMatchObject(naive(jobWith(256)));
    expect(crews).toHaveLength(1);
    machine.stop();
    expect(crews[0]!.isClosed()).toBe(true);
  });

  test('a cancel is answered at once, and nothing that comes later counts', async () => {
    const machine = createMachine(fakeCrew, clock);
    machine.startBlock({ ...jobWith(2 ** 32), target: 0n }, 1, 1);
    machine.cancel();
    const { phase, ended } = machine.store.getState();
    expect({ phase, ended }).toEqual({ phase: 'idle', ended: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(machine.store.getState().ended).toBe('cancelled');
  });

  test('series add up while the difficulty stays', async () => {
    const machine = createMachine(fakeCrew, clock);
    const job = (firstSerial: number, expectedTries: number) => ({
      headerAt: (serial: number, extraNonce: number) =>
        benchBlock({ ...request, serial, extraNonce }).headerBytes,
      target: difficultyAt(5).targetBytes,
      expectedTries,
      nonceSpace: 2 ** 32,
      firstSerial,
      blocks: 10,
    });
    machine.startSeries(job(0, 32), 2);
    await idleAgain(machine);
    machine.startSeries(job(10, 32), 2);
    await idleAgain(machine);
    expect(machine.store.getState().tries).toHaveLength(20);
    machine.startSeries(job(20, 33), 2);
    await idleAgain(machine);
    expect(machine.store.getState().tries).toHaveLength(10);
  });

  test('workers that fail, or cannot be had, are said to have failed', async () => {
    const broken = createMachine(brokenCrew, clock);
    broken.startBlock(jobWith(2 ** 32), 1, 1);
    await expect.poll(() => broken.store.getState().ended).toBe('failed');
    const none = createMachine(() => {
      throw new Error('no workers here');
    }, clock);
    none.startBlock(jobWith(2 ** 32), 1, 1);
    expect(none.store.getState()).toMatchObject({ phase: 'idle', ended: 'failed' });
  });
});
