import { describe, expect, test } from 'vitest';
import { createHistory, type HistoryStore } from '#app/create-history';
import { Describer, nothingDescribed } from '#simulation/describe';
import { AttackPhase, LogKind } from '#simulation/log';
import type { TimedAction } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { beatStatesOf } from '../../../src/views/director/beat-states.ts';
import { doorOf } from '../../../src/views/director/door-of.ts';
import { runOf, search, second, worldOf } from '../../simulation/run-scenario.ts';

/** The double spend that ships, with luck that makes it short. */
function play(actions: readonly TimedAction[], until: number): { history: HistoryStore; scenario: Scenario } {
  const world = worldOf(runOf('double-spend', 4, actions));
  world.runUntil(until, search);
  const history = createHistory();
  history.append({
    reached: until,
    log: world.log_.drain(),
    records: new Describer().describe(world, nothingDescribed()),
    traceHash: '',
    hashesComputed: 0,
    hashesFromLedger: 0,
    waitingForHashes: false,
  });
  return { history, scenario: world.run.scenario };
}

const end = 1400 * second;
const { history, scenario } = play([], end);
const playhead = { time: end, index: history.rowsThrough(end) };
const beats = beatStatesOf(history, scenario.beats, playhead, end);
const beat = (id: string) => beats.find((state) => state.beat.id === id)!;
const published = (of: HistoryStore) =>
  of.milestones(0, end).some(({ kind, x }) => kind === LogKind.attack && x === AttackPhase.published);

describe('the door of a beat', () => {
  test('stands before the find that sets the beat off, and after the one before', () => {
    const found = history
      .milestones(0, end)
      .filter(({ kind }) => kind === LogKind.blockFound)
      .map(({ time }) => time);
    const { event } = beat('publish');
    const cause = found.findLast((time) => time <= event!.time)!;
    const door = doorOf(history, beat('publish'))!;
    expect(door).toBeLessThan(cause - second);
    expect(door).toBeGreaterThan(found.findLast((time) => time < cause)!);
  });

  test('is early enough: one block of Mia’s there, and Eve does not publish', () => {
    const luck = (at: number): TimedAction => ({ at, action: { type: 'mine-now', node: 'Mia' } });
    expect(published(history)).toBe(true);
    expect(published(play([luck(doorOf(history, beat('publish'))!)], end).history)).toBe(false);
    // Just before the beat it would be too late: nobody hears of it in time.
    expect(published(play([luck(beat('publish').event!.time - 1)], end).history)).toBe(true);
  });

  test('of a beat that waits for its time is just before it, and there is none before a beat has happened', () => {
    expect(doorOf(history, beat('pay'))).toBe(240 * second - 1);
    expect(doorOf(history, { ...beat('pay'), event: undefined })).toBeUndefined();
  });
});
