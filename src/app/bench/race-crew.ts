import { raceServices } from '#workers/race-services';
import type { RemoteHashService } from '#workers/search-pool';
import type { ChallengeCrew } from './genesis-challenge.ts';
import type { GpuMember, HashCrew } from './hash-crew.ts';

/** Brings workers and graphics processor together, if a short race shows that the latter is worth having: it must
 * alone beat all workers, since a driver in software would only take their cores away. */
export async function raceCrew(
  hashers: HashCrew,
  gpu: GpuMember | undefined,
  clock: () => number,
  millis?: number,
): Promise<ChallengeCrew> {
  const runners: RemoteHashService[] = [hashers.services[0]!];
  if (gpu !== undefined) runners.push(gpu.service);
  const [one = 0, gpuRate] = await raceServices(runners, clock, millis);
  const workers = one * hashers.services.length;
  const gpuJoins = gpu !== undefined && (gpuRate ?? 0) > workers;
  if (!gpuJoins) gpu?.close();
  return {
    services: gpuJoins ? [...hashers.services, gpu.service] : hashers.services,
    race: { workers, gpu: gpuRate, device: gpu?.description ?? '', gpuJoins },
    close() {
      hashers.close();
      if (gpuJoins) gpu.close();
    },
  };
}
