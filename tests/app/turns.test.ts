import { expect, test } from 'vitest';
import { Turns, turns } from '../../src/app/turns.ts';

const round = 100;

test('at sixty frames a second one turn is told in each frame, each once in a round', () => {
  const told = new Turns<number>(round);
  const frames = Array.from({ length: 60 }, (_, frame) => told.due(1000 + (frame * 1000) / 60));
  // All are told of the first frame: nobody knows anything yet.
  for (const due of frames.slice(1)) expect(due.length).toBeLessThanOrEqual(1);
  for (const turn of turns) {
    const times = frames.flat().filter((due) => due === turn).length;
    expect(times, turn).toBeGreaterThanOrEqual(10);
    expect(times, turn).toBeLessThanOrEqual(11);
  }
});

test('where frames are rare, several turns share one, and after a stall nobody is told twice', () => {
  const told = new Turns<number>(round);
  told.due(0);
  for (let now = 33; now < 2000; now += 33) expect(told.due(now).length).toBeLessThanOrEqual(3);
  const after = told.due(60_000);
  expect([...after].sort()).toEqual([...turns].sort());
  expect(told.due(60_001)).toEqual([]);
});

test('listeners are told the value at their turn, or all at once, until they leave', () => {
  const told = new Turns<number>(round);
  const heard: string[] = [];
  const leave = told.subscribe((value) => heard.push(`stage ${value}`), 'stage');
  told.subscribe((value) => heard.push(`rest ${value}`), 'rest');
  told.tell(1, ['stage']);
  told.tell(2);
  leave();
  told.tell(3);
  expect(heard).toEqual(['stage 1', 'stage 2', 'rest 2', 'rest 3']);
});
