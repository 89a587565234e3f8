import { latencyBetween } from '#simulation/network/link';
import { nextBelow, prngFor } from '#simulation/random/prng';
import type { Cell } from '../experiment.ts';

/** The network of a cell of propagation: the same for all of its trials. */
export interface PropagationCell {
  readonly names: readonly string[];
  /** How many of the first nodes mine, all equally fast. */
  readonly miners: number;
  readonly links: readonly PropagationLink[];
  /** Of every link, each way. */
  readonly bytesPerSecond: number;
  /** Payments that wait to be mined. */
  readonly payments: number;
}

export interface PropagationLink {
  /** Indices of the nodes. */
  readonly a: number;
  readonly b: number;
  readonly latencyMicros: number;
}

/** Who has coins in the prologue: payments go between these. */
export const payers = ['Mia', 'Max', 'Moe', 'Alice', 'Bob', 'Carol', 'Shop', 'Eve'] as const;
const miners = 4;

/** Reads a cell that `checkBatch` has passed. */
export function propagationCell(cell: Cell): PropagationCell {
  const count = Number(cell.nodes);
  const random = prngFor(0, `network of ${count}, ${cell.degree} links each`);
  const names = Array.from({ length: count }, (_, i) => payers[i] ?? `Node ${i + 1}`);
  const places = names.map(() => ({
    x: nextBelow(random, 1_000) / 1_000,
    y: nextBelow(random, 1_000) / 1_000,
  }));
  const pairs = ringWithChords(count, Number(cell.degree), (bound) => nextBelow(random, bound));
  return {
    names,
    miners: Math.min(miners, count),
    links: pairs.map(([a, b]) => ({ a, b, latencyMicros: latencyBetween(places[a]!, places[b]!) })),
    bytesPerSecond: Number(cell.bandwidth),
    payments: Math.min(Number(cell.payments), 48),
  };
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
