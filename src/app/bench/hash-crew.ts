import { type Remote, transfer, wrap } from 'comlink';
import type { BenchService } from '#workers/bench-service';
import type { HashService } from '#workers/hash-service';
import type { RemoteHashService } from '#workers/search-pool';
import { createWorker, type WorkerKind } from '../create-worker.ts';
import {
  type CrewMember,
  type MortalWorker,
  startCrew,
  type WorkerCrew,
  watchWorker,
} from '../worker-crew.ts';

/** The hash workers of the bench, apart from those of the simulation. */
export type HashCrew = WorkerCrew<RemoteHashService>;

/** Starts `count` hash workers.
 * @throws {Error} where not even one worker can be had */
export function startHashCrew(count: number, create: (kind: WorkerKind) => Worker = createWorker): HashCrew {
  return startCrew(count, () => {
    const worker = create('hash');
    const mortal = watchWorker(worker);
    return { service: hashService(wrap<HashService>(worker), mortal), close: mortal.close };
  });
}

function hashService(remote: Remote<HashService>, { unlessGone }: MortalWorker): RemoteHashService {
  return {
    search: (batch, ticket) => unlessGone(remote.search(batch, ticket)),
    cancel: (ticket) => remote.cancel(ticket),
  };
}

/** The graphics processor behind a worker, as one more service. */
export interface GpuMember extends CrewMember<RemoteHashService> {
  readonly description: string;
}

/** Looks for a graphics processor that computes; undefined where there is none. */
export async function startGpu(
  create: (kind: WorkerKind) => Worker = createWorker,
): Promise<GpuMember | undefined> {
  let worker: Worker;
  try {
    worker = create('bench');
  } catch {
    return undefined;
  }
  const { port1, port2 } = new MessageChannel();
  const mortal = watchWorker(worker, () => port2.close());
  const { close } = mortal;
  try {
    const bench = wrap<BenchService>(worker);
    const description = await mortal.unlessGone(bench.serveGpu(transfer(port1, [port1])));
    if (description !== undefined)
      return { description, close, service: hashService(wrap<HashService>(port2), mortal) };
  } catch {
    // It could not run: there is none.
  }
  close();
  return undefined;
}

/** A worker that measures, to be asked once and closed. */
export function startMeasuring(
  create: (kind: WorkerKind) => Worker = createWorker,
): CrewMember<Pick<BenchService, 'measure'>> {
  const worker = create('bench');
  const remote = wrap<BenchService>(worker);
  const { unlessGone, close } = watchWorker(worker);
  return { service: { measure: (name, millis) => unlessGone(remote.measure(name, millis)) }, close };
}
