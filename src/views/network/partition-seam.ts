import type { Scene } from '#app/scene';
import type { NodeRecord } from '#simulation/records';

/* A partition as regions of the picture: every point belongs to the group whose nodes pull at it most, and the seam is
 * where two groups pull alike. Smooth, because the pull falls with the fourth power of the distance. */

/** Group number of each node while the network is partitioned; undefined while it is whole. */
export function partitionNow(scene: Scene): Int8Array | undefined {
  let groups: readonly (readonly string[])[] | undefined;
  for (const record of scene.actions) {
    if (record.at > scene.playhead.time) continue;
    if (record.action.type === 'partition') groups = record.action.groups;
    else if (record.action.type === 'heal') groups = undefined;
  }
  if (groups === undefined) return undefined;
  const byName = new Map<string, number>();
  groups.forEach((names, group) => {
    for (const name of names) byName.set(name, group);
  });
  const rest = groups.length;
  return Int8Array.from(scene.nodes, (node) => byName.get(node.name) ?? rest);
}

/** Is a partition in force at the playhead? */
export function isPartitioned(scene: Scene): boolean {
  let partitioned = false;
  for (const { at, action } of scene.actions) {
    if (at > scene.playhead.time) break;
    if (action.type === 'partition') partitioned = true;
    else if (action.type === 'heal') partitioned = false;
  }
  return partitioned;
}

/** A sampled partition: in base coordinates (camera at rest). */
export interface PartitionMap {
  /** Left, top, and size of one cell. */
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  /** Winning group at each sample, row by row. */
  readonly group: Int8Array;
  /** 0 at the seam … 1 deep inside a group. */
  readonly certainty: Float32Array;
  /** Seams as polylines of x, y pairs. */
  readonly seams: readonly Float32Array[];
}

/** Samples the partition over `bounds` in cells of `cell` pixels. O(cells · nodes). */
export function mapPartition(
  nodes: readonly NodeRecord[],
  born: Uint8Array,
  groups: Int8Array,
  positions: { readonly x: Float32Array; readonly y: Float32Array },
  bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  cell: number,
): PartitionMap {
  const columns = Math.ceil(bounds.width / cell) + 1;
  const rows = Math.ceil(bounds.height / cell) + 1;
  const present = [...new Set(nodes.flatMap((_, node) => (born[node] === 1 ? [groups[node]!] : [])))];
  const groupCount = Math.max(...groups, 0) + 1;
  const pull = new Float64Array(groupCount);
  const group = new Int8Array(columns * rows);
  const certainty = new Float32Array(columns * rows);
  const signed: Float32Array[] = Array.from({ length: groupCount }, () => new Float32Array(columns * rows));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      pull.fill(0);
      const x = bounds.x + column * cell;
      const y = bounds.y + row * cell;
      for (let node = 0; node < nodes.length; node++) {
        if (born[node] !== 1) continue;
        const dx = positions.x[node]! - x;
        const dy = positions.y[node]! - y;
        const square = dx * dx + dy * dy + 400;
        pull[groups[node]!]! += 1e6 / (square * square);
      }
      const at = row * columns + column;
      let best = 0;
      let second = 0;
      let bestGroup = 0;
      for (let number = 0; number < groupCount; number++) {
        const force = pull[number]!;
        if (force > best) {
          second = best;
          best = force;
          bestGroup = number;
        } else if (force > second) second = force;
      }
      group[at] = bestGroup;
      certainty[at] = best > 0 ? (best - second) / (best + second) : 0;
      const total = best + second || 1;
      for (let number = 0; number < groupCount; number++) {
        signed[number]![at] = number === bestGroup ? (best - second) / total : (pull[number]! - best) / total;
      }
    }
  }
  const seams: Float32Array[] = [];
  // One contour fewer than there are groups separates them all.
  for (const number of present.sort((a, b) => a - b).slice(0, -1)) {
    seams.push(...contour(signed[number]!, columns, rows, bounds.x, bounds.y, cell));
  }
  return { x: bounds.x, y: bounds.y, cell, columns, rows, group, certainty, seams };
}

/** The zero line of a sampled field as joined polylines (marching squares). */
export function contour(
  field: Float32Array,
  columns: number,
  rows: number,
  x0: number,
  y0: number,
  cell: number,
): Float32Array[] {
  // A crossing is named by the grid edge it lies on: 2·sample for the edge to the right, 2·sample + 1 for the one below.
  const links = new Map<number, number[]>();
  const connect = (from: number, to: number) => {
    (links.get(from) ?? links.set(from, []).get(from)!).push(to);
    (links.get(to) ?? links.set(to, []).get(to)!).push(from);
  };
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const edges: number[] = [];
      const inside = (sample: number) => field[sample]! > 0;
      if (inside(at) !== inside(at + 1)) edges.push(2 * at);
      if (inside(at + 1) !== inside(at + columns + 1)) edges.push(2 * (at + 1) + 1);
      if (inside(at + columns) !== inside(at + columns + 1)) edges.push(2 * (at + columns));
      if (inside(at) !== inside(at + columns)) edges.push(2 * at + 1);
      if (edges.length >= 2) connect(edges[0]!, edges[1]!);
      if (edges.length === 4) connect(edges[2]!, edges[3]!);
    }
  }
  const point = (edge: number): [number, number] => {
    const sample = edge >> 1;
    const column = sample % columns;
    const row = (sample - column) / columns;
    const down = (edge & 1) === 1;
    const here = field[sample]!;
    const there = field[down ? sample + columns : sample + 1]!;
    const along = here / (here - there);
    return down
      ? [x0 + column * cell, y0 + (row + along) * cell]
      : [x0 + (column + along) * cell, y0 + row * cell];
  };
  const lines: Float32Array[] = [];
  const visited = new Set<number>();
  const walk = (start: number) => {
    const points: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined) {
      visited.add(at);
      points.push(...point(at));
      at = links.get(at)?.find((next) => !visited.has(next));
    }
    if (points.length >= 4) lines.push(Float32Array.from(points));
  };
  for (const [edge, next] of links) if (next.length === 1 && !visited.has(edge)) walk(edge);
  for (const edge of links.keys()) if (!visited.has(edge)) walk(edge);
  return lines.sort((a, b) => b.length - a.length);
}

/** A point on the longest seam, inside the frame and as far from nodes as may be: where the Heal button goes. */
export function seamHandle(
  map: PartitionMap,
  positions: { readonly x: Float32Array; readonly y: Float32Array },
  frame: { readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number } | undefined {
  const seam = map.seams[0];
  if (seam === undefined) return undefined;
  let best: { x: number; y: number } | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < seam.length; index += 2) {
    const x = seam[index]!;
    const y = seam[index + 1]!;
    if (x < 50 || y < 50 || x > frame.width - 50 || y > frame.height - 40) continue;
    let clear = 120;
    for (let node = 0; node < positions.x.length; node++) {
      clear = Math.min(clear, Math.hypot(positions.x[node]! - x, positions.y[node]! - y));
    }
    const score = clear - 0.15 * Math.hypot(x - frame.width / 2, y - frame.height / 2);
    if (score > bestScore) {
      bestScore = score;
      best = { x, y };
    }
  }
  return best;
}
