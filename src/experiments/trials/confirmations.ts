import type { SearchHeaders } from '#mining/header-search';
import { LogKind } from '#simulation/log';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { mineEqually } from './equal-miners.ts';

const findsWatched = 200;

/** How deep the reorganisations were that began at each block of the final chain: the deepest of all nodes counts. */
export function confirmationsTrial(
  cell: Cell,
  seed: number,
  search: SearchHeaders,
  tally: TallyBuilder,
): void {
  const { world, rows } = mineEqually(cell, seed, findsWatched, search);
  const deepest = new Map<number, number>();
  for (let i = 0; i < rows.count; i++) {
    const depth = rows.x[i]!;
    if (rows.kind[i] !== LogKind.tip || depth === 0) continue;
    let fork = world.blocks[rows.b[i]!]!;
    for (let left = depth; left > 0; left--) fork = fork.parent!;
    deepest.set(fork.id, Math.max(depth, deepest.get(fork.id) ?? 0));
  }
  const heights = world.nodes[0]!.tip.height - world.prologue.tip.height;
  tally.add('heights', heights);
  for (const depth of deepest.values()) tally.count('depth', depth);
}
