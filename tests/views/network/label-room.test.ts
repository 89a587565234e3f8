import { expect, test } from 'vitest';
import { boxAround, createLabelRoom } from '../../../src/views/network/label-room.ts';

const size = { width: 40, height: 16 };

test('words take the first place where they cover nothing', () => {
  const room = createLabelRoom(400, 300, 20);
  const places = [boxAround(100, 100, size), boxAround(100, 140, size)];
  expect(room.take(0, places)).toEqual(places[0]);
  expect(room.take(1, places)).toEqual(places[1]);
  expect(room.take(2, places)).toBeUndefined();
});

test('words stay on the canvas and below its heading', () => {
  const room = createLabelRoom(400, 300, 20);
  for (const [x, y] of [
    [10, 100],
    [390, 100],
    [100, 25],
    [100, 295],
  ] as const) {
    expect(room.take(0, [boxAround(x, y, size)])).toBeUndefined();
  }
});

test('words may lie beside their own body, never on another', () => {
  const room = createLabelRoom(400, 300, 0);
  room.keepOff(1, 100, 100, 30);
  const near = boxAround(110, 120, size);
  expect(room.take(2, [near])).toBeUndefined();
  expect(room.take(1, [near])).toEqual(near);
  // The corner of the square around a round body is free.
  expect(room.take(2, [boxAround(145, 70, size)])).toBeDefined();
});
