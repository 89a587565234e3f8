import { expect, test } from 'vitest';
import {
  extentOf,
  flightPosition,
  groupsWithout,
  linkAt,
  linksCrossed,
  messageAt,
  neighbourInDirection,
  nodeAt,
  placeNodes,
  wholeNetwork,
  zoomAt,
} from '../../../src/views/network/network-geometry.ts';
import { tellStory } from '../story.ts';

const story = tellStory();
const scene = story.sceneAt(story.marks.cutRow - 1);
const { nodes, links } = scene;
const frame = {
  width: 880,
  height: 340,
  top: 70,
  bottom: 80,
  side: 70,
  scale: 1,
  extent: extentOf(nodes),
};
const geometry = placeNodes(nodes, nodes.length, frame, wholeNetwork);
const linkUp = new Uint8Array(links.length).fill(1);
const online = new Uint8Array(nodes.length).fill(1);

test('positions fill the frame and depend on nothing but the records', () => {
  for (let node = 0; node < nodes.length; node++) {
    expect(geometry.x[node]).toBeGreaterThanOrEqual(frame.side - 0.01);
    expect(geometry.x[node]).toBeLessThanOrEqual(frame.width - frame.side + 0.01);
    expect(geometry.y[node]).toBeGreaterThanOrEqual(frame.top - 0.01);
    expect(geometry.y[node]).toBeLessThanOrEqual(frame.height - frame.bottom + 0.01);
  }
  expect(placeNodes(nodes, nodes.length, frame, wholeNetwork)).toEqual(geometry);
});

test('a message is at the sender when sent, at the receiver when it arrives, and goes straight between', () => {
  const flights = {
    count: 1,
    from: Int32Array.of(0),
    to: Int32Array.of(1),
    payload: Int32Array.of(0),
    sentAt: Float64Array.of(1000),
    arrivesAt: Float64Array.of(3000),
    row: Float64Array.of(9),
  };
  const at = (time: number) => {
    const out = new Float32Array(4);
    return flightPosition(geometry, flights, 0, time, out) ? out : undefined;
  };
  const distance = (point: Float32Array, node: number) =>
    Math.hypot(point[0]! - geometry.x[node]!, point[1]! - geometry.y[node]!);
  expect(at(999)).toBeUndefined();
  expect(at(3001)).toBeUndefined();
  const [sent, middle, arrived] = [at(1000)!, at(2000)!, at(3000)!];
  expect(distance(sent, 0)).toBeLessThan(2 * geometry.radius);
  expect(distance(arrived, 1)).toBeLessThan(2 * geometry.radius);
  expect(middle[0]).toBeCloseTo((sent[0]! + arrived[0]!) / 2, 3);
  expect(middle[1]).toBeCloseTo((sent[1]! + arrived[1]!) / 2, 3);
  expect(messageAt(geometry, flights, 2000, middle[0]!, middle[1]!)).toBe(0);
  expect(messageAt(geometry, flights, 2000, 5, 5)).toBe(-1);
});

test('what one sees is what one hits', () => {
  for (let node = 0; node < nodes.length; node++) {
    expect(nodeAt(geometry, online, geometry.x[node]! + 3, geometry.y[node]! - 3)).toBe(node);
  }
  const link = links[0]!;
  const x = (geometry.x[link.a]! + geometry.x[link.b]!) / 2;
  const y = (geometry.y[link.a]! + geometry.y[link.b]!) / 2;
  expect(linkAt(geometry, links, linkUp, x, y)).toBe(0);
  expect(linkAt(geometry, links, new Uint8Array(links.length), x, y)).toBe(-1);
});

test('a line drawn between the two halves cuts exactly the links between them', () => {
  const crossed = linksCrossed(geometry, links, linkUp, { x1: 480, y1: 0, x2: 480, y2: 340 });
  const expected = links.filter((link) => link.a < 5 !== link.b < 5).map((link) => link.index);
  expect(crossed).toEqual(expected);
  const groups = groupsWithout(nodes.length, online, links, linkUp, crossed);
  expect(groups.map((group) => [...group].sort())).toEqual([
    [0, 1, 2, 3, 4],
    [5, 6, 7],
  ]);
  expect(groupsWithout(nodes.length, online, links, linkUp, [])).toHaveLength(1);
});

test('arrow keys reach every node from every other', () => {
  const seen = new Set([0]);
  const open = [0];
  while (open.length > 0) {
    const from = open.pop()!;
    for (const direction of ['left', 'right', 'up', 'down'] as const) {
      const next = neighbourInDirection(geometry, online, from, direction);
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  expect(seen.size).toBe(nodes.length);
});

test('zooming holds the point under the pointer', () => {
  const camera = zoomAt({ zoom: 1.5, x: 40, y: -20 }, 1.7, 300, 200);
  const base = { x: (300 - 40) / 1.5, y: (200 + 20) / 1.5 };
  expect(base.x * camera.zoom + camera.x).toBeCloseTo(300);
  expect(base.y * camera.zoom + camera.y).toBeCloseTo(200);
});
