import type { SearchHeaders } from '#mining/header-search';
import { LogKind } from '#simulation/log';
import { payers, propagationCell } from '../cells/propagation-cell.ts';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { type PreparedWorld, playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { type TrialLink, trialScenario } from './trial-scenario.ts';
import { cellKey } from './trial-seed.ts';

/** Few enough tries per second that a second block hardly ever comes while the first one travels: 2^16 tries a block. */
const minerRate = 25;
const second = 1_000_000;

/** One block full of waiting payments, from its find until the last node has it. */
export function propagationTrial(cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder): void {
  const prepared = preparedWorld(`propagation ${cellKey(cell)}`, () => prepare(cell, search));
  const world = startTrial(prepared, seed, true);
  const number = prepared.keyframe.tables.blocks;
  const height = world.prologue.tip.height + 1;
  playTrial(world, prepared, search, () => world.nodes.every((node) => node.tip.height >= height));
  const block = world.blocks[number]!;
  const rows = world.log_.drain();
  const delays: number[] = [];
  for (let i = 0; i < rows.count; i++) {
    const isNews = rows.kind[i] === LogKind.tip && world.blocks[rows.object[i]!]!.height === height;
    if (isNews && rows.x[i] === 0) delays.push(rows.time[i]! - block.foundAt);
  }
  delays.sort((a, b) => a - b);
  // Milliseconds until this part of all nodes has it, the finder included.
  const until = (percent: number) =>
    Math.round(delays[Math.ceil((delays.length * percent) / 100) - 1]! / 1_000);
  tally.addSquared('half', until(50));
  tally.addSquared('nine-tenths', until(90));
  tally.addSquared('ninety-nine', until(99));
  tally.add('bytes', block.size);
}

function prepare(cell: Cell, search: SearchHeaders): PreparedWorld {
  const { names, miners, links, bytesPerSecond, payments } = propagationCell(cell);
  const actions = Array.from({ length: payments }, (_, i) => ({
    at: 20 * second + i * 1_000,
    action: {
      type: 'pay',
      from: payers[i % payers.length]!,
      to: payers[(i + 3) % payers.length]!,
      amount: '5000000',
    } as const,
  }));
  const nodes = names.map((name, i) => ({ name, role: i < miners ? ('miner' as const) : ('node' as const) }));
  const rates = Object.fromEntries(names.slice(0, miners).map((name) => [name, minerRate]));
  const cables = links.map(
    ({ a, b, latencyMicros }): TrialLink => ({ a: names[a]!, b: names[b]!, latencyMicros, bytesPerSecond }),
  );
  // Long enough for the payments to reach everybody through the thinnest links.
  return prepareWorld(
    trialScenario('propagation', 'classroom', nodes, cables, actions),
    320 * second,
    rates,
    search,
    2 ** 14,
  );
}
