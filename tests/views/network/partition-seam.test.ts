import { expect, test } from 'vitest';
import {
  contour,
  mapPartition,
  partitionNow,
  seamHandle,
} from '../../../src/views/network/partition-seam.ts';
import { tellStory } from '../story.ts';

const story = tellStory();

test('the contour of a slope is one straight line', () => {
  const columns = 9;
  const rows = 5;
  const field = Float32Array.from({ length: columns * rows }, (_, at) => (at % columns) - 3.5);
  const lines = contour(field, columns, rows, 0, 0, 10);
  expect(lines).toHaveLength(1);
  for (let i = 0; i < lines[0]!.length; i += 2) expect(lines[0]![i]).toBeCloseTo(35);
});

test('every node lies in its own region and the seam keeps its distance from all', () => {
  const scene = story.sceneAt(story.marks.reorgRow - 1);
  const groups = Int8Array.from(scene.nodes, (_, node) => (node < 5 ? 1 : 0));
  const positions = {
    x: Float32Array.from(scene.nodes, (node) => node.x * 800),
    y: Float32Array.from(scene.nodes, (node) => node.y * 300),
  };
  const born = new Uint8Array(scene.nodes.length).fill(1);
  const map = mapPartition(scene.nodes, born, groups, positions, { x: 0, y: 0, width: 800, height: 300 }, 10);
  for (let node = 0; node < scene.nodes.length; node++) {
    const at = Math.round(positions.y[node]! / 10) * map.columns + Math.round(positions.x[node]! / 10);
    expect(map.group[at]).toBe(groups[node]);
  }
  expect(map.seams.length).toBeGreaterThan(0);
  const handle = seamHandle(map, positions, { width: 800, height: 300 })!;
  for (let node = 0; node < scene.nodes.length; node++) {
    expect(Math.hypot(positions.x[node]! - handle.x, positions.y[node]! - handle.y)).toBeGreaterThan(30);
  }
});

test('a partition lasts from its action to the heal', () => {
  const { nodes, actions } = story.history;
  const partition = actions.find((record) => record.action.type === 'partition');
  const heal = actions.find((record) => record.action.type === 'heal');
  if (partition === undefined || heal === undefined) return;
  const at = (time: number) =>
    partitionNow({ ...story.sceneAt(0), playhead: { time, index: 0 }, nodes, actions });
  expect(at(partition.at - 1)).toBeUndefined();
  expect(new Set(at(partition.at))).toHaveProperty('size', 2);
  expect(at(heal.at)).toBeUndefined();
});
