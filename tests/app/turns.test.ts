import { expect, test } from 'vitest';
import { Turns, turns } from '../../src/app/turns.ts';

const round = 100;

test('at sixty frames a second one turn is told in each frame, each ten times a second', () => {
  const told = new Turns<number>(round);
  const frames = Array.from({ length: 60 }, (_, frame) => told.due(1000 + (frame * 1000) / 60));
  for (const due of frames.slice(1)) expect(due.length).toBeLessThanOrEqual(1);
  for (const turn of turns) {
    const times = frames.flat().filter((due) => due === turn).length;
    expect(times, turn).toBeGreaterThanOrEqual(9);
    expect(times, turn).toBeLessThanOrEqual(11);
  }
});

test('where frames are rare, two turns share one, and a stall is not caught up with', () => {
  const told = new Turns<number>(round);
  const frames = Array.from({ length: 30 }, (_, frame) => told.due((frame * 1000) / 30));
  for (const turn of turns) {
    expect(frames.flat().filter((due) => due === turn).length, turn).toBeGreaterThanOrEqual(9);
  }
  for (const due of frames) expect(due.length).toBeLessThanOrEqual(2);
  expect(told.due(60_000).length).toBe(2);
  expect(told.due(60_001).length).toBe(0);
  expect(told.due(60_017).length).toBe(1);
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
