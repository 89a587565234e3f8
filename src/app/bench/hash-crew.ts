import { transfer, wrap } from 'comlink';
import type { BenchService } from '#workers/bench-service';
import type { HashService } from '#workers/hash-service';
import type { RemoteHashService } from '#workers/search-pool';
import { createWorker, type WorkerKind } from '../create-worker.ts';

/** The hash workers of the bench, apart from those of the simulation. */
export interface HashCrew {
  /** One for each worker, at least one. */
  readonly services: readonly RemoteHashService[];
  /** Ends the workers at once; what they were asked rejects. */
  close(): void;
}

/** Starts `count` hash workers.
 * @throws {Error} where not even one worker can be had */
export function startHashCrew(count: number, create: (kind: WorkerKind) => Worker = createWorker): HashCrew {
  const started: { readonly service: RemoteHashService; close(): void }[] = [];
  for (let i = 0; i < count; i++) {
    try {
      started.push(startHasher(create('hash')));
    } catch (reason) {
      if (started.length === 0) throw reason;
      break; // no more workers to be had
    }
  }
  return {
    services: started.map(({ service }) => service),
    close: () => {
      for (const each of started) each.close();
    },
  };
}

function startHasher(worker: Worker) {
  const remote = wrap<HashService>(worker);
  const { ended, end } = ending();
  worker.addEventListener('error', () => end('a hash worker could not run'));
  const service: RemoteHashService = {
    search: (batch, ticket) => Promise.race([remote.search(batch, ticket), ended]),
    cancel: (ticket) => remote.cancel(ticket),
  };
  const close = () => {
    worker.terminate();
    end('the workers were ended');
  };
  return { service, close };
}

/** The graphics processor behind a worker, as one more service. */
export interface GpuMember {
  readonly service: RemoteHashService;
  readonly description: string;
  close(): void;
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
  const { ended, end } = ending();
  worker.addEventListener('error', () => end('the worker of the graphics processor could not run'));
  const { port1, port2 } = new MessageChannel();
  const close = () => {
    worker.terminate();
    port2.close();
    end('the worker was ended');
  };
  try {
    const description = await Promise.race([
      wrap<BenchService>(worker).serveGpu(transfer(port1, [port1])),
      ended,
    ]);
    if (description === undefined) {
      close();
      return undefined;
    }
    const remote = wrap<HashService>(port2);
    return {
      description,
      close,
      service: {
        search: (batch, ticket) => Promise.race([remote.search(batch, ticket), ended]),
        cancel: (ticket) => remote.cancel(ticket),
      },
    };
  } catch {
    close();
    return undefined;
  }
}

/** A worker that measures, to be asked once and closed. */
export function startMeasuring(create: (kind: WorkerKind) => Worker = createWorker): {
  readonly service: Pick<BenchService, 'measure'>;
  close(): void;
} {
  const worker = create('bench');
  const remote = wrap<BenchService>(worker);
  const { ended, end } = ending();
  worker.addEventListener('error', () => end('the measuring worker could not run'));
  return {
    service: { measure: (name, millis) => Promise.race([remote.measure(name, millis), ended]) },
    close() {
      worker.terminate();
      end('the worker was ended');
    },
  };
}

/** A promise that only ever rejects, so that a question to a dead worker does not stay open for ever. */
function ending(): { readonly ended: Promise<never>; end(reason: string): void } {
  let reject!: (reason: Error) => void;
  const ended = new Promise<never>((_, fail) => {
    reject = fail;
  });
  ended.catch(() => {});
  return { ended, end: (reason) => reject(new Error(reason)) };
}
