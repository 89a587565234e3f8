import { type Remote, releaseProxy, transfer, wrap } from 'comlink';
import type { Run } from '#simulation/run';
import type { SeedCondition, SeedTrial, SimulationApi } from '#workers/simulation-api';
import { createWorker, type WorkerKind } from './create-worker.ts';

/** The simulation as the page sees it: every call crosses to a worker and comes back as a promise. */
export type RemoteSimulation = {
  readonly [Verb in keyof SimulationApi]: (
    ...parameters: Parameters<SimulationApi[Verb]>
  ) => Promise<Awaited<ReturnType<SimulationApi[Verb]>>>;
};

/** The workers behind the page: one that runs the world, some that search headers, some that try seeds. */
export interface SimulationClient {
  readonly simulation: RemoteSimulation;
  /** Workers that search headers; 0: the simulation worker does it itself. */
  readonly hashers: number;
  /** How many seeds are tried at once. */
  readonly seedTriers: number;
  /** Tries one seed in a worker of its own, apart from the world on the screen. */
  trySeed(run: Run, condition: SeedCondition): Promise<SeedTrial>;
  /** Ends the workers that try seeds; trials under way are never answered. */
  stopSeedTrials(): void;
  close(): void;
}

export interface SimulationClientOptions {
  /** Logical cores, `navigator.hardwareConcurrency`. */
  readonly cores: number;
  readonly create?: (kind: WorkerKind) => Worker;
}

/** More do not help: a search window at class difficulty is short. */
const mostHashers = 8;
const mostSeedTriers = 4;

/** Starts the simulation worker and one hash worker per core that is left over; with one core, or where they cannot be
 * started, headers are searched inside the simulation worker, with the same trace. */
export function createSimulationClient(options: SimulationClientOptions): SimulationClient {
  const { cores, create = createWorker } = options;
  const worker = create('simulation');
  const remote = wrap<SimulationApi>(worker);
  const hashers = startHashers(create, Math.min(mostHashers, Math.max(0, cores - 1)));
  const ports = hashers.map(({ port }) => port);
  const ready = ports.length === 0 ? Promise.resolve() : handOver(remote, ports);
  for (const { worker: hasher } of hashers) {
    hasher.addEventListener('error', () => {
      // A hash worker that cannot run would leave searches unanswered for ever: do without any.
      for (const each of hashers) each.worker.terminate();
      hashers.length = 0;
      void handOver(remote, []);
    });
  }
  let triers: { worker: Worker; remote: Remote<SimulationApi>; busy: number }[] = [];

  return {
    simulation: afterwards(remote, ready),
    get hashers() {
      return hashers.length;
    },
    seedTriers: Math.max(1, Math.min(mostSeedTriers, cores - 1)),
    async trySeed(run, condition) {
      let trier = triers.find(({ busy }) => busy === 0);
      if (trier === undefined) {
        const own = create('simulation');
        trier = { worker: own, remote: wrap<SimulationApi>(own), busy: 0 };
        triers.push(trier);
      }
      trier.busy++;
      try {
        return await trier.remote.trySeed(run, condition);
      } finally {
        trier.busy--;
      }
    },
    stopSeedTrials() {
      for (const trier of triers) trier.worker.terminate();
      triers = [];
    },
    close() {
      for (const trier of triers) trier.worker.terminate();
      for (const hasher of hashers) hasher.worker.terminate();
      remote[releaseProxy]();
      worker.terminate();
    },
  };
}

/** Each hash worker gets one end of a channel as its first message; the simulation worker gets the other. */
function startHashers(create: (kind: WorkerKind) => Worker, count: number) {
  const started: { worker: Worker; port: MessagePort }[] = [];
  for (let index = 0; index < count; index++) {
    try {
      const worker = create('hash');
      const { port1, port2 } = new MessageChannel();
      worker.postMessage(port1, [port1]);
      started.push({ worker, port: port2 });
    } catch {
      // No more workers to be had: the simulation worker searches with those there are, or by itself.
      break;
    }
  }
  return started;
}

async function handOver(remote: Remote<SimulationApi>, ports: MessagePort[]): Promise<void> {
  // biome-ignore lint/correctness/useHookAtTopLevel: a verb of the worker, not one of React's.
  await remote.useHashers(transfer(ports, ports));
}

/** The same verbs, none of which runs before `ready`. */
function afterwards(remote: Remote<SimulationApi>, ready: Promise<unknown>): RemoteSimulation {
  return {
    useHashers: (ports) => handOver(remote, ports),
    open: async (run, options) => {
      await ready;
      return remote.open(run, options);
    },
    advanceTo: (timeline, time) => remote.advanceTo(timeline, time),
    act: (timeline, at, seenTime, action) => remote.act(timeline, at, seenTime, action),
    setActions: (timeline, actions, seenTime) => remote.setActions(timeline, actions, seenTime),
    messageRows: (timeline, fromTime, toTime) => remote.messageRows(timeline, fromTime, toTime),
    inspect: (timeline, time, query) => remote.inspect(timeline, time, query),
    save: (timeline) => remote.save(timeline),
    verifyStep: (timeline) => remote.verifyStep(timeline),
    trySeed: (run, condition) => remote.trySeed(run, condition),
  };
}
