import type { InFlight, Scene } from '#app/scene';
import type { LinkRecord, NodeRecord } from '#simulation/records';

/* Where things of the network are on the screen. Pure arithmetic: the painter and the pointer both ask here, so what one
 * sees is what one hits. */

/** Zoom and displacement, in CSS pixels: screen = base · zoom + (x, y). */
export interface NetworkCamera {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** The whole network in view. */
export const wholeNetwork: NetworkCamera = { zoom: 1, x: 0, y: 0 };

/** The part of the canvas that nodes may stand in. */
export interface NetworkFrame {
  readonly width: number;
  readonly height: number;
  /** Space kept free on each side for headings, labels and the legend. */
  readonly top: number;
  readonly bottom: number;
  readonly side: number;
  /** Type scale; radii grow with it. */
  readonly scale: number;
  /** The part of the 0 … 1 square that is spread over the frame. */
  readonly extent: NetworkExtent;
}

export interface NetworkExtent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The frame that a canvas of this size leaves to its nodes, at a type scale. */
export function networkFrame(
  size: { readonly width: number; readonly height: number },
  scale: number,
  extent: NetworkExtent,
): NetworkFrame {
  return {
    extent,
    width: size.width,
    height: size.height,
    scale,
    top: Math.min(40 + 36 * scale, size.height * 0.27),
    bottom: Math.min(40 + 60 * scale, size.height * 0.33),
    side: Math.min(82 * scale, size.width * 0.16),
  };
}

/** The smallest extent that holds every position, at least half the square each way. */
export function extentOf(positions: readonly { readonly x: number; readonly y: number }[]): NetworkExtent {
  let left = 1;
  let right = 0;
  let top = 1;
  let bottom = 0;
  for (const { x, y } of positions) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right - left < 0.5) {
    left = clamp((left + right) / 2 - 0.25, 0, 0.5);
    right = left + 0.5;
  }
  if (bottom - top < 0.5) {
    top = clamp((top + bottom) / 2 - 0.25, 0, 0.5);
    bottom = top + 0.5;
  }
  return { left, right, top, bottom };
}

/** Positions by node index, and the radius that all nodes share. */
export interface NetworkGeometry {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly radius: number;
  readonly camera: NetworkCamera;
  readonly frame: NetworkFrame;
}

/** Places every node: its fixed 0 … 1 position inside the frame, seen through the camera. */
export function placeNodes(
  nodes: readonly NodeRecord[],
  bornCount: number,
  frame: NetworkFrame,
  camera: NetworkCamera,
): NetworkGeometry {
  const width = Math.max(1, frame.width - 2 * frame.side);
  const height = Math.max(1, frame.height - frame.top - frame.bottom);
  const { extent } = frame;
  const across = width / (extent.right - extent.left);
  const down = height / (extent.bottom - extent.top);
  const x = new Float32Array(nodes.length);
  const y = new Float32Array(nodes.length);
  for (let node = 0; node < nodes.length; node++) {
    const record = nodes[node]!;
    x[node] = (frame.side + (record.x - extent.left) * across) * camera.zoom + camera.x;
    y[node] = (frame.top + (record.y - extent.top) * down) * camera.zoom + camera.y;
  }
  const spacing = Math.sqrt((width * height) / Math.max(1, bornCount));
  // Few nodes stay large enough to read even where two of them stand close.
  const least = bornCount <= 30 ? 12 * frame.scale : 3;
  const crowding = Math.max(least, closestPair(nodes, across, down) * 0.27);
  const radius = clamp(Math.min(spacing * 0.24, crowding), 3, 24 * frame.scale) * Math.sqrt(camera.zoom);
  return { x, y, radius: clamp(radius, 2.5, 36 * frame.scale), camera, frame };
}

/** `placeNodes` that gives the same geometry again while nothing about it has changed: most frames. */
export function createPlacer(): typeof placeNodes {
  let last: readonly unknown[] = [];
  let placed: NetworkGeometry | undefined;
  return (nodes, bornCount, frame, camera) => {
    const now = [nodes, nodes.length, bornCount, frame, camera];
    if (placed === undefined || now.some((part, index) => part !== last[index])) {
      last = now;
      placed = placeNodes(nodes, bornCount, frame, camera);
    }
    return placed;
  };
}

/** Distance of the two nodes that stand closest, in pixels at rest; Infinity where there are too many to compare. */
function closestPair(nodes: readonly NodeRecord[], across: number, down: number): number {
  let closest = Number.POSITIVE_INFINITY;
  if (nodes.length > 80) return closest;
  for (let one = 0; one < nodes.length; one++) {
    for (let other = one + 1; other < nodes.length; other++) {
      const dx = (nodes[one]!.x - nodes[other]!.x) * across;
      const dy = (nodes[one]!.y - nodes[other]!.y) * down;
      closest = Math.min(closest, Math.hypot(dx, dy));
    }
  }
  return closest;
}

/** The camera after zooming by `factor` with the point (x, y) held still. */
export function zoomAt(camera: NetworkCamera, factor: number, x: number, y: number): NetworkCamera {
  const zoom = clamp(camera.zoom * factor, 0.5, 12);
  const applied = zoom / camera.zoom;
  return { zoom, x: x - (x - camera.x) * applied, y: y - (y - camera.y) * applied };
}

/** Gap between a node's outline and where messages leave and arrive. */
export function rimGap(radius: number): number {
  return radius < 8 ? 1 : 4 + radius * 0.22;
}

/** How far to the right of its link a message travels, so that the two directions pass each other. */
export function laneOffset(radius: number): number {
  return clamp(radius * 0.3, 1.5, 7);
}

/** Where a message is at `time`: on its way from rim to rim, on the right-hand side of the link.
 * Writes x, y and the unit direction of travel to `out`; false when it is not under way. */
export function flightPosition(
  geometry: NetworkGeometry,
  flights: InFlight,
  index: number,
  time: number,
  out: Float32Array,
): boolean {
  const sent = flights.sentAt[index]!;
  const span = flights.arrivesAt[index]! - sent;
  const fraction = span > 0 ? (time - sent) / span : 1;
  if (fraction < 0 || fraction > 1) return false;
  const from = flights.from[index]!;
  const to = flights.to[index]!;
  const ax = geometry.x[from]!;
  const ay = geometry.y[from]!;
  const dx = geometry.x[to]! - ax;
  const dy = geometry.y[to]! - ay;
  const length = Math.sqrt(dx * dx + dy * dy) || 1;
  const ux = dx / length;
  const uy = dy / length;
  const gap = Math.min(geometry.radius + rimGap(geometry.radius), length / 2);
  const along = gap + (length - 2 * gap) * fraction;
  const aside = laneOffset(geometry.radius);
  out[0] = ax + ux * along - uy * aside;
  out[1] = ay + uy * along + ux * aside;
  out[2] = ux;
  out[3] = uy;
  return true;
}

/** The node at a point, the nearest one if several are; −1: none. Targets are at least 24 px wide. */
export function nodeAt(geometry: NetworkGeometry, born: Uint8Array, x: number, y: number): number {
  const reach = Math.max(12, geometry.radius + rimGap(geometry.radius) + 2);
  return nearest(geometry, born, x, y, reach);
}

function nearest(geometry: NetworkGeometry, born: Uint8Array, x: number, y: number, reach: number): number {
  let best = -1;
  let bestSquare = reach * reach;
  for (let node = 0; node < geometry.x.length; node++) {
    if (born[node] !== 1) continue;
    const dx = geometry.x[node]! - x;
    const dy = geometry.y[node]! - y;
    const square = dx * dx + dy * dy;
    if (square <= bestSquare) {
      best = node;
      bestSquare = square;
    }
  }
  return best;
}

/** The open link at a point; −1: none. */
export function linkAt(
  geometry: NetworkGeometry,
  links: readonly LinkRecord[],
  linkUp: Uint8Array,
  x: number,
  y: number,
): number {
  let best = -1;
  let bestDistance = 7;
  for (const link of links) {
    if (linkUp[link.index] !== 1) continue;
    const distance = distanceToSegment(
      x,
      y,
      geometry.x[link.a]!,
      geometry.y[link.a]!,
      geometry.x[link.b]!,
      geometry.y[link.b]!,
    );
    if (distance < bestDistance) {
      best = link.index;
      bestDistance = distance;
    }
  }
  return best;
}

/** The message at a point, as an index into `flights`; −1: none. */
export function messageAt(
  geometry: NetworkGeometry,
  flights: InFlight,
  time: number,
  x: number,
  y: number,
): number {
  const at = new Float32Array(4);
  let best = -1;
  let bestSquare = 12 * 12;
  for (let index = 0; index < flights.count; index++) {
    if (!flightPosition(geometry, flights, index, time, at)) continue;
    const dx = at[0]! - x;
    const dy = at[1]! - y;
    const square = dx * dx + dy * dy;
    if (square < bestSquare) {
      best = index;
      bestSquare = square;
    }
  }
  return best;
}

/** The nearest born node from `node` in the direction of an arrow key; `node` itself when there is none. */
export function neighbourInDirection(
  geometry: NetworkGeometry,
  born: Uint8Array,
  node: number,
  direction: 'left' | 'right' | 'up' | 'down',
): number {
  const x = geometry.x[node] ?? 0;
  const y = geometry.y[node] ?? 0;
  let best = node;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let other = 0; other < geometry.x.length; other++) {
    if (other === node || born[other] !== 1) continue;
    const dx = geometry.x[other]! - x;
    const dy = geometry.y[other]! - y;
    const [forward, aside] =
      direction === 'left'
        ? [-dx, dy]
        : direction === 'right'
          ? [dx, dy]
          : direction === 'up'
            ? [-dy, dx]
            : [dy, dx];
    if (forward <= 0) continue;
    const cost = forward + 2.5 * Math.abs(aside);
    if (cost < bestCost) {
      best = other;
      bestCost = cost;
    }
  }
  return best;
}

/** Open links that a line drawn from (x1, y1) to (x2, y2) crosses. */
export function linksCrossed(
  geometry: NetworkGeometry,
  links: readonly LinkRecord[],
  linkUp: Uint8Array,
  line: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number },
): number[] {
  const crossed: number[] = [];
  for (const link of links) {
    if (linkUp[link.index] !== 1) continue;
    const ax = geometry.x[link.a]!;
    const ay = geometry.y[link.a]!;
    const bx = geometry.x[link.b]!;
    const by = geometry.y[link.b]!;
    const sideA = side(line.x1, line.y1, line.x2, line.y2, ax, ay);
    const sideB = side(line.x1, line.y1, line.x2, line.y2, bx, by);
    const sideStart = side(ax, ay, bx, by, line.x1, line.y1);
    const sideEnd = side(ax, ay, bx, by, line.x2, line.y2);
    if (sideA > 0 !== sideB > 0 && sideStart > 0 !== sideEnd > 0) crossed.push(link.index);
  }
  return crossed;
}

/** Node groups that hang together over open links once `cut` is taken away; isolated and offline nodes are left out
 * unless cutting isolates them. Largest group first. */
export function groupsWithout(
  nodeCount: number,
  online: Uint8Array,
  links: readonly LinkRecord[],
  linkUp: Uint8Array,
  cut: readonly number[],
): number[][] {
  const without = new Set(cut);
  const parent = Int32Array.from({ length: nodeCount }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (const link of links) {
    if (linkUp[link.index] === 1 && !without.has(link.index)) parent[find(link.a)] = find(link.b);
  }
  const groups = new Map<number, number[]>();
  for (let node = 0; node < nodeCount; node++) {
    if (online[node] !== 1) continue;
    const root = find(node);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [node]);
    else group.push(node);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

function side(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}

function distanceToSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : clamp(((x - x1) * dx + (y - y1) * dy) / square, 0, 1);
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** How many nodes exist at the playhead. */
export function countBorn(scene: Pick<Scene, 'nodes' | 'nodeBorn'>): number {
  let born = 0;
  for (let node = 0; node < scene.nodes.length; node++) born += scene.nodeBorn[node]!;
  return born;
}
