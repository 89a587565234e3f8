import { describe, expect, test } from 'vitest';
import { findPrologue, shippedScenarios } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { searchInline } from '#simulation/mining-desk';
import type { TimedAction } from '#simulation/run';
import { GoalWatcher } from '#simulation/stage/goals';
import { Timeline } from '#simulation/timeline';
import { messagesOf } from './messages-of.ts';
import { eventByEvent, runOf, search, second, worldOf } from './run-scenario.ts';
import { WorldCheckers } from './world-checkers.ts';

/** A busy quarter of an hour: every kind of action the user has. */
const busy: readonly TimedAction[] = [
  { at: 20 * second, action: { type: 'pay', from: 'Alice', to: 'Bob', amount: '150000000' } },
  {
    at: 25 * second,
    action: { type: 'conflict', from: 'Carol', to: 'Alice', other: 'Moe', amount: '250000000' },
  },
  { at: 30 * second, action: { type: 'collide', nodes: ['Mia', 'Moe'] } },
  { at: 60 * second, action: { type: 'add-node', name: 'Nina', role: 'node', hashRate: 0, x: 0.9, y: 0.1 } },
  { at: 90 * second, action: { type: 'partition', groups: [['Carol', 'Moe', 'Eve']] } },
  { at: 100 * second, action: { type: 'mine-now', node: 'Moe' } },
  { at: 110 * second, action: { type: 'mine-now', node: 'Mia' } },
  { at: 120 * second, action: { type: 'set-hash-rate', node: 'Max', hashRate: 77 } },
  {
    at: 200 * second,
    action: { type: 'tamper', from: 'Max', to: 'Shop', command: 'inv', how: 'delay', delayMicros: 3_000_000 },
  },
  { at: 300 * second, action: { type: 'heal' } },
  { at: 320 * second, action: { type: 'stop-node', node: 'Bob' } },
  { at: 400 * second, action: { type: 'start-node', node: 'Bob' } },
  { at: 420 * second, action: { type: 'mine-secretly', node: 'Eve' } },
  { at: 430 * second, action: { type: 'mine-now', node: 'Eve' } },
  { at: 500 * second, action: { type: 'publish', node: 'Eve' } },
  { at: 560 * second, action: { type: 'cut', a: 'Mia', b: 'Alice' } },
  {
    at: 600 * second,
    action: {
      type: 'double-spend',
      attacker: 'Max',
      merchant: 'Shop',
      amount: '200000000',
      confirmations: 1,
      giveUpDeficit: 3,
    },
  },
  { at: 800 * second, action: { type: 'traffic', meanWaitMicros: 0 } },
];
const end = 900 * second;

describe('a busy world', () => {
  test('breaks no rule of the world at any event, and every message is as long as its encoding', () => {
    for (const seed of [1, 2, 3]) {
      const world = worldOf(runOf('quiet-network', seed, busy));
      const checkers = new WorldCheckers();
      eventByEvent(world, end, (now) => checkers.afterEvent(now));
      checkers.supply(world);
      expect(checkers.payloadsMeasured).toBeGreaterThan(200);
      const commands = new Set(messagesOf(world).map((message) => message.command));
      expect([...commands].sort()).toEqual([
        'addr',
        'block',
        'getaddr',
        'getdata',
        'getheaders',
        'headers',
        'inv',
        'tx',
        'verack',
        'version',
      ]);
    }
  });

  test('comes to rest in agreement once traffic and mining stop', () => {
    const stop = ['Mia', 'Max', 'Moe', 'Eve'].map((node) => ({
      at: end,
      action: { type: 'set-hash-rate' as const, node, hashRate: 0 },
    }));
    const calm: TimedAction[] = [
      ...busy.filter(({ action }) => action.type !== 'double-spend'),
      ...stop,
      { at: end, action: { type: 'heal' } },
    ];
    for (const seed of [4, 5]) {
      const world = worldOf(runOf('quiet-network', seed, calm));
      world.runUntil(end + 60 * second, search);
      new WorldCheckers().quiet(world);
    }
  });
});

describe('same Run, same trace hash', () => {
  const reference = (() => {
    const ledger = new Ledger();
    const world = worldOf(runOf('quiet-network', 11, busy), ledger);
    world.runUntil(end, search);
    return { hash: world.traceHash(), ledger, rows: world.log_.next };
  })();

  test.each([1_000, 50_000, 333_000, 20_000_000])('for a search window of %i µs', (window) => {
    const world = worldOf(runOf('quiet-network', 11, busy));
    world.runUntil(end, search, window);
    expect(world.traceHash()).toBe(reference.hash);
  });

  test('for any pace of advancing', () => {
    const world = worldOf(runOf('quiet-network', 11, busy));
    for (let time = 0; time < end; time += 7_777_777) world.runUntil(Math.min(time, end), search);
    world.runUntil(end, search);
    expect(world.traceHash()).toBe(reference.hash);
  });

  test('with the ledger of the first run, without one hash more, also after a trip through a file', () => {
    for (const ledger of [reference.ledger, Ledger.parse(reference.ledger.serialise())]) {
      const before = ledger.computed;
      const world = worldOf(runOf('quiet-network', 11, busy), ledger);
      expect(world.advance(end)).toBe('reached');
      expect(world.traceHash()).toBe(reference.hash);
      expect(ledger.computed).toBe(before);
    }
  });

  test('a ledger that lies about a find is found out and corrected', () => {
    const lines = reference.ledger.serialise().split('\n');
    const at = lines.findIndex((line) => !line.endsWith(' -1'));
    const [key, through] = lines[at]!.split(' ');
    lines[at] = `${key} ${through} ${Math.max(0, Number(through) - 2)}`;
    const world = worldOf(runOf('quiet-network', 11, busy), Ledger.parse(lines.join('\n')));
    world.runUntil(end, search);
    expect(world.traceHash()).toBe(reference.hash);
  });

  test('after going back to any keyframe and replaying', () => {
    const run = runOf('quiet-network', 11, busy);
    const timeline = new Timeline(run, findPrologue('classroom'), new Ledger());
    const step = (until: number): void => {
      for (;;) {
        const result = timeline.advance(until, 500);
        if (result === 'reached') return;
        if (result === 'searching')
          for (const request of timeline.pendingSearches(until, second))
            searchInline(request, search, timeline.ledger);
      }
    };
    step(end);
    expect(timeline.world.traceHash()).toBe(reference.hash);
    for (const back of [end / 2, 100 * second, 0, 599 * second]) {
      const { timeline: again, commonRows } = timeline.fork(back, run);
      expect(commonRows).toBeLessThanOrEqual(reference.rows);
      expect(again.advance(end, Number.POSITIVE_INFINITY)).toBe('reached');
      expect(again.world.traceHash()).toBe(reference.hash);
      expect(again.world.log_.next).toBe(reference.rows);
    }
    expect(timeline.at(300 * second).now).toBe(300 * second);
  });

  test('and another one for another seed or action', () => {
    const other = worldOf(runOf('quiet-network', 12, busy));
    other.runUntil(end, search);
    expect(other.traceHash()).not.toBe(reference.hash);
    const less = worldOf(runOf('quiet-network', 11, busy.slice(1)));
    less.runUntil(end, search);
    expect(less.traceHash()).not.toBe(reference.hash);
  });
});

test('real work spent is the sum of hash rate × time, within a tenth', () => {
  const world = worldOf(runOf('quiet-network', 3));
  const hours = 3;
  world.runUntil(hours * 3600 * second, search);
  const wanted = (42 + 33 + 25 + 9) * hours * 3600;
  expect(world.ledger.computed).toBeGreaterThan(wanted * 0.9);
  expect(world.ledger.computed).toBeLessThan(wanted * 1.1);
});

describe('every scenario reaches its goals with its own seed and no help', () => {
  test.each(shippedScenarios.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
    const world = worldOf(runOf(id, scenario.defaultSeed));
    const watcher = new GoalWatcher(world, scenario.goals);
    for (let time = 0; time <= scenario.referenceMicros && !watcher.all; time += 30 * second) {
      world.runUntil(time, search);
      watcher.look();
      world.log_.discard();
    }
    expect(watcher.all, JSON.stringify(watcher.reachedAt)).toBe(true);
  });
});
