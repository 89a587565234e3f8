/** Double-spend trials per second in Node, forked from one keyframe, hashing included. `npm run bench -- trials` */
import { bestSearch } from '#mining/best-search';
import { Ledger } from '#simulation/ledger';
import { World } from '#simulation/world';
import { trialPrologue, trialRun } from './trial-world.ts';

const second = 1_000_000;
const search = bestSearch();
const prologue = trialPrologue();
const trials = Number(process.argv[2] ?? 300);
const window = Number(process.argv[3] ?? 10) * second;

function trial(seed: number) {
  const ledger = new Ledger();
  const world = new World({ run: trialRun(seed), prologue, ledger });
  for (let time = 0; ; time += 200 * second) {
    world.runUntil(time, search, window);
    world.log_.discard();
    const phase = world.nodes[3]!.attack?.phase ?? 0;
    if (phase >= 5 || world.blocks.length - 24 > 30)
      return {
        blocks: world.blocks.length - 24,
        hashes: ledger.computed,
        phase,
        events: world.variables.events,
      };
  }
}

for (let i = 0; i < trials / 3; i++) trial(i);
let blocks = 0,
  hashes = 0,
  won = 0,
  events = 0;
const start = process.cpuUsage();
for (let i = 0; i < trials; i++) {
  const result = trial(10_000 + i);
  blocks += result.blocks;
  hashes += result.hashes;
  events += result.events;
  if (result.phase === 5) won++;
}
const { user, system } = process.cpuUsage(start);
const micros = user + system;
console.log(
  `${trials} trials, ${won} won; ${(micros / trials / 1000).toFixed(2)} ms a trial, ${(micros / blocks).toFixed(1)} µs a block; ${(blocks / trials).toFixed(1)} blocks, ${(hashes / trials).toFixed(0)} hashes, ${(events / trials).toFixed(0)} events a trial`,
);
