import type { SearchHeaders } from '#mining/header-search';
import { periodsWatched, retargetCell, retargetRule } from '../cells/retarget-cell.ts';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { retargetParams } from './trial-params.ts';
import { quickMicros, trialScenario } from './trial-scenario.ts';
import { cellKey } from './trial-seed.ts';

const miners = ['Mia', 'Max'] as const;

/** Several periods after a jump of hash power, and the mean interval between the blocks of each. */
export function retargetTrial(cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder): void {
  const prepared = preparedWorld(`retarget ${cellKey(cell)}`, () => {
    const { rate } = retargetCell(cell);
    const scenario = trialScenario(
      'retarget',
      'retarget',
      miners.map((name) => ({ name, role: 'miner' })),
      [{ a: miners[0], b: miners[1], latencyMicros: quickMicros }],
    );
    return prepareWorld(scenario, 100_000, Object.fromEntries(miners.map((name) => [name, rate])), search);
  });
  const world = startTrial(prepared, seed);
  const { interval } = retargetRule;
  const began = world.now;
  const start = world.prologue.tip.height;
  const end = start + interval * periodsWatched;
  playTrial(world, prepared, search, () => world.nodes.every((node) => node.tip.height >= end));
  let walk = world.nodes[0]!.tip;
  while (walk.height > end) walk = walk.parent!;
  for (let period = periodsWatched - 1; period >= 0; period--) {
    const last = walk.foundAt;
    while (walk.height > start + interval * period) walk = walk.parent!;
    const first = period === 0 ? began : walk.foundAt;
    // Thousandths of a spacing.
    const mean = (last - first) / (interval * retargetParams.spacingSeconds * 1_000);
    tally.addSquared(`interval.${period}`, Math.round(mean));
  }
}
