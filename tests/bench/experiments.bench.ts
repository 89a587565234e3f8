/** Trials per second in Node, beside the pure hashing that they contain. `npm run bench -- experiments`
 *
 * The rival does nothing but the same number of hashes with the same kernel, in pieces of the same size, in the same
 * process, in turns with the trials: what is between the two is the network, the rules and the scheduler. Processor time
 * is compared, so that a busy machine does not distort the ratio; the last line is the wall clock on all cores. */
import { availableParallelism } from 'node:os';
import type { BatchRequest, Cell, ExperimentId } from '#experiments/experiment';
import { runTrials } from '#experiments/run-trials';
import { bestSearch } from '#mining/best-search';
import { runBatch } from '../../src/cli/run-batch.ts';

const search = bestSearch();
const rounds = 5;

/** Trials in one round: about half a second each. */
const workloads: readonly (readonly [ExperimentId, Cell, number])[] = [
  ['double-spend', { q: 0.3, z: 6, win: 'ahead', preMined: 0, giveUp: 12 }, 100],
  ['double-spend', { q: 0.1, z: 1, win: 'level', preMined: 0, giveUp: 12 }, 150],
];

function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds for so many hashes, `piece` at a time, each piece with a header of its own as in a race of miners. */
function hashAlone(hashes: number, piece: number): number {
  const header = new Uint8Array(80);
  const target = new Uint8Array(32);
  const words = new DataView(header.buffer);
  const start = cpuMillis();
  for (let done = 0; done < hashes; done += piece) {
    words.setUint32(0, done);
    search({ header, target, firstNonce: 0, count: Math.min(piece, hashes - done) });
  }
  return cpuMillis() - start;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

console.log('Trials on the real engine in one Node thread, and the same hashes alone.');
console.log('experiment     q    z   trials/s   ms a trial   blocks   hashes   hashing alone, ms   ratio');
for (const [experiment, cell, trials] of workloads) {
  const batch: BatchRequest = { experiment, seed: 1, trials, cells: [cell] };
  runTrials(batch, 0, 1_000_000, trials, search);
  const measured = Array.from({ length: rounds }, (_, round) => {
    const start = cpuMillis();
    const { sums } = runTrials(batch, 0, round * trials, trials, search);
    const millis = cpuMillis() - start;
    // A search of a trial ends at a find or with its window: about 60 tries.
    return { millis, alone: hashAlone(sums.hashes!, 60), blocks: sums.blocks!, hashes: sums.hashes! };
  });
  const millis = median(measured.map((one) => one.millis)) / trials;
  const alone = median(measured.map((one) => one.alone)) / trials;
  const ratio = median(measured.map((one) => one.millis / one.alone));
  const mean = (of: 'blocks' | 'hashes') =>
    measured.reduce((sum, one) => sum + one[of], 0) / (rounds * trials);
  console.log(
    [
      experiment.padEnd(13),
      String(cell.q).padStart(3),
      String(cell.z).padStart(4),
      (1_000 / millis).toFixed(0).padStart(10),
      millis.toFixed(2).padStart(12),
      mean('blocks').toFixed(1).padStart(8),
      mean('hashes').toFixed(0).padStart(8),
      alone.toFixed(2).padStart(19),
      ratio.toFixed(2).padStart(7),
    ].join(' '),
  );
}

const [experiment, cell] = workloads[0]!;
const threads = availableParallelism();
const batch: BatchRequest = { experiment, seed: 1, trials: Number(process.argv[2] ?? 2_000), cells: [cell] };
const start = performance.now();
await runBatch(batch, threads, () => performance.now()).finished;
const seconds = (performance.now() - start) / 1_000;
console.log(
  `\n${batch.trials} trials of the first kind on ${threads} threads, their start included: ${seconds.toFixed(1)} s by the clock, ${(batch.trials / seconds).toFixed(0)} trials/s.`,
);
