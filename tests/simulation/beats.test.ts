import { describe, expect, test } from 'vitest';
import { findPrologue } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { type LogColumns, LogKind } from '#simulation/log';
import type { Action, Run, TimedAction } from '#simulation/run';
import type { Beat } from '#simulation/scenario/beat';
import type { Condition } from '#simulation/scenario/condition';
import { GoalWatcher } from '#simulation/stage/goals';
import { Timeline } from '#simulation/timeline';
import { World } from '#simulation/world';
import { runOf, search, second, worldOf } from './run-scenario.ts';

const words = { en: 'words', 'zh-CN': '文字' };

function beat(id: string, when: Condition, more: Partial<Beat> = {}): Beat {
  return { id, title: words, text: words, when, actions: [], ...more };
}

/** The quiet network without random payments, and with a story. */
function told(beats: readonly Beat[], actions: readonly TimedAction[] = []): Run {
  const run = runOf('quiet-network', 4, actions);
  return { ...run, scenario: { ...run.scenario, trafficMeanWaitMicros: 0, beats } };
}

const pay: Action = { type: 'pay', from: 'Alice', to: 'Shop', amount: '100000000' };

interface Happening {
  readonly time: number;
  readonly beat: number;
}

function beatsIn(rows: LogColumns): Happening[] {
  const found: Happening[] = [];
  for (let i = 0; i < rows.count; i++)
    if (rows.kind[i] === LogKind.beat) found.push({ time: rows.time[i]!, beat: rows.x[i]! });
  return found;
}

function answersIn(rows: LogColumns): { asked: number; right: number }[] {
  const found: { asked: number; right: number }[] = [];
  for (let i = 0; i < rows.count; i++)
    if (rows.kind[i] === LogKind.answer) found.push({ asked: rows.object[i]!, right: rows.x[i]! });
  return found;
}

function play(run: Run, until: number): { world: World; rows: LogColumns; beats: Happening[] } {
  const world = worldOf(run);
  world.runUntil(until, search);
  const rows = world.log_.drain();
  return { world, rows, beats: beatsIn(rows) };
}

/** A payment, its confirmation, a fork by a collision, and its end. */
const story: readonly Beat[] = [
  beat('start', { type: 'time', at: 10 * second }, { actions: [pay] }),
  beat(
    'seen',
    { type: 'confirmations', node: 'Shop', count: 0 },
    { actions: [{ type: 'mine-now', node: 'Mia' }] },
  ),
  beat('one', { type: 'confirmations', node: 'Shop', from: 'Alice', count: 1 }),
  beat(
    'collide',
    { type: 'after', micros: 5 * second },
    {
      actions: [{ type: 'collide', nodes: ['Mia', 'Moe'] }],
      question: {
        text: words,
        choices: [words, words],
        right: [
          { type: 'last-block', node: 'Mia' },
          { type: 'last-block', node: 'Moe' },
        ],
        reveal: words,
      },
    },
  ),
  beat('fork', { type: 'fork' }, { actions: [{ type: 'mine-now', node: 'Moe' }] }),
  beat('over', { type: 'fork-resolved' }),
];

describe('a story', () => {
  const played = play(told(story), 120 * second);

  test('happens in order, each beat when its condition first holds', () => {
    expect(played.beats.map(({ beat: number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
    const times = played.beats.map(({ time }) => time);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(times[0]).toBe(10 * second);
    expect(times[3]).toBe(times[2]! + 5 * second);
  });

  test('waits until the node itself sees it, not a microsecond longer', () => {
    const { rows, world, beats } = played;
    const shop = world.indexOf('Shop')!;
    const first = (kind: number, after: number) => {
      for (let i = 0; i < rows.count; i++)
        if (rows.kind[i] === kind && rows.a[i] === shop && rows.time[i]! >= after) return rows.time[i];
      return undefined;
    };
    expect(beats[1]!.time).toBe(first(LogKind.txAccepted, beats[0]!.time));
    expect(beats[2]!.time).toBe(first(LogKind.tip, beats[1]!.time));
  });

  test('carries out the actions of its beats as scripted ones', () => {
    const done = played.world.carriedOut.map(({ action, scripted }) => [action.type, scripted]);
    expect(done).toEqual([
      ['pay', true],
      ['mine-now', true],
      ['collide', true],
      ['mine-now', true],
    ]);
  });

  test('answers its question from what has happened by then', () => {
    const lastFinder = played.world.blocks.findLast(
      (block) => block.miner >= 0 && block.foundAt <= played.beats[4]!.time,
    )?.miner;
    const right = lastFinder === played.world.indexOf('Mia') ? 0 : 1;
    expect(answersIn(played.rows)).toEqual([{ asked: 3, right }]);
  });

  test('is the same whatever the window, in whatever steps, and from any keyframe', () => {
    const hash = played.world.traceHash();
    for (const window of [1_000, 333_000, 20_000_000]) {
      const world = worldOf(told(story));
      world.runUntil(120 * second, search, window);
      expect(world.traceHash()).toBe(hash);
    }
    const steps = worldOf(told(story));
    for (let time = 0; time <= 120 * second; time += 777_777) steps.runUntil(time, search);
    steps.runUntil(120 * second, search);
    expect(steps.traceHash()).toBe(hash);
    const run = told(story);
    const prologue = findPrologue(run.scenario.prologue);
    const ledger = new Ledger();
    const first = worldOf(run, ledger);
    for (const { time } of played.beats) {
      first.runUntil(time, search);
      const keyframe = first.keyframe();
      const again = new World({ run, prologue, ledger }, keyframe);
      again.runUntil(120 * second, search);
      expect(again.traceHash()).toBe(hash);
    }
  });

  test('tells a history of its own: other beats, another fingerprint', () => {
    const without = play(told([]), 120 * second);
    expect(without.world.traceHash()).not.toBe(played.world.traceHash());
  });
});

describe('a beat by hand', () => {
  const waiting = [
    beat('first', { type: 'by-hand' }, { actions: [pay] }),
    beat('second', { type: 'always' }),
  ];

  test('waits for the user, and the next one follows', () => {
    expect(play(told(waiting), 60 * second).beats).toEqual([]);
    const pressed = play(
      told(waiting, [{ at: 7_000_000, action: { type: 'beat', beat: 'first' } }]),
      60 * second,
    );
    expect(pressed.beats).toEqual([
      { time: 7_000_000, beat: 0 },
      { time: 7_000_000, beat: 1 },
    ]);
    expect(pressed.world.carriedOut.map(({ action }) => action.type)).toEqual(['beat', 'pay']);
  });

  test('can be hurried, but not taken out of turn', () => {
    const beats = [beat('a', { type: 'time', at: 50 * second }), beat('b', { type: 'by-hand' })];
    const { world, beats: happened } = play(
      told(beats, [
        { at: second, action: { type: 'beat', beat: 'b' } },
        { at: 2 * second, action: { type: 'beat', beat: 'a' } },
        { at: 3 * second, action: { type: 'beat', beat: 'nowhere' } },
        { at: 4 * second, action: { type: 'beat', beat: 'b' } },
        { at: 5 * second, action: { type: 'beat', beat: 'b' } },
      ]),
      60 * second,
    );
    expect(happened).toEqual([
      { time: 2 * second, beat: 0 },
      { time: 4 * second, beat: 1 },
    ]);
    expect(world.reasons).toContain('not-the-next-beat');
    expect(world.reasons).toContain('no-such-beat');
  });

  test('opens another timeline without losing the story of the first', () => {
    const run = told([...waiting, beat('third', { type: 'time', at: 40 * second })]);
    const timeline = new Timeline(run, findPrologue(run.scenario.prologue));
    const world = worldOf(run, timeline.ledger);
    world.runUntil(60 * second, search);
    expect(timeline.advance(60 * second, Number.POSITIVE_INFINITY)).toBe('reached');
    expect(timeline.world.variables.story.next).toBe(0);
    const pressed = { at: 30 * second, action: { type: 'beat', beat: 'first' } } as const;
    const { timeline: other } = timeline.fork(30 * second, { ...run, actions: [pressed] });
    expect(other.world.variables.story.next).toBe(0);
    const straight = worldOf({ ...run, actions: [pressed] }, timeline.ledger);
    straight.runUntil(30 * second, search);
    other.advance(30 * second, 100_000);
    expect(other.world.traceHash()).toBe(straight.traceHash());
    expect(other.world.variables.story.next).toBe(2);
    expect(timeline.world.variables.story.next).toBe(0);
  });
});

test('goals are reached at the moment they hold', () => {
  const world = worldOf(told(story));
  const watcher = new GoalWatcher(world, [
    { type: 'time', at: 3 * second },
    { type: 'confirmations', node: 'Shop', count: 1 },
    { type: 'fork' },
    { type: 'height', node: 'Shop', atLeast: 10_000 },
  ]);
  world.runUntil(120 * second, search);
  const { beats } = play(told(story), 120 * second);
  const [time, confirmed, forked, high] = watcher.reachedAt;
  expect(time).toBeGreaterThanOrEqual(3 * second);
  expect(confirmed).toBe(beats[2]!.time);
  expect(forked).toBe(beats[4]!.time);
  expect(high).toBeUndefined();
  expect(watcher.all).toBe(false);
});

test('by hand, the world waits at every beat and does what the hands are for', () => {
  const run = told([
    beat(
      'a',
      { type: 'time', at: second },
      { actions: [pay], handActions: [{ type: 'mine-now', node: 'Moe' }] },
    ),
    beat('b', { type: 'always' }, { actions: [pay] }),
  ]);
  const staged: Run = { ...run, scenario: { ...run.scenario, byHand: true } };
  expect(play(staged, 30 * second).beats).toEqual([]);
  const press = (at: number, id: string): TimedAction => ({
    at: at * second,
    action: { type: 'beat', beat: id },
  });
  const { world, beats } = play({ ...staged, actions: [press(5, 'a'), press(9, 'b')] }, 30 * second);
  expect(beats).toEqual([
    { time: 5 * second, beat: 0 },
    { time: 9 * second, beat: 1 },
  ]);
  expect(world.carriedOut.map(({ action }) => action.type)).toEqual(['beat', 'mine-now', 'beat', 'pay']);
});
