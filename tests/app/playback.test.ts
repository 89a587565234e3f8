import { describe, expect, test } from 'vitest';
import type { HistoryStore } from '#app/create-history';
import { play } from '#app/playback';
import type { Beat } from '#simulation/scenario/beat';
import { runOf, search, second, worldOf } from '../simulation/run-scenario.ts';
import { historyOfWorld } from './history-of-world.ts';

const words = { en: 'words', 'zh-CN': '文字' };
const told = (id: string, at: number, pause: boolean): Beat => ({
  id,
  title: words,
  text: words,
  when: { type: 'time', at: at * second },
  actions: [],
  ...(pause ? { pause } : {}),
});
const beats = [told('one', 5, false), told('two', 10, true), told('three', 20, true)];

describe('playing a story', () => {
  const run = runOf('quiet-network', 1);
  const scenario = { ...run.scenario, parameters: [], beats };
  const world = worldOf({ ...run, scenario });
  world.runUntil(40 * second, search);
  const history = historyOfWorld(world) as HistoryStore;
  const speed = { mode: 'fixed', microsPerSecond: 60 * second } as const;

  test('stops at each beat that asks for it, and goes on from there', () => {
    const stops: number[] = [];
    let playhead = { time: 0, index: 0 };
    for (let frame = 0; frame < 20; frame++) {
      const played = play(history, playhead, speed, 'nothing', 1, beats);
      playhead = played.playhead;
      if (played.stopped) stops.push(playhead.time);
      if (played.limited) break;
    }
    expect(stops).toEqual([10 * second, 20 * second]);
    expect(playhead.time).toBe(40 * second);
  });

  test('does not stop where nobody asks', () => {
    const { playhead, stopped } = play(history, { time: 0, index: 0 }, speed, 'nothing', 1);
    expect({ time: playhead.time, stopped }).toEqual({ time: 40 * second, stopped: false });
  });
});
