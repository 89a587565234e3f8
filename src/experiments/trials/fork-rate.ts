import type { SearchHeaders } from '#mining/header-search';
import { LogKind } from '#simulation/log';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { mineEqually, type Stretch } from './equal-miners.ts';

const findsWatched = 60;

/** How often a block that was found while all agreed got a rival before everybody knew it, how many blocks came to
 * nothing, and how long the news took. */
export function forkRateTrial(cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder): void {
  const stretch = mineEqually(cell, seed, findsWatched, search);
  countForks(stretch, tally);
  countStale(stretch, tally);
}

/** Follows everybody's tip through the log. A find on the tip of all is an experiment: it is forked if another miner, who
 * cannot have heard of it, finds a block on the same parent. */
function countForks({ world, firstBlock, rows }: Stretch, tally: TallyBuilder): void {
  const tips = world.nodes.map(() => world.prologue.tip.id);
  const rivals = new Map<number, number>();
  const watched = new Set<number>();
  for (let i = 0; i < rows.count; i++) {
    const node = rows.a[i]!;
    const object = rows.object[i]!;
    if (rows.kind[i] === LogKind.tip) {
      tips[node] = object;
      const block = world.blocks[object]!;
      if (object < firstBlock || block.miner === node) continue;
      // The first who found it knows at once; the mean over all miners is the integral of Decker and Wattenhofer.
      tally.add('learned', 1);
      tally.add('delay', rows.time[i]! - block.foundAt);
    } else if (rows.kind[i] === LogKind.blockFound) {
      const parent = world.blocks[object]!.parent!.id;
      if (tips.every((tip) => tip === parent)) watched.add(parent);
      else if (watched.has(parent)) rivals.set(parent, 1);
    }
  }
  tally.add('epochs', watched.size);
  tally.add('forks', rivals.size);
}

function countStale({ world, firstBlock }: Stretch, tally: TallyBuilder): void {
  const found = world.blocks.length - firstBlock;
  const stale = found - (world.nodes[0]!.tip.height - world.prologue.tip.height);
  tally.addSquared('found', found);
  tally.addSquared('stale', stale);
  tally.add('stale·found', stale * found);
}
