import { BoundedCache } from '#bitcoin/crypto/bounded-cache';
import type { PreparedWorld } from './prepared-world.ts';

/** Prepared worlds of the last cells, as many as a batch can have: chunks of a cell come again and again. */
const worlds = new BoundedCache<PreparedWorld>(400);

/** The prepared world of this name, made the first time. */
export function preparedWorld(key: string, prepare: () => PreparedWorld): PreparedWorld {
  let world = worlds.get(key);
  if (world === undefined) {
    world = prepare();
    worlds.set(key, world);
  }
  return world;
}
