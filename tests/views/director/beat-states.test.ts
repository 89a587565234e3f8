import { describe, expect, test } from 'vitest';
import { answerAt, beatStatesOf } from '../../../src/views/director/beat-states.ts';
import { beats, play, second, stage } from './staged.ts';

const staged = stage([play(20 * second, 'pay'), play(30 * second, 'secret')], 60 * second);
const statesAt = (time: number, seen = time) =>
  beatStatesOf(staged.history, beats, staged.at(time).playhead, seen);

describe('the beats of a play', () => {
  test('wait before they are played, the first one next', () => {
    expect(statesAt(10 * second).map(({ state }) => state)).toEqual(['next', 'later', 'later', 'later']);
  });

  test('are done from their moment on', () => {
    expect(statesAt(40 * second).map(({ state }) => state)).toEqual(['done', 'done', 'next', 'later']);
    expect(statesAt(40 * second)[1]?.event?.time).toBe(30 * second);
  });

  test('are undone again when the reader steps back, and what was seen stays a door', () => {
    const back = statesAt(25 * second, 60 * second);
    expect(back.map(({ state }) => state)).toEqual(['done', 'next', 'later', 'later']);
    expect(back[1]?.event?.time).toBe(30 * second);
  });

  test('tell nothing of a future that nobody has seen', () => {
    expect(statesAt(25 * second, 25 * second)[1]?.event).toBeUndefined();
  });

  test('without a question have no answer', () => {
    expect(answerAt(staged.history, 0, staged.at(60 * second).playhead)).toBeUndefined();
  });
});
