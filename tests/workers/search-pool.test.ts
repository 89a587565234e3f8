import * as Comlink from 'comlink';
import { describe, expect, it } from 'vitest';
import { bestSearch } from '../../src/mining/best-search.ts';
import { searchReference } from '../../src/mining/search-reference.ts';
import { createHashService, type HashService } from '../../src/workers/hash-service.ts';
import { createMessagePause } from '../../src/workers/message-pause.ts';
import { createSearchPool } from '../../src/workers/search-pool.ts';
import { toTarget } from '../mining/naive-search.ts';
import { genesisHeader, genesisTarget } from '../mining/search-properties.ts';

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const services = (count: number) =>
  Array.from({ length: count }, () => createHashService(bestSearch(), pause));
const clock = () => performance.now();
const hopeless = { header: genesisHeader, target: toTarget(0n), firstNonce: 0, count: 4_294_967_296 };

describe('hash service', () => {
  it('answers batches in order and cancels the one that is named', async () => {
    const [service] = services(1);
    const short = { ...hopeless, target: genesisTarget, firstNonce: 2_083_236_000, count: 5_000 };
    const long = service!.search([short, hopeless, hopeless], 1);
    const next = service!.search([short], 2);
    await pause();
    service!.cancel(99);
    service!.cancel(1);
    const [first, second, third] = await long;
    expect(first).toEqual({ nonce: 2_083_236_893, tried: 894 });
    expect(second!.nonce).toBe(-1);
    expect(second!.tried).toBeGreaterThan(0);
    expect(second!.tried).toBeLessThan(hopeless.count);
    expect(third).toEqual({ nonce: -1, tried: 0 });
    expect(await next).toEqual([{ nonce: 2_083_236_893, tried: 894 }]);
  });
});

describe('search pool', () => {
  for (const count of [1, 2, 3]) {
    it(`gives the reference's answers with ${count} services`, async () => {
      const batch = Array.from({ length: 40 }, (_, i) => {
        const header = Uint8Array.from(genesisHeader);
        header[4] = i;
        return {
          header,
          target: toTarget((1n << BigInt(256 - (i % 14))) - 1n),
          firstNonce: 1000 * i,
          count: 100 * i,
        };
      });
      const results = await createSearchPool(services(count), clock).search(batch);
      expect(results.map(({ nonce }) => nonce)).toEqual(batch.map((search) => searchReference(search).nonce));
    });
  }

  it('finds the nonce of the genesis block across services', async () => {
    const pool = createSearchPool(services(2), clock);
    const search = {
      header: genesisHeader,
      target: genesisTarget,
      firstNonce: 2_083_100_000,
      count: 1_000_000,
    };
    expect((await pool.search([search]))[0]!.nonce).toBe(2_083_236_893);
    const rates = pool.rates();
    expect(rates.every(({ hashes }) => hashes > 0)).toBe(true);
    expect(rates.reduce((sum, { hashes }) => sum + hashes, 0)).toBeGreaterThanOrEqual(136_894);
  });

  it('tells how far it is, and stops when asked', async () => {
    const search = createSearchPool(services(2), clock).begin([hopeless]);
    while (search.results()[0]!.tried === 0) await pause();
    search.cancel();
    const [result] = await search.done;
    expect(result!.nonce).toBe(-1);
    expect(result!.tried).toBeGreaterThan(0);
    expect(result!.tried).toBeLessThan(hopeless.count);
  });

  it('goes on without a service that fails, and says so when none is left', async () => {
    const broken: HashService = { search: () => Promise.reject(new Error('worker gone')), cancel: () => {} };
    const search = { ...hopeless, count: 50_000 };
    const pool = createSearchPool([broken, ...services(1), broken], clock);
    expect(await pool.search([search])).toEqual([{ nonce: -1, tried: 50_000 }]);
    expect(await pool.search([search])).toEqual([{ nonce: -1, tried: 50_000 }]);
    await expect(createSearchPool([broken], clock).search([search])).rejects.toThrow('worker gone');
  });

  it('works through message ports', async () => {
    const pauseByMessage = createMessagePause();
    const { port1, port2 } = new MessageChannel();
    Comlink.expose(createHashService(bestSearch(), pauseByMessage), port1);
    const pool = createSearchPool([Comlink.wrap<HashService>(port2)], clock);
    const batch = [
      { header: genesisHeader, target: genesisTarget, firstNonce: 2_083_200_000, count: 100_000 },
    ];
    expect(await pool.search(batch)).toEqual([{ nonce: 2_083_236_893, tried: 36_894 }]);
    port1.close();
    port2.close();
  });
});
