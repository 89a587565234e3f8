import { traceRounded } from '../canvas/shapes.ts';
import { type Sprite, stamp, stampCentred } from '../canvas/sprites.ts';
import { branchSwatch } from '../design/colours.ts';
import { shortHash } from '../format/short-hash.ts';
import { boxAround, createLabelRoom, type LabelBox, type LabelRoom } from './label-room.ts';
import { rimGap } from './network-geometry.ts';
import {
  dimmed,
  isMarked,
  isOutside,
  type NetworkPicture,
  type NodeState,
  nodeState,
  tellsOf,
  totalHashRate,
  tryTurns,
} from './network-picture.ts';
import { type RecentEvent, reorgWordsMicros } from './recent-events.ts';

/** Names, ids, tries, mempools and reorganisations, above all bodies so that no neighbour covers them. What would cover
 * other words finds another place or is left out; what is pointed at is always written. */
export function paintWords(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const { radius } = geometry;
  const reorganised = new Map<number, RecentEvent>();
  for (const event of picture.events) if (event.kind === 'reorg') reorganised.set(event.node, event);
  const room = bodiesOf(picture);
  const shown: number[] = [];
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1 || isOutside(geometry, node)) continue;
    if (radius >= 8 || isMarked(picture, node) || reorganised.has(node)) shown.push(node);
  }
  // Who is pointed at comes first, then those the story is about.
  const rank = (node: number) =>
    isMarked(picture, node)
      ? 0
      : scene.nodeRole[node] === 'merchant'
        ? 1
        : scene.nodeHashRate[node]! > 0
          ? 2
          : 3;
  shown.sort((a, b) => rank(a) - rank(b) || a - b);
  const each = (paint: (node: number, known: boolean) => void) => {
    for (const node of shown) {
      const known = sight.nodeKnown[node] === 1;
      context.globalAlpha = known ? 1 : dimmed;
      paint(node, known);
    }
    context.globalAlpha = 1;
  };
  const telling = (node: number) => sight.nodeKnown[node] === 1 && tellsOf(sight, node);
  each((node) => {
    if (radius >= 8 || isMarked(picture, node)) paintLabels(context, picture, room, node);
  });
  each((node) => {
    const reorg = reorganised.get(node);
    if (reorg === undefined || !telling(node) || radius < 8) return;
    const text = brush.sprites.text(
      picture.words.reorg(reorg.depth),
      brush.sans(13, 700),
      brush.palette.danger.colour,
      brush.palette.paper,
    );
    context.globalAlpha = Math.min(1, 3 * (1 - reorg.age / reorgWordsMicros));
    writeAround(context, picture, room, node, text);
  });
  const totalRate = totalHashRate(scene);
  each((node) => {
    if (telling(node) && nodeState(picture, node) !== 'off')
      paintPower(context, picture, room, node, totalRate);
  });
  each((node) => {
    if (telling(node) && radius >= 11 && nodeState(picture, node) !== 'off')
      paintMempool(context, picture, room, node);
  });
}

/** The bodies that words keep off, rims included. */
export function bodiesOf({ scene, geometry, brush }: NetworkPicture): LabelRoom {
  const { frame, radius } = geometry;
  // The panel's heading lies over the upper edge.
  const room = createLabelRoom(frame.width, frame.height, 30 * brush.scale);
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1 || isOutside(geometry, node)) continue;
    room.keepOff(
      node,
      geometry.x[node]!,
      geometry.y[node]!,
      bodyRadius(radius, scene.nodeHashRate[node]! > 0),
    );
  }
  return room;
}

function bodyRadius(radius: number, rimmed: boolean): number {
  return rimmed ? radius * 1.1 + rimGap(radius) + 4 : radius * 1.05;
}

/** On a phone the numbers beside mempools and links are the first to go. */
export function isNarrow({ geometry, brush }: NetworkPicture): boolean {
  return geometry.frame.width <= 480 * brush.scale;
}

/** Where the first line below a node begins. */
export function lineBelow(picture: NetworkPicture, node: number): number {
  const { scene, geometry } = picture;
  const { radius } = geometry;
  const mines = scene.nodeHashRate[node]! > 0 && scene.nodeOnline[node] === 1;
  return geometry.y[node]! + radius * (mines ? 1.1 : 1) + rimGap(radius) + (mines ? 7 : 0);
}

/** The upper edge of the tools over the picture's lower edge: their words grow with the type, their icons do not. */
function floorOf({ geometry, brush }: NetworkPicture): number {
  return geometry.frame.height - (24 + 15 * brush.scale);
}

/** Would words here lie under the tools? They stand at the right. */
function isUnderTools(picture: NetworkPicture, { x, y, width, height }: LabelBox): boolean {
  const toolsWidth = 250 + 225 * picture.brush.scale;
  return y + height > floorOf(picture) && x + width > picture.geometry.frame.width - toolsWidth;
}

/** Words that come and go, below a node, above it, or beside it: wherever nothing else is written. */
function writeAround(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  room: LabelRoom,
  node: number,
  text: Sprite,
): void {
  const { geometry, brush } = picture;
  const x = geometry.x[node]!;
  const y = geometry.y[node]!;
  const away = bodyRadius(geometry.radius, true) + 8;
  const below = lineBelow(picture, node) + 26 * brush.scale;
  const places = [
    boxAround(x, below, text),
    boxAround(x, y - away - text.height / 2, text),
    boxAround(x - away - text.width / 2, y, text),
    boxAround(x + away + text.width / 2, y, text),
  ];
  const floor = floorOf(picture);
  const place = room.take(
    node,
    places.filter((box) => box.y + box.height <= floor),
  );
  if (place !== undefined) stamp(context, text, place.x, place.y, brush.ratio);
}

/** A miner's share of the hash rate beside its rim, whether it is unlucky, and that it tries in a burst. How far it has got
 * is the rim's to tell: a percentage of that would be read as hash power. */
function paintPower(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  room: LabelRoom,
  node: number,
  totalRate: number,
): void {
  const { scene, geometry, brush, words } = picture;
  const { radius } = geometry;
  if (scene.nodeHashRate[node]! <= 0 || (scene.nodeMiningOn[node] ?? -1) < 0) return;
  const { sprites, palette } = brush;
  if (scene.nodeBurst[node] === 1) {
    const burst = sprites.text(words.burst, brush.sans(12, 700), palette.pending.colour, palette.paper);
    const x = geometry.x[node]!;
    const y = geometry.y[node]!;
    const away = bodyRadius(radius, true) + 14 * brush.scale;
    const place = room.take(node, [
      boxAround(x, y - away - burst.height / 2, burst),
      // Beside the rim lie mempools and delays, which are not in the way below.
      boxAround(x, lineBelow(picture, node) + 26 * brush.scale, burst),
      boxAround(x - away - burst.width / 2, y, burst),
      boxAround(x + away + burst.width / 2, y, burst),
    ]);
    if (place !== undefined) stamp(context, burst, place.x, place.y, brush.ratio);
  }
  if (radius < 14) return;
  const turns = tryTurns(scene, node);
  const share = `${Math.round((100 * scene.nodeHashRate[node]!) / totalRate)}\u202f%`;
  const written = (text: string, weight: number) =>
    sprites.text(text, brush.sans(12, weight), palette.ink2, palette.paper);
  const texts =
    turns > 1
      ? [
          written(`${share} · ${words.unlucky(timesText(turns))}`, 600),
          written(`${share} · ${timesText(turns)}`, 600),
          written(share, 500),
        ]
      : [written(share, 500)];
  for (const text of texts) {
    const place = room.take(node, triesPlaces(picture, node, text));
    if (place === undefined) continue;
    stamp(context, text, place.x, place.y, brush.ratio);
    return;
  }
}

/** Upper right of the rim, or upper left. */
export function triesPlaces(
  { geometry }: NetworkPicture,
  node: number,
  { width, height }: { readonly width: number; readonly height: number },
): readonly LabelBox[] {
  const rim = bodyRadius(geometry.radius, true);
  const y = geometry.y[node]! - rim * 0.9 - height / 2;
  const x = geometry.x[node]!;
  return [
    { x: x + rim * 0.78 + 3, y, width, height },
    { x: x - rim * 0.78 - 3 - width, y, width, height },
  ];
}

function timesText(factor: number): string {
  return `×${factor < 9.95 ? factor.toFixed(1) : Math.round(factor)}`;
}

function paintLabels(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  room: LabelRoom,
  node: number,
): void {
  const { scene, sight, geometry, brush } = picture;
  const { palette, sprites } = brush;
  const { radius } = geometry;
  const x = geometry.x[node]!;
  const y = geometry.y[node]!;
  const marked = isMarked(picture, node);
  const record = scene.nodes[node]!;
  const role = scene.nodeRole[node]!;
  const state = nodeState(picture, node);
  const tip = sight.tip[node] ?? -1;
  const swatch =
    state === 'off' || state === 'unknown' ? undefined : branchSwatch(palette, sight.branch(tip));
  /** @returns whether it stands below the node, so that the next line goes below it */
  const write = (text: Sprite, line: number, ...otherwise: LabelBox[]): boolean => {
    const below = { x: x - text.width / 2, y: line, width: text.width, height: text.height };
    if (marked) room.claim(below);
    const places = isUnderTools(picture, below) ? otherwise : [below, ...otherwise];
    const box = marked ? below : room.take(node, places);
    if (box !== undefined) stamp(context, text, box.x, box.y, brush.ratio);
    return box === below;
  };
  const nameColour = state === 'off' ? palette.ink3 : palette.ink;
  const inside = sprites.text(record.name, brush.sans(13, 700), nameColour, halo(palette.panel, state));
  const fits = radius >= 14 && inside.width - 6 <= radius * (role === 'attacker' ? 1.5 : 1.85);
  let line = lineBelow(picture, node);
  if (fits) {
    stampCentred(context, inside, x, y + (role === 'attacker' ? radius * 0.22 : 0), brush.ratio);
  } else if (radius >= 11 || marked) {
    const name = sprites.text(record.name, brush.sans(13, 700), nameColour, palette.paper);
    // Nobody stays without a name while there is room on any side.
    const away = bodyRadius(radius, scene.nodeHashRate[node]! > 0) + 1;
    const sides = [
      boxAround(x, y - away - name.height / 2, name),
      boxAround(x - away - name.width / 2, y, name),
      boxAround(x + away + name.width / 2, y, name),
    ];
    if (write(name, line, ...sides)) line += 15 * brush.scale;
  }
  if (radius < 11 && !marked) return;
  const block = scene.blocks[tip];
  const secret = scene.nodeSecret[node] === 1 && (sight.viewpoint.godView || sight.viewpoint.viewAs === node);
  const text = state === 'off' ? picture.words.off : block === undefined ? '?' : shortHash(block.hash);
  const label = sprites.text(text, brush.mono(14, 600), swatch?.colour ?? palette.ink3, palette.paper);
  const above = bodyRadius(radius, scene.nodeHashRate[node]! > 0) + 1;
  if (write(label, line, boxAround(x, y - above - label.height / 2, label))) line += 15 * brush.scale;
  if (secret) {
    const tag = sprites.text(picture.words.secret, brush.sans(12, 700), palette.danger.colour, palette.paper);
    write(tag, line);
  }
}

function halo(ground: string, state: NodeState): string {
  return state === 'newest' ? ground : '';
}

/** A small stack of slips beside the node: its mempool, one slip more each time it doubles. */
function paintMempool(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  room: LabelRoom,
  node: number,
): void {
  const { scene, geometry, brush } = picture;
  const count = scene.nodeMempool[node]!;
  if (count <= 0) return;
  const { radius } = geometry;
  const slips = Math.min(7, 1 + Math.floor(Math.log2(count)));
  const width = 11 * brush.scale;
  const pitch = 4 * brush.scale;
  const away = radius * 1.1 + (scene.nodeHashRate[node]! > 0 ? rimGap(radius) + 9 : 4);
  const x = geometry.x[node]!;
  const bottom = geometry.y[node]! + radius * 0.9;
  const sprite = brush.sprites.get(`slips ${slips}`, width + 2, slips * pitch + 2, (inner) => {
    inner.fillStyle = brush.palette.agreed.colour;
    for (let slip = 0; slip < slips; slip++) {
      inner.beginPath();
      traceRounded(inner, 1, 1 + slip * pitch, width, pitch - 1.25, 1.25);
      inner.fill();
    }
  });
  const text =
    (radius >= 16 && !isNarrow(picture)) || isMarked(picture, node)
      ? brush.sprites.text(String(count), brush.sans(11, 600), brush.palette.ink2, brush.palette.paper)
      : undefined;
  // To the right of its node, else to the left; where there is no room for the number, the stack alone.
  for (const number of text === undefined ? [undefined] : [text, undefined]) {
    const all = width + 2 + (number?.width ?? 0);
    const height = Math.max(sprite.height, number?.height ?? 0);
    const top = bottom - height;
    const right = { x: x + away, y: top, width: all, height };
    const left = { x: x - away - all, y: top, width: all, height };
    const place = room.take(node, [right, left]);
    if (place === undefined) continue;
    const flipped = place === left;
    stamp(context, sprite, flipped ? place.x + all - width : place.x, bottom - sprite.height, brush.ratio);
    if (number !== undefined) {
      const textX = flipped ? place.x : place.x + width + 2;
      stamp(context, number, textX, bottom - number.height + 1, brush.ratio);
    }
    return;
  }
}
