import { describe, expect, test } from 'vitest';
import type { HistoryStore } from '#app/create-history';
import { play } from '#app/playback';
import { storyStops } from '#app/story-stops';
import { knowsAll } from '#app/tells-its-story';
import { findScenario } from '#scenarios/shipped';
import { LogKind } from '#simulation/log';
import type { TimedAction } from '#simulation/run';
import { runOf, search, second, worldOf } from '../simulation/run-scenario.ts';
import { historyOfWorld } from './history-of-world.ts';

const attack = findScenario('double-spend')!;
const quiet = findScenario('quiet-network')!;
const run = runOf('double-spend', attack.defaultSeed);
const reader = { run, godView: false, viewAs: -1, pauseAt: 'nothing' } as const;
const eve = attack.nodes.findIndex(({ name }) => name === 'Eve');

describe('who is told everything', () => {
  test('of a staged attack: god’s eye, and whoever looks as the attacker; of any other story: everybody', () => {
    expect(knowsAll(reader)).toBe(false);
    expect(knowsAll({ ...reader, viewAs: attack.nodes.findIndex(({ name }) => name === 'Shop') })).toBe(
      false,
    );
    expect(knowsAll({ ...reader, godView: true })).toBe(true);
    expect(knowsAll({ ...reader, viewAs: eve })).toBe(true);
    expect(knowsAll({ ...reader, run: { ...run, scenario: quiet } })).toBe(true);
  });
});

/** Every moment at which time stands still by itself, and the number of the last beat there. */
function stopsOf(history: HistoryStore, state: Parameters<typeof storyStops>[0], end: number) {
  const stops: { readonly at: number; readonly beat: number }[] = [];
  const beats = history.milestones(0, end).filter(({ kind }) => kind === LogKind.beat);
  let playhead = { time: 0, index: 0 };
  for (let frame = 0; frame < 3_000; frame++) {
    const { beats: stopping, pauseAt } = storyStops(state, history, playhead.index);
    const speed = { mode: 'fixed', microsPerSecond: 10 * second } as const;
    const played = play(history, playhead, speed, pauseAt, 1, stopping);
    playhead = played.playhead;
    if (played.stopped)
      stops.push({ at: playhead.time, beat: beats.filter(({ row }) => row < playhead.index).length - 1 });
    if (played.limited || playhead.time >= end) return stops;
  }
  return stops;
}

describe('an attack by itself', () => {
  const end = 4_200 * second;
  const world = worldOf(run);
  world.runUntil(end, search);
  const history = historyOfWorld(world) as HistoryStore;

  test('stops at its question, with god view and without', () => {
    const asked = attack.beats.findIndex(({ question }) => question !== undefined);
    expect(stopsOf(history, reader, end).map(({ beat }) => beat)).toEqual([asked]);
    expect(stopsOf(history, { ...reader, godView: true }, end).map(({ beat }) => beat)).toEqual([asked]);
  });
});

describe('an attack staged by hand', () => {
  const presses: readonly TimedAction[] = [
    { at: 240 * second, action: { type: 'beat', beat: 'pay' } },
    { at: 240 * second, action: { type: 'beat', beat: 'secret' } },
  ];
  const staged = { ...run, scenario: { ...attack, byHand: true }, actions: presses };
  const end = 4_000 * second;
  const world = worldOf(staged);
  world.runUntil(end, search);
  const history = historyOfWorld(world) as HistoryStore;
  const state = { ...reader, run: staged, godView: true };

  test('stands still when it is the reader’s turn, and at every block that is found while it lasts', () => {
    const finds = history.milestones(0, end).filter(({ kind }) => kind === LogKind.blockFound);
    const shipped = history.milestones(0, end).find(({ kind, x }) => kind === LogKind.beat && x === 2)!;
    const stops = stopsOf(history, state, end);
    // After the payment at once, then when the goods are out, then at each block until somebody publishes.
    expect(stops[0]).toMatchObject({ at: 240 * second });
    expect(stops[1]).toEqual({ at: shipped.time, beat: 2 });
    const later = finds.filter(({ time }) => time > shipped.time).map(({ time }) => time);
    expect(later.length).toBeGreaterThan(2);
    expect(stops.slice(2).map(({ at }) => at)).toEqual(later);
  });
});
