import { describe, expect, test } from 'vitest';
import { type ChallengeCrew, createGenesisChallenge, isOriginal } from '#app/bench/genesis-challenge';
import type { GpuMember } from '#app/bench/hash-crew';
import { raceCrew } from '#app/bench/race-crew';
import { brokenCrew, fakeCrew } from './fake-crew.ts';

const clock = () => performance.now();
const race = { workers: 1, gpu: undefined, device: '', gpuJoins: false };
const startCrew = async (): Promise<ChallengeCrew> => ({ ...fakeCrew(2), race });

function memory(start?: string) {
  let kept = start ?? null;
  const storage = {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
  return { storage: () => storage, kept: () => kept };
}

describe('the genesis challenge', () => {
  test('finds the nonce of 2009 and knows it', async () => {
    const { storage, kept } = memory();
    const challenge = createGenesisChallenge({ startCrew, clock, storage });
    challenge.start(2_083_236_000);
    await expect.poll(() => challenge.store.getState().phase).toBe('found');
    const { found, at } = challenge.store.getState();
    expect(found).toEqual({
      nonce: 2_083_236_893,
      hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f',
    });
    expect(at).toBe(2_083_236_894);
    expect(isOriginal(found!)).toBe(true);
    expect(isOriginal({ ...found!, nonce: 1 })).toBe(false);
    expect(kept()).toBeNull();
  });

  test('goes on after a pause, and after a reload', async () => {
    const { storage, kept } = memory();
    const challenge = createGenesisChallenge({ startCrew, clock, storage });
    challenge.start(100);
    await expect.poll(() => challenge.store.getState().at, { timeout: 5000 }).toBeGreaterThan(100);
    challenge.stop();
    const { phase, at } = challenge.store.getState();
    expect(phase).toBe('paused');
    expect(JSON.parse(kept()!)).toMatchObject({ from: 100, at });
    const reloaded = createGenesisChallenge({ startCrew, clock, storage });
    expect(reloaded.store.getState()).toMatchObject({ phase: 'paused', from: 100, at });
    reloaded.resume();
    await expect.poll(() => reloaded.store.getState().at, { timeout: 5000 }).toBeGreaterThan(at);
    reloaded.cancel();
    expect(reloaded.store.getState().phase).toBe('idle');
    expect(kept()).toBeNull();
  });

  test('says so when it began behind every winner', async () => {
    const challenge = createGenesisChallenge({ startCrew, clock, storage: memory().storage });
    challenge.start(4_294_960_000);
    await expect.poll(() => challenge.store.getState().phase, { timeout: 5000 }).toBe('missed');
  });

  test('a memory that makes no sense is no memory, and none at all is none needed', () => {
    for (const text of [
      '',
      'x',
      '[]',
      '7',
      '{"from":5,"at":3}',
      '{"from":-1,"at":3}',
      '{"from":0,"at":4294967296}',
    ]) {
      const challenge = createGenesisChallenge({ startCrew, clock, storage: memory(text).storage });
      expect(challenge.store.getState().phase).toBe('idle');
    }
    const refused = createGenesisChallenge({
      startCrew,
      clock,
      storage: () => {
        throw new Error('SecurityError');
      },
    });
    refused.start(0);
    refused.stop();
    expect(refused.store.getState().phase).toBe('paused');
  });

  test('workers that fail leave it where it was', async () => {
    const challenge = createGenesisChallenge({
      startCrew: async () => ({ ...brokenCrew(), race }),
      clock,
      storage: memory().storage,
    });
    challenge.start(50);
    await expect.poll(() => challenge.store.getState().phase).toBe('failed');
    expect(challenge.store.getState().at).toBe(50);
  });

  test('a graphics processor that is lost on the way is named, and its nonces are tried by the others', async () => {
    const workers = fakeCrew(1);
    const gone = { search: () => Promise.reject(new Error('device lost')), cancel: () => {} };
    const challenge = createGenesisChallenge({
      startCrew: async () => ({
        services: [...workers.services, gone],
        close: workers.close,
        race: { workers: 1, gpu: 9, device: 'test device', gpuJoins: true },
      }),
      clock,
      storage: memory().storage,
    });
    challenge.start(2_083_236_893 - 200_000);
    await expect.poll(() => challenge.store.getState().phase, { timeout: 10_000 }).toBe('found');
    const { found, gpuLost } = challenge.store.getState();
    expect(found!.nonce).toBe(2_083_236_893);
    expect(gpuLost).toBe(true);
  });
});

describe('the race for a place in the crew', () => {
  /** Answers after 2 ms, with as many hashes as the rate allows. */
  const rated = (perMilli: number) => {
    let stop: () => void = () => {};
    return {
      search: async () => {
        const began = clock();
        await new Promise<void>((resolve) => {
          stop = resolve;
        });
        return [{ nonce: -1, tried: Math.round(perMilli * (clock() - began)) }];
      },
      cancel: () => stop(),
    };
  };
  const gpu = (perMilli: number): GpuMember & { closed: boolean } => {
    const member = {
      service: rated(perMilli),
      description: 'test device',
      closed: false,
      close: () => {
        member.closed = true;
      },
    };
    return member;
  };
  const hashers = { services: [rated(1000), rated(1000)], close: () => {} };

  test('a faster graphics processor joins the workers', async () => {
    const member = gpu(9000);
    const crew = await raceCrew(hashers, member, clock, 30);
    expect(crew.race.gpuJoins).toBe(true);
    expect(crew.services).toHaveLength(3);
    crew.close();
    expect(member.closed).toBe(true);
  });

  test('one that is slower than all workers together stays out', async () => {
    const member = gpu(1500);
    const crew = await raceCrew(hashers, member, clock, 30);
    expect(crew.race.gpuJoins).toBe(false);
    expect(crew.services).toHaveLength(2);
    expect(member.closed).toBe(true);
  });
});
