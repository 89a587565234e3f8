import type { SearchHeaders } from '#mining/header-search';
import { LogKind } from '#simulation/log';
import { latencyBetween } from '#simulation/network/link';
import { nextBelow, prngFor } from '#simulation/random/prng';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { type PreparedWorld, playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { type TrialLink, trialScenario } from './trial-scenario.ts';
import { cellKey } from './trial-seed.ts';

const users = ['Mia', 'Max', 'Moe', 'Alice', 'Bob', 'Carol', 'Shop', 'Eve'] as const;
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
  const count = Number(cell.nodes);
  const random = prngFor(0, `network of ${count}, ${cell.degree} links each`);
  const names = Array.from({ length: count }, (_, i) => users[i] ?? `Node ${i + 1}`);
  const places = names.map(() => ({
    x: nextBelow(random, 1_000) / 1_000,
    y: nextBelow(random, 1_000) / 1_000,
  }));
  const pairs = ringWithChords(count, Number(cell.degree), (bound) => nextBelow(random, bound));
  const links = pairs.map(
    ([a, b]): TrialLink => ({
      a: names[a]!,
      b: names[b]!,
      latencyMicros: latencyBetween(places[a]!, places[b]!),
      bytesPerSecond: Number(cell.bandwidth),
    }),
  );
  const payments = Math.min(Number(cell.payments), 48);
  const actions = Array.from({ length: payments }, (_, i) => ({
    at: 20 * second + i * 1_000,
    action: {
      type: 'pay',
      from: users[i % users.length]!,
      to: users[(i + 3) % users.length]!,
      amount: '5000000',
    } as const,
  }));
  const nodes = names.map((name, i) => ({ name, role: i < 4 ? ('miner' as const) : ('node' as const) }));
  const rates = Object.fromEntries(names.slice(0, 4).map((name) => [name, minerRate]));
  // Long enough for the payments to reach everybody through the thinnest links.
  return prepareWorld(
    trialScenario('propagation', 'classroom', nodes, links, actions),
    320 * second,
    rates,
    search,
    2 ** 14,
  );
}

/** A connected network: a ring, and random further links until there are `count · degree / 2`. */
function ringWithChords(
  count: number,
  degree: number,
  below: (bound: number) => number,
): readonly (readonly [number, number])[] {
  const key = (a: number, b: number) => (a < b ? a * count + b : b * count + a);
  const pairs = new Map<number, readonly [number, number]>();
  const add = (a: number, b: number) => {
    if (a !== b) pairs.set(key(a, b), a < b ? [a, b] : [b, a]);
  };
  for (let i = 0; i < count; i++) add(i, (i + 1) % count);
  const wanted = Math.min((count * (count - 1)) / 2, Math.round((count * degree) / 2));
  while (pairs.size < wanted) add(below(count), below(count));
  return [...pairs.values()];
}
