import type { Worker } from 'node:worker_threads';
import type { BatchRequest, Tally } from '#experiments/experiment';
import { mergeTallies } from '#experiments/merge-tallies';
import type { ExperimentThreadAnswer, ExperimentThreadRequest } from './experiment-thread.ts';
import { startThread } from './start-thread.ts';

/** Trials of one cell that one thread tries at once. */
interface Chunk {
  readonly cell: number;
  readonly first: number;
  readonly count: number;
}

/** A batch while it is being tried. */
export interface BatchUnderWay {
  /** What is known of each cell so far. Which threads tried what does not show in it. */
  readonly tallies: readonly Tally[];
  /** Trials done, of all cells. */
  readonly done: number;
  /** Settles when every trial is done, or after `stop`. */
  readonly finished: Promise<void>;
  /** Ends the threads at once; what they have not handed in is lost. */
  stop(): void;
}

/** A piece of work should take about this long: short enough that stopping loses little. */
const chunkMillis = 200;
const fastestGrowth = 4;

/** Tries a batch that `checkBatch` has passed; with one thread in this one, between its other events. */
export function runBatch(batch: BatchRequest, threadCount: number, clock: () => number): BatchUnderWay {
  const tallies: Tally[] = batch.cells.map(() => ({ trials: 0, sums: {}, histograms: {} }));
  const threads =
    threadCount > 1 ? Array.from({ length: threadCount }, () => startThread('./experiment-thread.ts')) : [];
  let done = 0;
  let stopped = false;
  let cell = 0;
  let next = 0;
  let size = 1;

  const nextChunk = (): Chunk | undefined => {
    if (stopped || cell >= batch.cells.length) return undefined;
    const count = Math.min(size, batch.trials - next);
    const chunk = { cell, first: next, count };
    next += count;
    if (next === batch.trials) {
      next = 0;
      cell++;
      // Another cell may be slower by far.
      size = Math.max(1, Math.floor(size / fastestGrowth));
    }
    return chunk;
  };

  const take = ({ cell: of, count }: Chunk, tally: Tally, millis: number): void => {
    tallies[of] = mergeTallies(tallies[of]!, tally);
    done += count;
    size = Math.max(
      1,
      Math.min(count * fastestGrowth, Math.round((count * chunkMillis) / Math.max(millis, 1))),
    );
  };

  const workHere = async (): Promise<void> => {
    // With threads, this one has no need of the engine.
    const [{ runTrials }, { bestSearch }] = await Promise.all([
      import('#experiments/run-trials'),
      import('#mining/best-search'),
    ]);
    for (let chunk = nextChunk(); chunk !== undefined; chunk = nextChunk()) {
      const began = clock();
      const tally = runTrials(batch, chunk.cell, chunk.first, chunk.count, bestSearch());
      take(chunk, tally, clock() - began);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  let giveUp: () => void = () => {};
  const given = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const feed = (thread: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const send = (request: ExperimentThreadRequest): void => thread.postMessage(request);
      let current: Chunk | undefined;
      let began = 0;
      const handOut = (): void => {
        current = nextChunk();
        began = clock();
        if (current === undefined) resolve();
        else send({ kind: 'run', ...current });
      };
      thread.on('message', ({ tally }: ExperimentThreadAnswer) => {
        if (current !== undefined) take(current, tally, clock() - began);
        handOut();
      });
      thread.on('error', reject);
      send({ kind: 'open', batch });
      handOut();
    });

  const work = threads.length === 0 ? workHere() : Promise.all(threads.map((thread) => feed(thread)));

  const close = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.terminate()));
  };
  return {
    tallies,
    get done() {
      return done;
    },
    finished: Promise.race([work, given]).then(close),
    stop() {
      stopped = true;
      giveUp();
    },
  };
}
