/** Double-spend trials in Node, forked from one keyframe, hashing included: milliseconds a trial and where they go.
 * `npm run bench -- trials` */
import { bestSearch } from '#mining/best-search';
import { forkTrial } from '#simulation/fork-trial';
import { Ledger } from '#simulation/ledger';
import { AttackPhase } from '#simulation/log';
import { World } from '#simulation/world';
import type { Keyframe, WorldOptions } from '#simulation/world-state';
import { trialPrologue, trialRun } from './trial-world.ts';

const second = 1_000_000;
const search = bestSearch();
const prologue = trialPrologue();
const trials = Number(process.argv[2] ?? 1000);
const window = Number(process.argv[3] ?? 10) * second;
/** Blocks after which a trial counts as lost. */
const blockLimit = 30;

/** The moment after the payment has reached everybody and before anybody has found a block. */
function prepare(): { options: WorldOptions; keyframe: Keyframe } {
  for (let seed = 1; ; seed++) {
    const options = { run: trialRun(seed), prologue, ledger: new Ledger() };
    const world = new World(options);
    world.runUntil(10 * second, search);
    if (world.blocks.length > prologue.blocks.length) continue;
    world.log_.discard();
    return { options, keyframe: world.keyframe() };
  }
}

const { options, keyframe } = prepare();

function trial(seed: number): World {
  const world = forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, seed);
  world.log_.mute();
  for (let time = keyframe.time; ; time += 50 * second) {
    world.runUntil(time, search, window);
    const phase = world.nodes[3]!.attack?.phase ?? 0;
    if (phase >= AttackPhase.succeeded || world.blocks.length - prologue.blocks.length > blockLimit)
      return world;
  }
}

function cpuMicros(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

for (let i = 0; i < trials / 4; i++) trial(i);
let blocks = 0;
let hashes = 0;
let won = 0;
let events = 0;
let micros = 0;
let hashing = 0;
let forking = 0;
const header = new Uint8Array(80);
const target = new Uint8Array(32);
/** In small portions that take turns, so that a busy machine slows all three alike. */
const portion = 50;
for (let done = 0; done < trials; done += portion) {
  let portionHashes = 0;
  micros += cpuMicros(() => {
    for (let i = 0; i < portion; i++) {
      const world = trial(10_000 + done + i);
      blocks += world.blocks.length - prologue.blocks.length;
      portionHashes += world.ledger.computed;
      events += world.variables.events;
      if (world.nodes[3]!.attack?.phase === AttackPhase.succeeded) won++;
    }
  });
  hashing += cpuMicros(() => search({ header, target, firstNonce: 0, count: portionHashes }));
  forking += cpuMicros(() => {
    for (let i = 0; i < portion; i++) forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, i);
  });
  hashes += portionHashes;
}
const each = (total: number): string => (total / trials).toFixed(2);
console.log(
  `${trials} trials, ${won} won; a trial: ${each(blocks)} blocks, ${each(hashes)} hashes, ${each(events)} events`,
);
console.log(
  `${each(micros / 1000)} ms a trial, ${(micros / blocks).toFixed(1)} µs a block; its hashes alone ${each(hashing / 1000)} ms, forking ${each(forking)} µs`,
);
console.log(`a trial costs ${(micros / hashing).toFixed(2)} times its hashes alone`);
