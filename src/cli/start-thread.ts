import { Worker } from 'node:worker_threads';

/** Starts a thread that runs a file of this folder.
 * @param name e.g. `./hash-thread.ts` */
export function startThread(name: string): Worker {
  // Node 20 runs no TypeScript, and a loader that is named in `execArgv` does not reach the thread's own file.
  const start =
    "import('tsx/esm/api').then(({ register }) => { register(); import(require('worker_threads').workerData); })";
  return new Worker(start, {
    eval: true,
    workerData: new URL(name, import.meta.url).href,
    // What a trial makes dies with it: with room, little of it is ever copied.
    resourceLimits: { maxYoungGenerationSizeMb: 128 },
  });
}
