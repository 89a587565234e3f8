import type { Run } from '#simulation/run';
import type { SeedCondition } from '#workers/simulation-api';
import { seedRun } from './seed-run.ts';
import type { SimulationClient } from './simulation-client.ts';
import type { SeedSearch } from './studio-state.ts';

/** Seeds tried before giving up. */
export const seedLimit = 2_000;

export interface SeedSearchOptions {
  readonly run: Run;
  readonly condition: SeedCondition;
  readonly client: Pick<SimulationClient, 'trySeed' | 'seedTriers' | 'stopSeedTrials'>;
  readonly limit?: number;
  readonly onProgress: (search: SeedSearch) => void;
  readonly cancelled: AbortSignal;
}

/** Tries the seeds after the run's own, several at once, and finds the smallest step at which the condition holds:
 * the same seed whatever the number of workers.
 * @returns how the search ended; not found means the limit was reached or the search was cancelled */
export async function searchSeeds(options: SeedSearchOptions): Promise<SeedSearch> {
  const { run, condition, client, limit = seedLimit, onProgress, cancelled } = options;
  let next = 1;
  let tried = 0;
  let found = Number.POSITIVE_INFINITY;
  const progress = (running: boolean): SeedSearch => ({
    condition,
    tried,
    limit,
    foundSeed: found === Number.POSITIVE_INFINITY ? undefined : seedAfter(run.seed, found),
    running,
  });
  const stopped = new Promise<undefined>((resolve) => {
    if (cancelled.aborted) resolve(undefined);
    cancelled.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const tryMore = async () => {
    while (!cancelled.aborted && next <= limit && next < found) {
      const step = next++;
      const trial = await Promise.race([
        client.trySeed(seedRun(run, condition, seedAfter(run.seed, step)), condition),
        stopped,
      ]);
      if (trial === undefined) return;
      tried++;
      if (trial.found) found = Math.min(found, step);
      onProgress(progress(true));
    }
  };
  onProgress(progress(true));
  try {
    await Promise.all(Array.from({ length: client.seedTriers }, tryMore));
  } finally {
    client.stopSeedTrials();
  }
  return progress(false);
}

/** Seeds are uint32 and wrap around. */
function seedAfter(seed: number, step: number): number {
  return (seed + step) >>> 0;
}
