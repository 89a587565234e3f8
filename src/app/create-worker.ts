/** The kinds of worker that the page runs. */
export type WorkerKind = 'simulation' | 'hash' | 'bench' | 'experiment' | 'rehearsal';

/** Creates every worker of the page, so that where their code lies is said in one place.
 * @throws {Error} where the browser has no module workers, or a policy forbids them */
export function createWorker(kind: WorkerKind): Worker {
  switch (kind) {
    case 'simulation':
      return new Worker(new URL('../workers/simulation-worker.ts', import.meta.url), {
        type: 'module',
        name: 'simulation',
      });
    case 'hash':
      return new Worker(new URL('../workers/hash-worker.ts', import.meta.url), {
        type: 'module',
        name: 'hash',
      });
    case 'bench':
      return new Worker(new URL('../workers/bench-worker.ts', import.meta.url), {
        type: 'module',
        name: 'bench',
      });
    case 'experiment':
      return new Worker(new URL('../workers/experiment-worker.ts', import.meta.url), {
        type: 'module',
        name: 'experiment',
      });
    case 'rehearsal':
      return new Worker(new URL('../workers/rehearsal-worker.ts', import.meta.url), {
        type: 'module',
        name: 'rehearsal',
      });
  }
}
