import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HashCrew } from './hash-crew.ts';
import { luckOf } from './luck.ts';
import { type MinedHash, type MiningJob, mineBlock, type WorkerRate } from './mine-block.ts';
import { mineSeries, type SeriesJob } from './mine-series.ts';
import { paced } from './paced.ts';

/** What the miners of the bench have done and are doing. */
export interface MachineState {
  readonly phase: 'idle' | 'block' | 'series';
  /** How the last run ended. */
  readonly ended: 'found' | 'cancelled' | 'exhausted' | 'finished' | 'failed' | undefined;
  /** Milliseconds since the run began. */
  readonly millis: number;
  readonly hashes: number;
  readonly expectedTries: number;
  readonly best: MinedHash | undefined;
  readonly found: MinedHash | undefined;
  readonly extraNonce: number;
  readonly workers: readonly WorkerRate[];
  /** Tries of each block of the series. */
  readonly tries: readonly number[];
  /** Expected tries while these were mined: another target begins another series. */
  readonly triesExpected: number;
}

/** The miners behind the machine tab. */
export interface Machine {
  readonly store: StoreApi<MachineState>;
  startBlock(job: MiningJob, expectedTries: number, workers: number): void;
  startSeries(job: SeriesJob, workers: number): void;
  cancel(): void;
  clearSeries(): void;
  /** Cancels and ends the workers. */
  stop(): void;
}

const idle: MachineState = {
  phase: 'idle',
  ended: undefined,
  millis: 0,
  hashes: 0,
  expectedTries: 0,
  best: undefined,
  found: undefined,
  extraNonce: 0,
  workers: [],
  tries: [],
  triesExpected: 0,
};

/** Miners that start when they are first needed. */
export function createMachine(startCrew: (count: number) => HashCrew, clock: () => number): Machine {
  const store = createStore<MachineState>(() => idle);
  let crew: { readonly count: number; readonly hashers: HashCrew } | undefined;
  let run: { cancel(): void; readonly publish: () => void } | undefined;

  return {
    store,
    startBlock(job, expectedTries, workers) {
      begin('block', expectedTries);
      const began = clock();
      const pace = paced(() => publish());
      const mining = guarded(() => mineBlock(crewOf(workers).services, job, clock, pace.touch));
      if (mining === undefined) return;
      const own = { cancel: mining.cancel, publish: pace.flush };
      run = own;
      const publish = () => {
        if (run !== own) return;
        store.setState({ millis: clock() - began, ...mining.progress() });
      };
      mining.done.then(
        (found) => {
          if (run !== own) return;
          pace.flush();
          run = undefined;
          store.setState({ phase: 'idle', found, ended: found === undefined ? 'exhausted' : 'found' });
        },
        () => fail(own),
      );
    },
    startSeries(job, workers) {
      const { tries, triesExpected } = store.getState();
      const before = triesExpected === job.expectedTries ? tries : [];
      begin('series', job.expectedTries);
      const began = clock();
      const pace = paced(() => publish());
      const series = guarded(() => mineSeries(crewOf(workers).services, job, clock, pace.touch));
      if (series === undefined) return;
      const own = { cancel: series.cancel, publish: pace.flush };
      run = own;
      const publish = () => {
        if (run !== own) return;
        store.setState({
          millis: clock() - began,
          hashes: series.hashes(),
          tries: [...before, ...series.tries()],
          triesExpected: job.expectedTries,
        });
      };
      series.done.then(
        () => {
          if (run !== own) return;
          pace.flush();
          run = undefined;
          store.setState({ phase: 'idle', ended: 'finished' });
        },
        () => fail(own),
      );
    },
    cancel,
    clearSeries: () => store.setState({ tries: [], triesExpected: 0 }),
    stop() {
      cancel();
      crew?.hashers.close();
      crew = undefined;
    },
  };

  function begin(phase: 'block' | 'series', expectedTries: number): void {
    cancel();
    const { tries, triesExpected } = store.getState();
    store.setState({ ...idle, tries, triesExpected, phase, expectedTries });
  }

  function cancel(): void {
    if (run === undefined) return;
    const last = run;
    last.publish();
    run = undefined;
    last.cancel();
    store.setState({ phase: 'idle', ended: 'cancelled' });
  }

  function fail(own: typeof run): void {
    if (run !== own) return;
    run = undefined;
    crew?.hashers.close();
    crew = undefined;
    store.setState({ phase: 'idle', ended: 'failed' });
  }

  function guarded<Run>(start: () => Run): Run | undefined {
    try {
      return start();
    } catch {
      store.setState({ phase: 'idle', ended: 'failed' });
      return undefined;
    }
  }

  function crewOf(count: number): HashCrew {
    if (crew?.count !== count) {
      crew?.hashers.close();
      crew = { count, hashers: startCrew(count) };
    }
    return crew.hashers;
  }
}

/** The luck of a run so far; undefined before the first try. */
export function luckSoFar(state: Pick<MachineState, 'found' | 'hashes' | 'expectedTries'>) {
  const tries = state.found?.tries ?? state.hashes;
  return tries === 0 || state.expectedTries === 0 ? undefined : luckOf(tries, state.expectedTries);
}
