import { bestSearch } from '#mining/best-search';
import type { HeaderSearch, SearchResult } from '#mining/header-search';
import { searchReference } from '#mining/search-reference';
import { createGpuSearch } from '#workers/gpu-search';
import { createHashService } from '#workers/hash-service';
import { createMessagePause } from '#workers/message-pause';
import { raceServices } from '#workers/race-services';
import { createSearchPool } from '#workers/search-pool';

/** What the page found out; the test reads it from `document.title`'s neighbour, a global. */
export interface GpuReport {
  readonly available: boolean;
  readonly description: string;
  readonly compared: number;
  readonly differing: readonly {
    readonly search: string;
    readonly got: SearchResult;
    readonly want: SearchResult;
  }[];
  readonly genesis: SearchResult;
  readonly cancelled: SearchResult;
  readonly pooled: SearchResult;
  readonly race: readonly number[];
  readonly afterLoss: string;
  readonly pooledAfterLoss: SearchResult;
  readonly withoutGpu: boolean;
}

const genesis = {
  header: Uint8Array.from(
    `01000000${'00'.repeat(32)}3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d00000000`.match(
      /../g,
    )!,
    (pair) => Number.parseInt(pair, 16),
  ),
  target: new Uint8Array(32).fill(0xff, 4, 6),
};

/** A small generator, so that a failure can be had again. */
let seed = 20_090_103;
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

function anySearch(): HeaderSearch {
  const header = Uint8Array.from({ length: 80 }, () => random(256));
  const target = Uint8Array.from({ length: 32 }, () => random(256));
  const zeros = random(20);
  target.fill(0, 0, zeros >> 3);
  target[zeros >> 3]! >>= zeros & 7;
  const count = random(3) === 0 ? random(200_000) : random(500);
  const places = [0, 2 ** 31 - 100, 2 ** 32 - count, random(2 ** 32 - count)];
  return { header, target, firstNonce: places[random(places.length)]!, count };
}

async function examine(): Promise<GpuReport | { readonly available: false }> {
  const gpu = await createGpuSearch();
  if (!gpu) return { available: false };
  const differing: { search: string; got: SearchResult; want: SearchResult }[] = [];
  const searches = Array.from({ length: 120 }, anySearch);
  // A target equal to a hash wins, one less does not: both have the highest word in common with it.
  for (const search of searches.slice(0, 20)) {
    const exact = await crypto.subtle.digest(
      'SHA-256',
      await crypto.subtle.digest('SHA-256', withNonce(search, 7)),
    );
    const target = new Uint8Array(exact).reverse();
    const less = Uint8Array.from(target);
    less[31]! -= less[31] === 0 ? 0 : 1;
    searches.push(
      { ...search, target, firstNonce: 0, count: 20 },
      { ...search, target: less, firstNonce: 0, count: 20 },
    );
  }
  const results = await gpu.search(searches, 1);
  searches.forEach((search, i) => {
    const want = searchReference(search);
    const got = results[i]!;
    if (got.nonce !== want.nonce || got.tried !== want.tried)
      differing.push({ search: describe(search), got, want });
  });

  const [found] = await gpu.search([{ ...genesis, firstNonce: 2_083_236_893 - 100_000, count: 300_000 }], 2);
  const long = gpu.search(
    [{ header: genesis.header, target: new Uint8Array(32), firstNonce: 0, count: 2 ** 32 }],
    3,
  );
  setTimeout(() => gpu.cancel(3), 200);
  const [cancelled] = await long;

  const inline = createHashService(bestSearch(), createMessagePause());
  const clock = () => performance.now();
  const pool = createSearchPool([gpu, inline], clock);
  const [pooled] = await pool.search([{ ...genesis, firstNonce: 2_083_000_000, count: 1_000_000 }]);
  const race = await raceServices([gpu, inline], clock, 100);

  gpu.close();
  const afterLoss = await gpu.search([genesisEnd], 9).then(
    () => 'answered',
    () => 'rejected',
  );
  const [pooledAfterLoss] = await pool.search([genesisEnd]);
  return {
    available: true,
    ...{
      description: gpu.description,
      compared: searches.length,
      differing,
      genesis: found!,
      cancelled: cancelled!,
    },
    ...{ pooled: pooled!, race, afterLoss, pooledAfterLoss: pooledAfterLoss! },
    withoutGpu: (await createGpuSearch({ requestAdapter: async () => null } as unknown as GPU)) === undefined,
  };
}

const genesisEnd = { ...genesis, firstNonce: 2_083_200_000, count: 100_000 };

function withNonce({ header }: HeaderSearch, nonce: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(header);
  new DataView(bytes.buffer).setUint32(76, nonce, true);
  return bytes;
}

function describe({ header, target, firstNonce, count }: HeaderSearch): string {
  const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex(header)} ${hex(target)} ${firstNonce}+${count}`;
}

(globalThis as unknown as { report: unknown }).report = await examine().catch((error: unknown) => ({
  failed: String(error),
}));
