import { describe, expect, test } from 'vitest';
import { findPrologue, findScenario } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { LogKind } from '#simulation/log';
import { engineVersion } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import type { ParameterValues } from '#simulation/scenario/parameter';
import { World } from '#simulation/world';
import { search, second } from './run-scenario.ts';

/** Seconds from the first block that one node finds and shows until all eight have it, and Eve's links, with a cast. */
function spread(values: ParameterValues) {
  const applied = applyParameters(findScenario('double-spend')!, values);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  const { scenario } = applied;
  const run = {
    engine: engineVersion,
    scenario,
    seed: 1,
    actions: [{ at: 100 * second, action: { type: 'mine-now', node: 'Moe' } as const }],
  };
  const world = new World({ run, prologue: findPrologue(scenario.prologue), ledger: new Ledger() });
  world.runUntil(230 * second, search);
  const rows = world.log_.drain();
  const heard = new Map<string, number>();
  const eve: number[] = [];
  let block = -1;
  let found = 0;
  for (let i = 0; i < rows.count; i++) {
    const name = world.places[rows.a[i]!]?.name ?? '';
    if (rows.kind[i] === LogKind.blockFound && name === 'Moe' && block < 0) {
      block = rows.object[i]!;
      found = rows.time[i]!;
    }
    if (rows.kind[i] === LogKind.tip && rows.object[i] === block && block >= 0)
      heard.set(name, (rows.time[i]! - found) / second);
    if (rows.kind[i] === LogKind.linkUp) {
      const other = world.places[rows.b[i]!]?.name ?? '';
      if (name === 'Eve' || other === 'Eve') eve.push(rows.x[i]!);
    }
  }
  return { heard, eve };
}

describe('the network’s part in a double spend', () => {
  const usual = spread({});

  test('her links have the latency that was chosen, and a well-connected Eve has one to everybody', () => {
    expect(usual.eve).toEqual([50_000, 50_000, 50_000]);
    const near = spread({ 'well-connected': true, 'eve-links': 5_000 });
    expect(near.eve).toEqual(new Array(7).fill(5_000));
  });

  test('with slow links among the others, a block takes far longer to reach all of them', () => {
    const slow = spread({ 'other-links': 10_000_000 });
    expect([usual.heard.size, slow.heard.size]).toEqual([8, 8]);
    expect(Math.max(...usual.heard.values())).toBeLessThan(5);
    expect(Math.max(...slow.heard.values())).toBeGreaterThan(25);
    expect(slow.heard.get('Eve')).toBeLessThan(5);
  });
});
