import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import type { BlockRecord, LinkRecord, Role } from '#simulation/records';
import { isOnChain } from '../branches/ancestry.ts';
import type { Sight } from '../branches/sight.ts';
import type { Brush } from '../canvas/brush.ts';
import { traceRole, traceRounded } from '../canvas/shapes.ts';
import { type Sprite, stamp, stampCentred } from '../canvas/sprites.ts';
import { swatchFill } from '../design/canvas-pattern.ts';
import { agreedBranch, branchSwatch, type Swatch } from '../design/colours.ts';
import { shortHash } from '../format/short-hash.ts';
import { colouredBy, drawGlyph, type Glyph, glyphIndex, glyphRadius, glyphs } from './message-glyph.ts';
import { flightPosition, type NetworkGeometry, rimGap } from './network-geometry.ts';
import { paintFlows } from './paint-flows.ts';
import type { RecentEvent } from './recent-events.ts';
import { reorgWordsMicros, ringMicros } from './recent-events.ts';

/** What the hand is doing on the canvas. */
export type NetworkGesture =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'connect';
      readonly from: number;
      readonly x: number;
      readonly y: number;
      readonly target: number;
    }
  | {
      readonly kind: 'cut';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly crossed: readonly number[];
    };

/** The few words the painter needs, already in the reader's language. */
export interface NetworkWords {
  /** "unlucky ×2.3" for a miner past its expected number of tries. */
  unlucky(factor: string): string;
  reorg(out: number): string;
  readonly burst: string;
  readonly secret: string;
  readonly off: string;
}

/** Everything one picture of the network is made of. */
export interface NetworkPicture {
  readonly scene: Scene;
  readonly sight: Sight;
  readonly geometry: NetworkGeometry;
  readonly brush: Brush;
  readonly selection: Selection;
  readonly hover: Selection;
  /** Node that has the keyboard focus; −1: none. */
  readonly focused: number;
  readonly playing: boolean;
  /** Above this many messages in flight, those that are not about blocks merge into flows. */
  readonly mergeAbove: number;
  readonly events: readonly RecentEvent[];
  readonly gesture: NetworkGesture;
  /** Links closed by hand or by a partition, to be drawn dotted. */
  readonly severed: readonly number[];
  readonly words: NetworkWords;
}

/** Draws links, messages and nodes. A pure function of the picture: the same scene gives the same pixels.
 * Grouped by style, so that a frame of a thousand peers costs a few hundred canvas calls, not tens of thousands. */
export function paintNetwork(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  paintLinks(context, picture);
  paintTraces(context, picture);
  paintMessages(context, picture);
  paintGesture(context, picture);
  paintNodes(context, picture);
}

const dimmed = 0.22;

function paintLinks(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
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
  const all = open <= 26 && geometry.radius > 14;
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
    stampCentred(context, text, (ax + bx) / 2, (ay + by) / 2, brush.ratio);
  }
}

function latencyText(micros: number): string {
  const millis = micros / 1000;
  return `${millis < 9.95 ? millis.toFixed(1) : Math.round(millis)}\u202fms`;
}

function touches(picked: Selection, link: LinkRecord): boolean {
  if (picked.kind === 'link') return picked.link === link.index;
  return picked.kind === 'node' && (picked.node === link.a || picked.node === link.b);
}

/** Rings that run outward where a tip has just changed or a block was just found. */
function paintTraces(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { geometry, brush, sight } = picture;
  for (const event of picture.events) {
    if (sight.nodeKnown[event.node] !== 1 || sight.blockSight(event.block) === 'hidden') continue;
    const progress = event.age / ringMicros[event.kind];
    if (progress >= 1) continue;
    const swatch = branchSwatch(brush.palette, sight.branch(event.block));
    const start = geometry.radius * 1.1 + rimGap(geometry.radius) + (geometry.radius < 8 ? 0 : 9);
    const reach = geometry.radius < 8 ? 10 : event.kind === 'found' ? 34 : 18;
    context.globalAlpha = (1 - progress) * 0.7;
    context.strokeStyle = event.kind === 'rejected' ? brush.palette.danger.colour : swatch.colour;
    context.lineWidth = event.kind === 'found' ? 3.5 : 2;
    context.beginPath();
    context.arc(
      geometry.x[event.node]!,
      geometry.y[event.node]!,
      start + reach * easeOut(progress),
      0,
      2 * Math.PI,
    );
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Colour slots of messages: plain, transaction, agreed, then one per branch hue. */
const plainSlot = 0;
const txSlot = 1;
const branchSlot = 2;

function slotColour(brush: Brush, slot: number): string {
  if (slot === plainSlot) return brush.palette.ink3;
  if (slot === txSlot) return brush.palette.agreed.colour;
  return branchSwatch(brush.palette, slot - branchSlot + agreedBranch).colour;
}

const at = new Float32Array(4);

function paintMessages(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const flights = scene.inFlight;
  const time = scene.playhead.time;
  const eye = sight.viewpoint.viewAs;
  const merge = flights.count > picture.mergeAbove;
  const { payloads } = scene;
  const slots = branchSlot + 1 + brush.palette.branches.length;
  const sprites: (Sprite | undefined)[] = new Array(glyphs.length * slots);
  const arrows: number[][] = Array.from({ length: slots }, () => []);
  const withArrows = !picture.playing || flights.count <= 160;
  const picked = new Set<number>();
  if (picture.selection.kind === 'message') picked.add(picture.selection.row);
  if (merge) {
    paintFlows(context, scene, geometry, eye, slotColour(brush, txSlot), slotColour(brush, plainSlot));
  }
  const passes = eye >= 0 ? 2 : 1;
  for (let pass = 0; pass < passes; pass++) {
    const dimPass = eye >= 0 && pass === 0;
    context.globalAlpha = dimPass ? 0.16 : 1;
    for (let index = 0; index < flights.count; index++) {
      if (eye >= 0 && (flights.from[index] !== eye) !== dimPass) continue;
      const payload = payloads[flights.payload[index]!];
      const block = colouredBy(payload);
      if (merge && block < 0) continue;
      if (!flightPosition(geometry, flights, index, time, at)) continue;
      const shape = glyphIndex(payload);
      let slot = block === -2 ? txSlot : plainSlot;
      if (block >= 0) {
        if (sight.blockSight(block) === 'hidden') {
          if (eye < 0) continue;
        } else {
          const branch = sight.branch(block);
          slot = branchSlot + (branch < 0 ? 0 : 1 + (branch % brush.palette.branches.length));
        }
      }
      const spriteIndex = shape * slots + slot;
      let sprite = sprites[spriteIndex];
      if (sprite === undefined) {
        sprite = glyphSprite(brush, glyphs[shape]!, geometry.radius, slotColour(brush, slot));
        sprites[spriteIndex] = sprite;
      }
      const px = at[0]!;
      const py = at[1]!;
      context.drawImage(
        sprite.image,
        px - sprite.width / 2,
        py - sprite.height / 2,
        sprite.width,
        sprite.height,
      );
      if (withArrows && geometry.radius > 6) {
        arrows[slot]!.push(px, py, at[2]!, at[3]!, sprite.width / 2);
      }
      if (picked.has(flights.row[index]!)) {
        context.strokeStyle = brush.palette.accent;
        context.lineWidth = 2.5;
        context.beginPath();
        context.arc(px, py, sprite.width / 2 + 5, 0, 2 * Math.PI);
        context.stroke();
      }
    }
    for (let slot = 0; slot < slots; slot++) {
      const list = arrows[slot]!;
      if (list.length === 0) continue;
      context.fillStyle = slotColour(brush, slot);
      context.beginPath();
      for (let i = 0; i < list.length; i += 5) traceArrow(context, list, i, brush.scale);
      context.fill();
      list.length = 0;
    }
  }
  context.globalAlpha = 1;
}

/** A small triangle ahead of a message that points where it goes. */
function traceArrow(context: CanvasPath, list: readonly number[], i: number, scale: number): void {
  const ux = list[i + 2]!;
  const uy = list[i + 3]!;
  const tip = list[i + 4]! + 6.5 * scale;
  const base = list[i + 4]! + 1.5 * scale;
  const half = 3.2 * scale;
  const x = list[i]!;
  const y = list[i + 1]!;
  context.moveTo(x + ux * tip, y + uy * tip);
  context.lineTo(x + ux * base - uy * half, y + uy * base + ux * half);
  context.lineTo(x + ux * base + uy * half, y + uy * base - ux * half);
  context.closePath();
}

function glyphSprite(brush: Brush, glyph: Glyph, nodeRadius: number, colour: string): Sprite {
  const r = Math.round(glyphRadius(glyph, nodeRadius, brush.scale) * 4) / 4;
  const half = r * (glyph === 'getaddr' ? 2.2 : 1.35) + 1;
  return brush.sprites.get(`glyph ${glyph} ${r} ${colour}`, 2 * half, 2 * half, (context) =>
    drawGlyph(context, glyph, half, half, r, colour, brush.palette.paper),
  );
}

type NodeState = 'newest' | 'behind' | 'unknown' | 'off';

function nodeState(picture: NetworkPicture, node: number): NodeState {
  const { scene, sight } = picture;
  if (scene.nodeOnline[node] !== 1) return 'off';
  const tip = sight.tip[node] ?? -1;
  if (tip < 0) return 'unknown';
  return sight.tips.includes(tip) ? 'newest' : 'behind';
}

function paintNodes(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const { palette } = brush;
  let totalRate = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] === 1) totalRate += scene.nodeHashRate[node]!;
  }
  const radius = geometry.radius;
  const bodies = new Map<string, Sprite>();
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1) continue;
    const x = geometry.x[node]!;
    const y = geometry.y[node]!;
    if (isOutside(geometry, node)) continue;
    const record = scene.nodes[node]!;
    const state = nodeState(picture, node);
    const tip = sight.tip[node] ?? -1;
    const branch = state === 'off' || state === 'unknown' ? undefined : sight.branch(tip);
    const swatch = branch === undefined ? undefined : branchSwatch(palette, branch);
    const known = sight.nodeKnown[node] === 1;
    context.globalAlpha = known ? 1 : dimmed;
    if (known && state !== 'off' && tellsOf(sight, node))
      paintRim(context, picture, node, x, y, totalRate, swatch);
    const bodyKey = `${record.role}${state}${branch}`;
    let body = bodies.get(bodyKey);
    if (body === undefined) {
      body = bodySprite(brush, record.role, radius, state, swatch);
      bodies.set(bodyKey, body);
    }
    context.drawImage(body.image, x - body.width / 2, y - body.height / 2, body.width, body.height);
    context.globalAlpha = 1;
  }
  paintRings(context, picture);
  paintWords(context, picture);
}

/** Names, ids, mempools and reorganisations, above all bodies so that no neighbour covers them. */
function paintWords(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const { radius } = geometry;
  const reorganised = new Map<number, RecentEvent>();
  for (const event of picture.events) if (event.kind === 'reorg') reorganised.set(event.node, event);
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1 || isOutside(geometry, node)) continue;
    const marked = isMarked(picture, node);
    if (radius < 8 && !marked && !reorganised.has(node)) continue;
    const x = geometry.x[node]!;
    const y = geometry.y[node]!;
    const known = sight.nodeKnown[node] === 1;
    const state = nodeState(picture, node);
    const tip = sight.tip[node] ?? -1;
    const swatch =
      state === 'off' || state === 'unknown' ? undefined : branchSwatch(brush.palette, sight.branch(tip));
    context.globalAlpha = known ? 1 : dimmed;
    if (radius >= 8 || marked) {
      paintLabels(context, picture, node, x, y, state, swatch, marked);
    }
    if (known && radius >= 11 && state !== 'off' && tellsOf(sight, node)) {
      paintMempool(
        context,
        brush,
        x,
        y,
        radius,
        scene.nodeMempool[node]!,
        scene.nodeHashRate[node]! > 0,
        marked,
        geometry.frame.width,
      );
    }
    const reorg = reorganised.get(node);
    if (reorg !== undefined && known && tellsOf(sight, node) && radius >= 8) {
      const text = brush.sprites.text(
        picture.words.reorg(reorg.depth),
        brush.sans(13, 700),
        brush.palette.danger.colour,
        brush.palette.paper,
      );
      context.globalAlpha = Math.min(1, 3 * (1 - reorg.age / reorgWordsMicros));
      const below =
        radius * 1.1 + rimGap(radius) + (scene.nodeHashRate[node]! > 0 ? 7 : 0) + 26 * brush.scale;
      stampCentred(context, text, x, y + below, brush.ratio);
    }
    context.globalAlpha = 1;
  }
}

function isOutside({ x, y, frame }: NetworkGeometry, node: number): boolean {
  return x[node]! < -60 || y[node]! < -60 || x[node]! > frame.width + 60 || y[node]! > frame.height + 60;
}

function isMarked(picture: NetworkPicture, node: number): boolean {
  return (
    (picture.selection.kind === 'node' && picture.selection.node === node) ||
    (picture.hover.kind === 'node' && picture.hover.node === node) ||
    picture.focused === node
  );
}

function bodySprite(
  brush: Brush,
  role: Role,
  radius: number,
  state: NodeState,
  swatch: Swatch | undefined,
): Sprite {
  const r = Math.round(radius * 2) / 2;
  const half = r * 1.25 + 3;
  const { palette } = brush;
  return brush.sprites.get(
    `body ${role} ${r} ${state} ${swatch?.colour ?? ''} ${swatch?.pattern ?? ''}`,
    2 * half,
    2 * half,
    (context) => {
      context.beginPath();
      traceRole(context, role, half, half, r);
      context.lineJoin = 'round';
      // Whatever runs below the node ends at its outline.
      context.strokeStyle = palette.paper;
      context.lineWidth = r < 8 ? 2 : 6;
      context.stroke();
      if (state === 'newest' && swatch !== undefined) {
        context.fillStyle = swatch.wash;
        context.fill();
        context.globalAlpha = palette.dark ? 0.22 : 0.14;
        context.fillStyle = swatch.colour;
        context.fill();
        context.globalAlpha = 1;
        if (swatch.pattern !== 'solid' && r >= 5) {
          context.fillStyle = swatchFill(context, swatch, brush.ratio);
          context.fill();
        }
      } else {
        context.fillStyle = state === 'off' ? palette.sunk : palette.panel;
        context.fill();
      }
      context.strokeStyle = swatch?.colour ?? palette.ink3;
      context.lineWidth = r < 8 ? 1.5 : state === 'newest' ? 2.75 : 2;
      if (state === 'off') context.setLineDash([3, 3]);
      context.stroke();
    },
  );
}

/** The arc of tries around a miner: a full turn is the number of tries one block takes on average. */
function paintRim(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  node: number,
  x: number,
  y: number,
  totalRate: number,
  swatch: Swatch | undefined,
): void {
  const { scene, geometry, brush, words } = picture;
  const rate = scene.nodeHashRate[node]!;
  const on = scene.nodeMiningOn[node] ?? -1;
  if (rate <= 0 || on < 0) return;
  const radius = geometry.radius;
  const turns = tryTurns(scene, node);
  const share = totalRate > 0 ? rate / totalRate : 0;
  const width = radius < 8 ? 1.5 : (2 + 7 * Math.min(1, share)) * Math.min(1.2, radius / 20);
  const rim = radius * 1.1 + rimGap(radius) + width / 2 - 1;
  const colour = swatch?.colour ?? brush.palette.ink3;
  const top = -Math.PI / 2;
  context.lineCap = 'butt';
  context.strokeStyle = brush.palette.line;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, rim, 0, 2 * Math.PI);
  context.stroke();
  context.strokeStyle = colour;
  const alpha = context.globalAlpha;
  if (turns >= 1) {
    context.globalAlpha = alpha * 0.45;
    context.beginPath();
    context.arc(x, y, rim, 0, 2 * Math.PI);
    context.stroke();
    context.globalAlpha = alpha;
  }
  context.beginPath();
  context.arc(x, y, rim, top, top + (turns >= 1 ? turns % 1 : turns) * 2 * Math.PI);
  context.stroke();
  if (scene.nodeBurst[node] === 1) paintBurst(context, picture, x, y, rim + width / 2);
  if (radius < 14) return;
  const { sprites } = brush;
  const label =
    turns > 1
      ? sprites.text(
          words.unlucky(timesText(turns)),
          brush.sans(12, 600),
          brush.palette.ink2,
          brush.palette.paper,
        )
      : sprites.text(
          `${Math.floor(turns * 100)}\u202f%`,
          brush.sans(12, 500),
          brush.palette.ink2,
          brush.palette.paper,
        );
  const left = x + rim * 0.78 + width / 2 + 3;
  const fits = left + label.width < geometry.frame.width - 4;
  stamp(
    context,
    label,
    fits ? left : x - rim * 0.78 - 3 - label.width,
    y - rim * 0.9 - label.height / 2,
    brush.ratio,
  );
}

/** Whether what goes on inside `node` is known from here: its mempool, its tries, the branch it gave up. */
export function tellsOf({ viewpoint }: Sight, node: number): boolean {
  return viewpoint.viewAs < 0 || viewpoint.viewAs === node;
}

/** Tries of the job under way, in units of the tries one block takes on average. */
export function tryTurns(scene: Scene, node: number): number {
  const parent: BlockRecord | undefined = scene.blocks[scene.nodeMiningOn[node] ?? -1];
  const expected = parent?.blockWork ?? 0;
  return expected > 0 ? scene.nodeTries[node]! / expected : 0;
}

function timesText(factor: number): string {
  return `×${factor < 9.95 ? factor.toFixed(1) : Math.round(factor)}`;
}

function paintBurst(
  context: CanvasRenderingContext2D,
  { brush, words }: NetworkPicture,
  x: number,
  y: number,
  radius: number,
): void {
  const rays = 16;
  context.strokeStyle = brush.palette.pending.colour;
  context.lineWidth = 2.5;
  context.lineCap = 'round';
  context.beginPath();
  for (let ray = 0; ray < rays; ray++) {
    const angle = (ray * 2 * Math.PI) / rays;
    const inner = radius + 3;
    const outer = inner + (ray % 2 === 0 ? 8 : 5);
    context.moveTo(x + Math.cos(angle) * inner, y + Math.sin(angle) * inner);
    context.lineTo(x + Math.cos(angle) * outer, y + Math.sin(angle) * outer);
  }
  context.stroke();
  const text = brush.sprites.text(
    words.burst,
    brush.sans(12, 700),
    brush.palette.pending.colour,
    brush.palette.paper,
  );
  stampCentred(context, text, x, y - radius - 19 * brush.scale, brush.ratio);
}

function paintLabels(
  context: CanvasRenderingContext2D,
  picture: NetworkPicture,
  node: number,
  x: number,
  y: number,
  state: NodeState,
  swatch: Swatch | undefined,
  marked: boolean,
): void {
  const { scene, sight, geometry, brush } = picture;
  const { palette, sprites } = brush;
  const record = scene.nodes[node]!;
  const radius = geometry.radius;
  const mines = scene.nodeHashRate[node]! > 0 && state !== 'off';
  const below = radius * (mines ? 1.1 : 1) + rimGap(radius) + (mines ? 7 : 0);
  const nameColour = state === 'off' ? palette.ink3 : palette.ink;
  const inside = sprites.text(record.name, brush.sans(13, 700), nameColour, halo(palette.panel, state));
  const fits = radius >= 14 && inside.width - 6 <= radius * (record.role === 'attacker' ? 1.5 : 1.85);
  let line = y + below;
  if (fits) {
    stampCentred(context, inside, x, y + (record.role === 'attacker' ? radius * 0.22 : 0), brush.ratio);
  } else if (radius >= 11 || marked) {
    const name = sprites.text(record.name, brush.sans(13, 700), nameColour, palette.paper);
    stamp(context, name, x - name.width / 2, line, brush.ratio);
    line += 15 * brush.scale;
  }
  if (radius < 11 && !marked) return;
  const tip = sight.tip[node] ?? -1;
  const block = scene.blocks[tip];
  const secret = scene.nodeSecret[node] === 1 && (sight.viewpoint.godView || sight.viewpoint.viewAs === node);
  const text = state === 'off' ? picture.words.off : block === undefined ? '?' : shortHash(block.hash);
  const label = sprites.text(text, brush.mono(14, 600), swatch?.colour ?? palette.ink3, palette.paper);
  stamp(context, label, x - label.width / 2, line, brush.ratio);
  if (secret) {
    const tag = sprites.text(picture.words.secret, brush.sans(12, 700), palette.danger.colour, palette.paper);
    stamp(context, tag, x - tag.width / 2, line + 15 * brush.scale, brush.ratio);
  }
}

function halo(ground: string, state: NodeState): string {
  return state === 'newest' ? ground : '';
}

/** A small stack of slips beside the node: its mempool, one slip more each time it doubles. */
function paintMempool(
  context: CanvasRenderingContext2D,
  brush: Brush,
  x: number,
  y: number,
  radius: number,
  count: number,
  rimmed: boolean,
  marked: boolean,
  frameWidth: number,
): void {
  if (count <= 0) return;
  const slips = Math.min(7, 1 + Math.floor(Math.log2(count)));
  const width = 11 * brush.scale;
  const pitch = 4 * brush.scale;
  const away = radius * 1.1 + (rimmed ? rimGap(radius) + 9 : 4);
  // Near the right edge the stack changes sides.
  const flipped = x + away + width + 22 * brush.scale > frameWidth;
  const left = flipped ? x - away - width : x + away;
  const bottom = y + radius * 0.9;
  const sprite = brush.sprites.get(`slips ${slips}`, width + 2, slips * pitch + 2, (inner) => {
    inner.fillStyle = brush.palette.agreed.colour;
    for (let slip = 0; slip < slips; slip++) {
      inner.beginPath();
      traceRounded(inner, 1, 1 + slip * pitch, width, pitch - 1.25, 1.25);
      inner.fill();
    }
  });
  stamp(context, sprite, left, bottom - sprite.height, brush.ratio);
  if (radius >= 16 || marked) {
    const text = brush.sprites.text(
      String(count),
      brush.sans(11, 600),
      brush.palette.ink2,
      brush.palette.paper,
    );
    const textX = flipped ? left - text.width - 1 : left + width + 2;
    stamp(context, text, textX, bottom - text.height + 1, brush.ratio);
  }
}

/** Rings of selection, hover and keyboard focus. */
function paintRings(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, geometry, brush, sight } = picture;
  const around = geometry.radius * 1.12 + rimGap(geometry.radius) + (geometry.radius < 8 ? 2 : 11);
  const ring = (node: number, width: number, alpha: number, dash: number[]) => {
    if (scene.nodeBorn[node] !== 1) return;
    context.globalAlpha = alpha;
    context.strokeStyle = brush.palette.accent;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.arc(geometry.x[node]!, geometry.y[node]!, around, 0, 2 * Math.PI);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  };
  if (picture.hover.kind === 'node') ring(picture.hover.node, 2, 0.5, []);
  if (picture.selection.kind === 'node') ring(picture.selection.node, 2.5, 1, []);
  if (picture.focused >= 0) ring(picture.focused, 2.5, 1, [6, 4]);
  // A selected block rings everybody who follows a chain that holds it.
  if (picture.selection.kind === 'block') {
    const block = picture.selection.block;
    for (let node = 0; node < scene.nodes.length; node++) {
      if (scene.nodeBorn[node] === 1 && isOnChain(scene.blocks, block, sight.tip[node] ?? -1)) {
        ring(node, 1.5, 0.8, []);
      }
    }
  }
}

function paintGesture(
  context: CanvasRenderingContext2D,
  { gesture, geometry, brush, scene }: NetworkPicture,
): void {
  if (gesture.kind === 'none') return;
  const { palette } = brush;
  context.lineCap = 'round';
  if (gesture.kind === 'connect') {
    const { x, y } = geometry;
    const toX = gesture.target >= 0 ? x[gesture.target]! : gesture.x;
    const toY = gesture.target >= 0 ? y[gesture.target]! : gesture.y;
    context.strokeStyle = palette.accent;
    context.lineWidth = 2.5;
    context.setLineDash(gesture.target >= 0 ? [] : [6, 5]);
    context.beginPath();
    context.moveTo(x[gesture.from]!, y[gesture.from]!);
    context.lineTo(toX, toY);
    context.stroke();
    context.setLineDash([]);
    return;
  }
  context.strokeStyle = palette.danger.colour;
  context.lineWidth = 3;
  context.beginPath();
  for (const index of gesture.crossed) {
    const link = scene.links[index]!;
    context.moveTo(geometry.x[link.a]!, geometry.y[link.a]!);
    context.lineTo(geometry.x[link.b]!, geometry.y[link.b]!);
  }
  context.stroke();
  context.setLineDash([8, 6]);
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(gesture.x1, gesture.y1);
  context.lineTo(gesture.x2, gesture.y2);
  context.stroke();
  context.setLineDash([]);
}

function easeOut(progress: number): number {
  return 1 - (1 - progress) ** 3;
}
