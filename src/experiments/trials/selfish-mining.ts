import type { SearchHeaders } from '#mining/header-search';
import type { BlockRef } from '#simulation/refs';
import type { World } from '#simulation/world';
import { selfishCell } from '../cells/selfish-cell.ts';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { fullMesh } from './full-mesh.ts';
import { type PreparedWorld, playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { trialScenario } from './trial-scenario.ts';
import { cellKey } from './trial-seed.ts';

/** Finds of everybody in one trial, at least. */
const findsWatched = 100;

/* Who hears what first follows from the links alone. The pool hears of a block and shows its own at once, so that its
 * answer to a block of x reaches y after the ways x–pool and pool–y: before the block of x itself exactly when the two
 * together are shorter than x–y.
 *
 *     near ─ 1 ─ pool ─ 20 ─ far      honest miners among each other: 6 */
const honestMicros = 6;
const nearMicros = 1;
const farMicros = 20;

/** One stretch of selfish mining, from a state in which all agree to the next one after so many finds: whole rounds of
 * the paper's state machine, so that nothing is cut off. */
export function selfishTrial(cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder): void {
  const prepared = preparedWorld(`selfish ${cellKey(cell)}`, () => prepare(cell, search));
  const world = startTrial(prepared, seed);
  const first = prepared.keyframe.tables.blocks;
  playTrial(world, prepared, search, () => world.blocks.length - first >= findsWatched && allAgree(world));
  const start = world.prologue.tip.height;
  let pool = 0;
  let main = 0;
  for (let walk = world.nodes[0]!.tip; walk.height > start; walk = walk.parent!) {
    main++;
    if (walk.miner === 0) pool++;
  }
  tally.addSquared('pool', pool);
  tally.addSquared('main', main);
  tally.add('pool·main', pool * main);
  tally.add('finds', world.blocks.length - first);
  countTies(world.blocks.slice(first), tally);
}

/** The pool withholds nothing and everybody has the same tip. */
function allAgree(world: World): boolean {
  const [pool] = world.nodes;
  const { tip, miner } = pool!;
  return miner.secretTip === tip && world.nodes.every((node) => node.tip === tip);
}

/** A tie: the others found a block on the parent of the pool's only withheld one. Where the next block of an honest miner
 * goes tells γ, unless the pool's comes first. */
function countTies(blocks: readonly BlockRef[], tally: TallyBuilder): void {
  for (const rival of blocks) {
    if (rival.miner === 0) continue;
    const own = blocks.find(
      (block) => block.miner === 0 && block.parent === rival.parent && block.foundAt < rival.foundAt,
    );
    if (own === undefined) continue;
    const next = blocks.find((block) => block.parent === own || block.parent === rival);
    // The pool was two ahead: no tie, it wins this at once.
    if (next === undefined || next.foundAt <= rival.foundAt) continue;
    tally.add('ties', 1);
    if (next.miner === 0) continue;
    tally.add('tiesOfOthers', 1);
    if (next.parent === own) tally.add('onPool', 1);
  }
}

function prepare(cell: Cell, search: SearchHeaders): PreparedWorld {
  const { pool, honest, miners, near } = selfishCell(cell);
  const names = Array.from({ length: miners }, (_, i) => `Miner ${i + 1}`);
  const scenario = trialScenario(
    'selfish-mining',
    'trials',
    [
      { name: 'Pool', role: 'attacker', hashRate: 1 },
      ...names.map((name) => ({ name, role: 'miner' as const })),
    ],
    [
      ...names.map((a, i) => ({ a, b: 'Pool', latencyMicros: i < near ? nearMicros : farMicros })),
      ...fullMesh(names, honestMicros),
    ],
    [{ at: 100_000, action: { type: 'strategy', node: 'Pool', strategy: 'selfish' } }],
  );
  const rates = Object.fromEntries([['Pool', pool], ...names.map((name) => [name, honest])]);
  return prepareWorld(scenario, 200_000, rates, search);
}
