import type { SearchHeaders } from '#mining/header-search';
import type { LogColumns } from '#simulation/log';
import type { World } from '#simulation/world';
import { delayCell } from '../cells/delay-cell.ts';
import type { Cell } from '../experiment.ts';
import { fullMesh } from './full-mesh.ts';
import { playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { trialScenario } from './trial-scenario.ts';

/** A stretch of honest mining by equal miners, and everything that was logged meanwhile. */
export interface Stretch {
  readonly world: World;
  /** Number of the first block that was found in it. */
  readonly firstBlock: number;
  readonly rows: LogColumns;
}

/** Lets equal miners, all linked with all, mine until so many blocks are found and all agree. */
export function mineEqually(cell: Cell, seed: number, finds: number, search: SearchHeaders): Stretch {
  const { miners, rate, latencyMicros } = delayCell(cell);
  const prepared = preparedWorld(`equal ${miners} ${rate} ${latencyMicros}`, () => {
    const names = Array.from({ length: miners }, (_, i) => `Miner ${i + 1}`);
    const scenario = trialScenario(
      'equal-miners',
      'trials',
      names.map((name) => ({ name, role: 'miner' })),
      fullMesh(names, latencyMicros),
    );
    // Handshakes take a few legs.
    const until = 100_000 + 20 * latencyMicros;
    return prepareWorld(scenario, until, Object.fromEntries(names.map((name) => [name, rate])), search);
  });
  const world = startTrial(prepared, seed, true);
  const firstBlock = prepared.keyframe.tables.blocks;
  playTrial(
    world,
    prepared,
    search,
    () =>
      world.blocks.length - firstBlock >= finds && world.nodes.every((n) => n.tip === world.nodes[0]!.tip),
  );
  return { world, firstBlock, rows: world.log_.drain() };
}
