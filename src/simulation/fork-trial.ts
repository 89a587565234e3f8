import { World } from './world.ts';
import type { Keyframe, WorldOptions } from './world-state.ts';

/** A world that goes on from a keyframe under a seed of its own: everything up to there is shared (handshakes, coins,
 * payments made and verified), and from there on its headers, mining grids, waits and ties follow `seed` alone.
 * Trials of one keyframe are therefore independent of each other, and each is reproducible from (keyframe, seed).
 *
 * @param options of the world that made the keyframe; use a fresh ledger for each trial
 * @param seed uint32
 * Cost: some tens of microseconds for a small world, whatever its past. */
export function forkTrial(options: WorldOptions, keyframe: Keyframe, seed: number): World {
  const coins = keyframe.coins.fork(keyframe.nodes[0]!.tip);
  const world = new World({ ...options, run: { ...options.run, seed } }, { ...keyframe, coins });
  world.reseed();
  return world;
}
