import type { Selection } from '#app/studio-state';
import type { LinkRecord } from '#simulation/records';
import { stamp } from '../canvas/sprites.ts';
import { boxAround, type LabelRoom } from './label-room.ts';
import { rimGap } from './network-geometry.ts';
import { dimmed, type NetworkPicture } from './network-picture.ts';
import { bodiesOf, isNarrow, lineBelow, triesPlaces } from './paint-labels.ts';

/** Draws connections, those cut and those pointed at among them, and how long messages take along them. Nothing of it
 * moves with the messages: see `link-layer.ts`. */
export function paintLinks(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, geometry, brush, sight } = picture;
  const { x, y } = geometry;
  const up = scene.linkUp;
  const eye = sight.viewpoint.viewAs;
  const dense = geometry.radius < 8;
  const batches = new Map<string, { links: LinkRecord[]; width: number; known: boolean }>();
  for (const link of scene.links) {
    if (up[link.index] !== 1) continue;
    const known = eye < 0 || link.a === eye || link.b === eye;
    const width = linkWidth(link.bytesPerSecond, dense);
    const key = `${width}${known}`;
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, { links: [link], width, known });
    else batch.links.push(link);
  }
  context.strokeStyle = dense ? brush.palette.line : brush.palette.lineStrong;
  for (const { links, width, known } of batches.values()) {
    context.globalAlpha = (known ? 1 : dimmed) * (dense ? 1 : 0.75);
    context.lineWidth = width;
    context.beginPath();
    for (const link of links) {
      context.moveTo(x[link.a]!, y[link.a]!);
      context.lineTo(x[link.b]!, y[link.b]!);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  if (picture.severed.length > 0) {
    context.setLineDash([2, 5]);
    context.lineWidth = 1.5;
    context.strokeStyle = brush.palette.ink3;
    context.beginPath();
    for (const index of picture.severed) {
      const link = scene.links[index]!;
      context.moveTo(x[link.a]!, y[link.a]!);
      context.lineTo(x[link.b]!, y[link.b]!);
    }
    context.stroke();
    context.setLineDash([]);
  }
  for (const [picked, strength] of [
    [picture.hover, 0.45],
    [picture.selection, 1],
  ] as const) {
    if (picked.kind !== 'link') continue;
    const link = scene.links[picked.link];
    if (link === undefined || up[link.index] !== 1) continue;
    context.globalAlpha = strength;
    context.strokeStyle = brush.palette.accent;
    context.lineWidth = linkWidth(link.bytesPerSecond, dense) + 2.5;
    context.beginPath();
    context.moveTo(x[link.a]!, y[link.a]!);
    context.lineTo(x[link.b]!, y[link.b]!);
    context.stroke();
    context.globalAlpha = 1;
  }
  paintLatencies(context, picture);
}

function linkWidth(bytesPerSecond: number, dense: boolean): number {
  const width = bytesPerSecond >= 4e6 ? 4 : bytesPerSecond >= 1e6 ? 3 : bytesPerSecond >= 2.5e5 ? 2 : 1.25;
  return dense ? Math.max(0.75, width * 0.4) : width;
}

/** "38 ms" on links: on all of them when they are few, else on those of the selected or hovered thing. */
function paintLatencies(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, geometry, brush } = picture;
  let open = 0;
  for (const link of scene.links) if (scene.linkUp[link.index] === 1) open++;
  const all = open <= 26 && geometry.radius > 14 && !isNarrow(picture);
  const free = all ? placesOfNodes(picture) : undefined;
  const eye = picture.sight.viewpoint.viewAs;
  for (const link of scene.links) {
    if (scene.linkUp[link.index] !== 1 || (eye >= 0 && link.a !== eye && link.b !== eye)) continue;
    const touched =
      touches(picture.selection, link) || touches(picture.hover, link) || picture.focused === link.a;
    if (!all && !touched) continue;
    const ax = geometry.x[link.a]!;
    const ay = geometry.y[link.a]!;
    const bx = geometry.x[link.b]!;
    const by = geometry.y[link.b]!;
    const room = Math.hypot(bx - ax, by - ay) - 2 * geometry.radius;
    if (room < 88 * brush.scale && !touched) continue;
    const text = brush.sprites.text(
      latencyText(link.latencyMicros),
      brush.sans(12, touched ? 600 : 500),
      touched ? brush.palette.ink : brush.palette.ink3,
      brush.palette.paper,
    );
    // Away from the middle where that is taken; what is pointed at is told in any case.
    const places = [0.5, 0.42, 0.58, 0.34, 0.66].map((at) =>
      boxAround(ax + (bx - ax) * at, ay + (by - ay) * at, text),
    );
    const place = free?.take(-1, places) ?? (touched ? places[0] : undefined);
    if (place !== undefined) stamp(context, text, place.x, place.y, brush.ratio);
  }
}

/** What stands around the nodes whatever the moment: bodies, ids below them, and a miner's tries beside its rim. */
function placesOfNodes(picture: NetworkPicture): LabelRoom {
  const { scene, geometry, brush } = picture;
  const room = bodiesOf(picture);
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1) continue;
    const x = geometry.x[node]!;
    room.claim({
      x: x - 22 * brush.scale,
      y: lineBelow(picture, node),
      width: 44 * brush.scale,
      height: 17 * brush.scale,
    });
    // Its mempool, at the place where it usually stands.
    const mines = scene.nodeHashRate[node]! > 0;
    const { radius } = geometry;
    room.claim({
      x: x + radius * 1.1 + (mines ? rimGap(radius) + 9 : 4),
      y: geometry.y[node]! + radius * 0.9 - 16 * brush.scale,
      width: 26 * brush.scale,
      height: 16 * brush.scale,
    });
    if (!mines) continue;
    // The word that it tries in a burst.
    room.claim({
      x: x + radius * 1.1 + rimGap(radius) + 4 + 14 * brush.scale,
      y: geometry.y[node]! - 9 * brush.scale,
      width: 36 * brush.scale,
      height: 18 * brush.scale,
    });
    const places = triesPlaces(picture, node, { width: 118 * brush.scale, height: 17 * brush.scale });
    const tries = places.find((place) => place.x + place.width <= geometry.frame.width);
    if (tries !== undefined) room.claim(tries);
  }
  return room;
}

function latencyText(micros: number): string {
  const millis = micros / 1000;
  return `${millis < 9.95 ? millis.toFixed(1) : Math.round(millis)}\u202fms`;
}

function touches(picked: Selection, link: LinkRecord): boolean {
  if (picked.kind === 'link') return picked.link === link.index;
  return picked.kind === 'node' && (picked.node === link.a || picked.node === link.b);
}
