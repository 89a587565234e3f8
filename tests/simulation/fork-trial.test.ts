import { describe, expect, test } from 'vitest';
import { forkTrial } from '#simulation/fork-trial';
import { Ledger } from '#simulation/ledger';
import { World } from '#simulation/world';
import type { Keyframe, WorldOptions } from '#simulation/world-state';
import { trialPrologue, trialRun } from '../bench/trial-world.ts';
import { search, second } from './run-scenario.ts';

const prologue = trialPrologue();
const prepared = 10 * second;

/** A double spend that has begun, and the world before anybody has found a block. */
function begun(): { options: WorldOptions; keyframe: Keyframe } {
  for (let seed = 1; ; seed++) {
    const options = { run: trialRun(seed), prologue, ledger: new Ledger() };
    const world = new World(options);
    world.runUntil(prepared, search);
    if (world.blocks.length === prologue.blocks.length) return { options, keyframe: world.keyframe() };
  }
}

const { options, keyframe } = begun();

function trial(seed: number, window = 10 * second): World {
  const world = forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, seed);
  world.runUntil(prepared + 300 * second, search, window);
  return world;
}

/** The blocks that were found in a trial. */
function finds(world: World): { hash: string; at: number }[] {
  return world.blocks.slice(prologue.blocks.length).map(({ hash, foundAt }) => ({ hash, at: foundAt }));
}

describe('trials of one keyframe', () => {
  test('go their own ways under different seeds', () => {
    const first = new Set<string>();
    const times = new Set<number>();
    for (let seed = 0; seed < 20; seed++) {
      const [find] = finds(trial(seed));
      first.add(find!.hash);
      times.add(find!.at);
    }
    expect(first.size).toBe(20);
    expect(times.size).toBe(20);
  });

  test('are the same history under the same seed, whatever the window and whatever ran in between', () => {
    const one = trial(7);
    trial(8);
    const again = trial(7, 333_000);
    expect(finds(one).length).toBeGreaterThan(3);
    expect(again.traceHash()).toBe(one.traceHash());
    expect(finds(again)).toEqual(finds(one));
  });

  test('leave the keyframe as it was', () => {
    const replay = (): string => {
      const world = new World({ ...options, ledger: new Ledger() }, keyframe);
      world.runUntil(prepared + 60 * second, search);
      return world.traceHash();
    };
    const before = replay();
    trial(9);
    expect(replay()).toBe(before);
  });

  test('are the same with and without a ledger that remembers, and with a muted log', () => {
    const remembered = forkTrial({ ...options, ledger: new Ledger() }, keyframe, 3);
    const muted = forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, 3);
    muted.log_.mute();
    for (const world of [remembered, muted]) world.runUntil(prepared + 200 * second, search);
    expect(muted.traceHash()).toBe(remembered.traceHash());
    expect(muted.log_.next).toBe(remembered.log_.next);
  });

  test('leave the coins of the keyframe where they were', () => {
    const { tip } = keyframe.nodes[0]!;
    const before = new Map(keyframe.coins.at(tip).coins);
    const world = trial(1);
    expect(world.nodes[0]!.tip.height).toBeGreaterThan(tip.height);
    expect(world.utxoSetAt(world.nodes[0]!.tip).coins).not.toEqual(before);
    // Not taken back to where they were: never moved, or this would be another set.
    const set = keyframe.coins.at(tip);
    trial(2);
    expect(keyframe.coins.at(tip)).toBe(set);
    expect(set.coins).toEqual(before);
  });
});
