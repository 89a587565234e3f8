import { describe, expect, test } from 'vitest';
import { LogKind } from '#simulation/log';
import { type Role, roles } from '#simulation/records';
import type { TimedAction } from '#simulation/run';
import type { World } from '#simulation/world';
import { attackStory, toldRows } from './attack-story.ts';
import { eventByEvent, second } from './run-scenario.ts';
import { fullMesh, smallWorld } from './small-world.ts';

const at = 5 * second;
const names = ['Mia', 'Max', 'Shop', 'Moe'];

const setRole = (node: string, role: Role): TimedAction => ({
  at,
  action: { type: 'set-role', node, role },
});

/** Mia and Max hash with 40 and 20 tries a second, or as told. */
function room(
  actions: readonly TimedAction[],
  rates: Readonly<Record<string, number>> = { Mia: 40, Max: 20 },
): World {
  return smallWorld({
    nodes: names.map((name) => ({
      name,
      hashRate: rates[name] ?? 0,
      role: (rates[name] ?? 0) > 0 ? 'miner' : 'node',
    })),
    links: fullMesh(names, 20_000),
    actions,
  });
}

/** The rows about roles and hash rates that the actions made. */
function rowsAfter(world: World) {
  eventByEvent(world, 6 * second, () => undefined);
  const rows = world.log_.drain();
  const found: { kind: number; who: string; x: number }[] = [];
  for (let i = 0; i < rows.count; i++) {
    const kind = rows.kind[i]!;
    if (rows.time[i] !== at || (kind !== LogKind.role && kind !== LogKind.hashRate)) continue;
    found.push({ kind, who: world.places[rows.a[i]!]!.name, x: rows.x[i]! });
  }
  return found;
}

const rateOf = (world: World, name: string) => world.nodes[world.indexOf(name)!]!.miner.hashRate;

describe('another role', () => {
  test('is one row of the log, and the peer’s hash rate stays', () => {
    const world = room([setRole('Mia', 'merchant'), setRole('Shop', 'attacker')]);
    expect(rowsAfter(world)).toEqual([
      { kind: LogKind.role, who: 'Mia', x: roles.indexOf('merchant') },
      { kind: LogKind.role, who: 'Shop', x: roles.indexOf('attacker') },
    ]);
    expect(rateOf(world, 'Mia')).toBe(40);
    expect(rateOf(world, 'Shop')).toBe(0);
  });

  test('a new miner begins to try at the others’ mean rate', () => {
    const world = room([setRole('Shop', 'miner'), setRole('Max', 'miner')]);
    expect(rowsAfter(world)).toEqual([
      { kind: LogKind.role, who: 'Shop', x: roles.indexOf('miner') },
      { kind: LogKind.hashRate, who: 'Shop', x: 30 },
      { kind: LogKind.role, who: 'Max', x: roles.indexOf('miner') },
    ]);
    expect(rateOf(world, 'Max')).toBe(20);
    const told = attackStory(room([setRole('Shop', 'miner')], { Mia: 1 }), 4000 * second);
    expect(told.some((line) => line.startsWith('Shop finds'))).toBe(true);
  });

  test('where nobody mines, a new miner does not either', () => {
    const world = room([setRole('Shop', 'miner')], {});
    expect(rowsAfter(world)).toEqual([{ kind: LogKind.role, who: 'Shop', x: roles.indexOf('miner') }]);
    expect(rateOf(world, 'Shop')).toBe(0);
  });

  test('a miner that is switched off begins to try when it comes back', () => {
    const world = room([
      { at: 4 * second, action: { type: 'stop-node', node: 'Shop' } },
      setRole('Shop', 'miner'),
      { at: 5.5 * second, action: { type: 'start-node', node: 'Shop' } },
    ]);
    expect(rowsAfter(world)).toEqual([{ kind: LogKind.role, who: 'Shop', x: roles.indexOf('miner') }]);
    expect(world.nodes[world.indexOf('Shop')!]!.miner.job).toBeDefined();
  });

  test('is refused for a peer that does not exist', () => {
    const world = room([setRole('Nobody', 'miner')]);
    eventByEvent(world, 6 * second, () => undefined);
    expect(toldRows(world).filter((line) => line.startsWith('refused'))).toEqual(['refused: no-such-node']);
  });
});
