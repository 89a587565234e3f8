import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BatchRequest } from '#experiments/experiment';
import { mergeTallies } from '#experiments/merge-tallies';
import { paced } from '../bench/paced.ts';
import type { BatchKeeper } from './batch-keeper.ts';
import { batchKey } from './batch-key.ts';
import { type Chunk, type ChunkPlanner, createChunkPlanner } from './chunk-planner.ts';
import type { ExperimentCrew, RemoteExperimentService } from './experiment-crew.ts';
import { emptyResult, type PartialResult, progressOf } from './partial-result.ts';
import { addTrials, countTrials } from './trial-ranges.ts';

/** A batch as it is shown. */
export interface BatchState {
  /** `paused`: some of it is done and nobody is working on the rest. */
  readonly phase: 'empty' | 'running' | 'paused' | 'finished' | 'failed';
  /** Undefined while empty. */
  readonly result: PartialResult | undefined;
  readonly done: number;
  readonly total: number;
  readonly workers: number;
  /** Over the present run; 0 before the first chunk. */
  readonly trialsPerSecond: number;
  /** Milliseconds of work left; undefined before anything has been measured. */
  readonly millisLeft: number | undefined;
  /** Of the present or last run. */
  readonly millis: number;
  /** False once the browser has refused to keep the results. */
  readonly isKept: boolean;
  /** Why it failed, in the words of the machine. */
  readonly failure: string | undefined;
}

/** One place of the page where batches are run. */
export interface Batch {
  readonly store: StoreApi<BatchState>;
  /** Runs a batch; what is kept of it already is not done again. */
  start(request: BatchRequest): Promise<void>;
  /** Goes on with a paused batch. */
  resume(): void;
  /** Frees the workers at once and keeps what is done. */
  cancel(): void;
  /** Shows what is kept of this batch, without working on it. */
  recall(request: BatchRequest): Promise<void>;
  /** Shows the batch that was kept last at this place. */
  recallLast(): Promise<void>;
  /** Forgets the batch that is shown. */
  forget(): Promise<void>;
  /** Writes down at once whatever is not kept yet: for a page that may be about to go. */
  keepNow(): void;
}

/** What a batch needs of its surroundings. */
export interface BatchOptions {
  /** Where on the page it stands: each place finds its own last batch again. */
  readonly place: string;
  readonly workers: number;
  readonly startCrew: (count: number) => ExperimentCrew;
  readonly keeper: BatchKeeper;
  /** Milliseconds. */
  readonly clock: () => number;
}

interface Job {
  readonly crew: ExperimentCrew;
  readonly planner: ChunkPlanner;
  readonly began: number;
  readonly doneBefore: number;
  open: number;
}

/** One chunk is worked on while the next one waits in the worker: nobody waits for the page. */
const chunksPerWorker = 2;
/** Milliseconds between two looks at a growing batch, and between two copies of it. */
const lookEvery = 200;
const keepEvery = 400;

const empty: BatchState = {
  phase: 'empty',
  result: undefined,
  done: 0,
  total: 0,
  workers: 0,
  trialsPerSecond: 0,
  millisLeft: undefined,
  millis: 0,
  isKept: true,
  failure: undefined,
};

/** A place of the page where one batch at a time is run by workers, shown while it grows, and kept. */
export function createBatch(options: BatchOptions): Batch {
  const { keeper, clock, place } = options;
  const store = createStore<BatchState>(() => empty);
  /** Ahead of the store between two looks. */
  let result: PartialResult | undefined;
  let kept: PartialResult | undefined;
  let job: Job | undefined;
  /** Counts what was asked for, so that a late answer of the database does not take the place of something newer. */
  let asked = 0;
  const look = paced(publish, lookEvery);
  const keep = paced(keepResult, keepEvery);

  return {
    store,
    async start(request) {
      pause();
      const turn = ++asked;
      const here = result && continued(result, request);
      show(here ?? emptyResult(request));
      store.setState({ phase: 'running' });
      const earlier = here ?? (await keeper.load(request));
      if (turn !== asked) return;
      show(earlier ?? emptyResult(request));
      if (here === undefined) kept = earlier;
      run();
    },
    resume() {
      if (result === undefined || job !== undefined) return;
      asked++;
      run();
    },
    cancel() {
      asked++;
      pause();
    },
    async recall(request) {
      pause();
      const turn = ++asked;
      const earlier = await keeper.load(request);
      if (turn === asked) recalled(earlier);
    },
    async recallLast() {
      const turn = ++asked;
      const earlier = await keeper.last(place);
      if (turn === asked && result === undefined) recalled(earlier);
    },
    async forget() {
      pause();
      asked++;
      const request = result?.request;
      recalled(undefined);
      if (request !== undefined) await keeper.forget(request);
    },
    keepNow() {
      if (result !== kept) keep.flush();
    },
  };

  function recalled(earlier: PartialResult | undefined): void {
    kept = earlier;
    if (earlier === undefined) {
      result = undefined;
      store.setState(empty, true);
    } else {
      show(earlier);
    }
  }

  /** Puts a result on show that nobody is working on. */
  function show(next: PartialResult): void {
    result = next;
    store.setState({ ...empty, phase: restingPhase(next), result: next, ...progressOf(next) });
  }

  function run(): void {
    if (result === undefined) return;
    const { done, total } = progressOf(result);
    if (done >= total) {
      store.setState({ phase: 'finished' });
      return;
    }
    try {
      const crew = options.startCrew(options.workers);
      const planner = createChunkPlanner(
        result.request.trials,
        result.cells.map((cell) => cell.done),
      );
      job = { crew, planner, began: clock(), doneBefore: done, open: 0 };
      store.setState({ ...empty, phase: 'running', result, done, total, workers: crew.services.length });
      for (const service of crew.services) feed(job, service, result.request);
    } catch (reason) {
      fail(job, reason);
    }
  }

  function feed(own: Job, service: RemoteExperimentService, request: BatchRequest): void {
    service.open(request).catch((reason: unknown) => fail(own, reason));
    for (let i = 0; i < chunksPerWorker; i++) ask(own, service);
  }

  function ask(own: Job, service: RemoteExperimentService): void {
    const chunk = own.planner.next();
    if (chunk === undefined) return;
    own.open++;
    service.run(chunk.cell, chunk.first, chunk.count).then(
      ({ tally, millis }) => {
        if (job !== own) return;
        own.open--;
        own.planner.learn(chunk, millis);
        add(chunk, tally);
        ask(own, service);
        look.touch();
        keep.touch();
        if (own.open === 0) finish(own);
      },
      (reason: unknown) => fail(own, reason),
    );
  }

  function add(chunk: Chunk, tally: PartialResult['cells'][number]['tally']): void {
    if (result === undefined) return;
    const cells = [...result.cells];
    const cell = cells[chunk.cell]!;
    cells[chunk.cell] = {
      done: addTrials(cell.done, chunk.first, chunk.count),
      tally: mergeTallies(cell.tally, tally),
    };
    result = { ...result, cells };
  }

  function finish(own: Job): void {
    publish();
    own.crew.close();
    job = undefined;
    store.setState({ phase: 'finished', millisLeft: 0, workers: 0 });
    keep.flush();
  }

  function pause(): void {
    if (result !== undefined) publish();
    job?.crew.close();
    job = undefined;
    if (result === undefined) return;
    store.setState({ phase: restingPhase(result), workers: 0 });
    if (result !== kept) keep.flush();
  }

  function fail(own: Job | undefined, reason: unknown): void {
    if (job !== own) return;
    own?.crew.close();
    job = undefined;
    const failure = reason instanceof Error ? reason.message : String(reason);
    store.setState({ phase: 'failed', workers: 0, failure });
    if (result !== kept) keep.flush();
  }

  function publish(): void {
    if (result === undefined) return;
    const progress = progressOf(result);
    if (job === undefined) {
      store.setState({ result, ...progress });
      return;
    }
    const millis = clock() - job.began;
    const left = result.cells.map((cell) => result!.request.trials - countTrials(cell.done));
    const work = job.planner.millisFor(left);
    const news = progress.done - job.doneBefore;
    store.setState({
      result,
      ...progress,
      millis,
      trialsPerSecond: millis > 0 ? (news * 1000) / millis : 0,
      millisLeft: work === undefined ? undefined : work / job.crew.services.length,
    });
  }

  function keepResult(): void {
    if (result === undefined || progressOf(result).done === 0) return;
    const copy = result;
    kept = copy;
    void keeper.save(place, copy).then((isKept) => {
      if (store.getState().isKept !== isKept) store.setState({ isKept });
    });
  }
}

/** A result as the beginning of another batch with the same trials, at least as many; undefined where it is none. */
function continued(result: PartialResult, request: BatchRequest): PartialResult | undefined {
  const furthest = Math.max(0, ...result.cells.map(({ done }) => done.at(-1) ?? 0));
  return furthest <= request.trials && batchKey(result.request) === batchKey(request)
    ? { request, cells: result.cells }
    : undefined;
}

function restingPhase(result: PartialResult): BatchState['phase'] {
  const { done, total } = progressOf(result);
  return done >= total ? 'finished' : done > 0 ? 'paused' : 'empty';
}
