import type { LogRow } from '#app/history';
import type { Scene } from '#app/scene';
import type { Selection } from '#app/studio-state';
import { LogKind } from '#simulation/log';
import type { Sight } from '../branches/sight.ts';
import type { Brush } from '../canvas/brush.ts';
import { traceRounded } from '../canvas/shapes.ts';
import { stamp, stampCentred } from '../canvas/sprites.ts';
import { branchSwatch } from '../design/colours.ts';
import { shortHash } from '../format/short-hash.ts';
import { formatClock } from '../format/sim-time.ts';
import { colourFamily, drawGlyph, glyphOf } from '../network/message-glyph.ts';
import { firstAt, type SpaceFacts } from './space-facts.ts';
import { alongTime, type SpaceFrame, tickStep } from './space-frame.ts';

export interface SpacePicture {
  readonly scene: Scene;
  readonly sight: Sight;
  readonly facts: SpaceFacts;
  /** Sends in view, newest last. */
  readonly messages: readonly LogRow[];
  /** Leave out messages that are not about blocks. */
  readonly blocksOnly: boolean;
  readonly frame: SpaceFrame;
  readonly brush: Brush;
  readonly selection: Selection;
  readonly hover: Selection;
}

/** Draws world lines, messages and finds up to the playhead. A pure function of the picture. */
export function paintSpaceTime(context: CanvasRenderingContext2D, picture: SpacePicture): void {
  paintAxis(context, picture);
  context.save();
  context.beginPath();
  const { frame } = picture;
  if (frame.vertical) context.rect(0, frame.timeStart, frame.width, frame.timeEnd - frame.timeStart);
  else context.rect(frame.timeStart, 0, frame.timeEnd - frame.timeStart, frame.height);
  context.clip();
  paintWorldLines(context, picture);
  paintMessages(context, picture);
  paintEvents(context, picture);
  context.restore();
  paintNow(context, picture);
  paintNames(context, picture);
}

function point(frame: SpaceFrame, along: number, across: number): [number, number] {
  return frame.vertical ? [across, along] : [along, across];
}

function paintAxis(context: CanvasRenderingContext2D, { frame, brush }: SpacePicture): void {
  const { palette, sprites, scale } = brush;
  const length = frame.timeEnd - frame.timeStart;
  const step = tickStep(frame.to - frame.from, length / ((frame.vertical ? 60 : 110) * scale));
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let tick = Math.ceil(frame.from / step) * step; tick <= frame.to; tick += step) {
    if (tick < 0) continue;
    const along = Math.round(alongTime(frame, tick)) + 0.5;
    if (frame.vertical) {
      context.moveTo(0, along);
      context.lineTo(frame.width, along);
    } else {
      context.moveTo(along, 40 * scale);
      context.lineTo(along, frame.height - 22 * scale);
    }
    const text = sprites.text(tickText(tick, step), brush.sans(12, 500), palette.ink2, palette.paper);
    if (frame.vertical) stamp(context, text, 2, along - text.height - 1, brush.ratio);
    else stampCentred(context, text, along, frame.height - 12 * scale, brush.ratio);
  }
  context.stroke();
}

function tickText(micros: number, step: number): string {
  const clock = formatClock(micros);
  if (step >= 1e6) return clock;
  const digits = step >= 1e5 ? 1 : step >= 1e4 ? 2 : 3;
  return `${clock}.${Math.floor((micros % 1e6) / 10 ** (6 - digits))
    .toString()
    .padStart(digits, '0')}`;
}

/** A line per node, in the colour of the tip it follows at each moment; deeper for odd heights, so that the arrival of
 * every block can be seen as a front that runs across the lines. */
function paintWorldLines(context: CanvasRenderingContext2D, picture: SpacePicture): void {
  const { scene, sight, facts, frame, brush, selection, hover } = picture;
  const now = scene.playhead.time;
  const width = Math.max(1, Math.min(4.5 * brush.scale, frame.spacing * 0.42));
  const batches = new Map<string, number[]>();
  for (const node of frame.order) {
    const steps = facts.tips.get(node) ?? [];
    for (let index = Math.max(0, firstAt(steps, frame.from) - 1); index < steps.length; index++) {
      const step = steps[index]!;
      if (step.time > frame.to || step.time > now || step.row >= scene.playhead.index) break;
      if (!step.online) continue;
      const next = steps[index + 1];
      const ends = next !== undefined && next.row < scene.playhead.index ? next.time : now;
      if (ends < frame.from) continue;
      let tip = step.tip;
      while (tip >= 0 && !sight.exists(tip)) tip = scene.blocks[tip]!.parent;
      const known = sight.nodeKnown[node] === 1 && sight.blockSight(tip) !== 'hidden';
      const colour =
        known && tip >= 0 ? branchSwatch(brush.palette, sight.branch(tip)).colour : brush.palette.ink3;
      const alpha = !known ? 0.2 : ((scene.blocks[tip]?.height ?? 0) & 1) === 1 ? 0.95 : 0.45;
      const key = `${colour} ${alpha}`;
      let lines = batches.get(key);
      if (lines === undefined) {
        lines = [];
        batches.set(key, lines);
      }
      const across = frame.across[node]!;
      lines.push(
        ...point(frame, alongTime(frame, Math.max(step.time, frame.from)), across),
        ...point(frame, alongTime(frame, Math.min(ends, frame.to)), across),
      );
    }
  }
  context.lineCap = 'butt';
  context.lineWidth = width;
  for (const [key, lines] of batches) {
    const [colour, alpha] = key.split(' ');
    context.strokeStyle = colour!;
    context.globalAlpha = Number(alpha);
    context.beginPath();
    for (let i = 0; i < lines.length; i += 4) {
      context.moveTo(lines[i]!, lines[i + 1]!);
      context.lineTo(lines[i + 2]!, lines[i + 3]!);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const [picked, alpha] of [
    [hover, 0.5],
    [selection, 1],
  ] as const) {
    if (picked.kind !== 'node' || scene.nodeBorn[picked.node] !== 1) continue;
    const across = frame.across[picked.node]!;
    context.globalAlpha = alpha;
    context.strokeStyle = brush.palette.accent;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const side of [-1, 1]) {
      const at = across + side * (width / 2 + 2.5);
      context.moveTo(...point(frame, frame.timeStart, at));
      context.lineTo(...point(frame, frame.timeEnd, at));
    }
    context.stroke();
    context.globalAlpha = 1;
  }
}

/** Messages as slanted lines, those about blocks strong, all others fine. */
function paintMessages(context: CanvasRenderingContext2D, picture: SpacePicture): void {
  const { scene, sight, frame, brush, messages, blocksOnly, selection } = picture;
  const { palette, scale } = brush;
  const now = scene.playhead.time;
  const eye = sight.viewpoint.viewAs;
  const batches = new Map<string, number[]>();
  const heads: { x: number; y: number; command: string; colour: string }[] = [];
  for (const row of messages) {
    if (row.row >= scene.playhead.index || row.x < frame.from) continue;
    const payload = scene.payloads[row.object];
    if (payload === undefined) continue;
    const family = colourFamily(payload);
    if (blocksOnly && family !== 'block') continue;
    const block = family === 'block' ? (payload.objects.at(-1) ?? -1) : -1;
    if (block >= 0 && !sight.exists(block)) continue;
    const colour =
      block >= 0
        ? branchSwatch(palette, sight.branch(block)).colour
        : family === 'tx'
          ? palette.agreed.colour
          : palette.ink3;
    const body = payload.command === 'block';
    const known = eye < 0 || row.a === eye || row.b === eye;
    const strength = !known ? 0.12 : block >= 0 ? 1 : family === 'tx' ? 0.5 : 0.4;
    const width = (body ? 2.75 : block >= 0 ? 1.5 : 0.9) * scale;
    const ends = Math.min(row.x, now);
    const share = row.x > row.time ? (ends - row.time) / (row.x - row.time) : 1;
    const startAcross = frame.across[row.a]!;
    const endAcross = startAcross + (frame.across[row.b]! - startAcross) * share;
    const key = `${colour} ${strength} ${width}`;
    let lines = batches.get(key);
    if (lines === undefined) {
      lines = [];
      batches.set(key, lines);
    }
    const end = point(frame, alongTime(frame, ends), endAcross);
    lines.push(...point(frame, alongTime(frame, row.time), startAcross), ...end);
    const picked = selection.kind === 'message' && selection.row === row.row;
    if (picked) {
      context.strokeStyle = palette.accent;
      context.globalAlpha = 1;
      context.lineWidth = width + 4;
      context.beginPath();
      context.moveTo(...point(frame, alongTime(frame, row.time), startAcross));
      context.lineTo(...end);
      context.stroke();
    }
    if (share < 1 && known && frame.spacing > 10) {
      heads.push({ x: end[0], y: end[1], command: payload.command, colour });
    }
  }
  context.lineCap = 'butt';
  for (const [key, lines] of batches) {
    const [colour, strength, width] = key.split(' ');
    context.strokeStyle = colour!;
    context.globalAlpha = Number(strength);
    context.lineWidth = Number(width);
    context.beginPath();
    for (let i = 0; i < lines.length; i += 4) {
      context.moveTo(lines[i]!, lines[i + 1]!);
      context.lineTo(lines[i + 2]!, lines[i + 3]!);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const head of heads) {
    drawGlyph(context, glyphOf(head.command), head.x, head.y, 6 * scale, head.colour, palette.paper);
  }
}

/** Finds as labelled squares, arrivals as ticks, reorganisations as rings. */
function paintEvents(context: CanvasRenderingContext2D, picture: SpacePicture): void {
  const { scene, sight, facts, frame, brush, selection, hover } = picture;
  const { palette, sprites, scale } = brush;
  const { events } = facts;
  for (let index = firstAt(events, frame.from); index < events.length; index++) {
    const event = events[index]!;
    if (event.time > frame.to || event.row >= scene.playhead.index) break;
    if (!sight.exists(event.object) || sight.nodeKnown[event.a] !== 1) continue;
    const swatch = branchSwatch(palette, sight.branch(event.object));
    const [x, y] = point(frame, alongTime(frame, event.time), frame.across[event.a]!);
    const picked = selection.kind === 'block' && selection.block === event.object;
    const touched = hover.kind === 'block' && hover.block === event.object;
    if (event.kind === LogKind.tip) {
      context.strokeStyle = palette.danger.colour;
      context.lineWidth = 2.5;
      context.beginPath();
      context.arc(x, y, 8 * scale, 0, 2 * Math.PI);
      context.stroke();
      continue;
    }
    const half = (event.kind === LogKind.blockFound ? 8 : Math.min(3.5, frame.spacing * 0.3)) * scale;
    context.beginPath();
    traceRounded(context, x - half, y - half, 2 * half, 2 * half, half * 0.35);
    context.fillStyle = swatch.colour;
    context.fill();
    if (picked || touched) {
      context.strokeStyle = palette.accent;
      context.lineWidth = 2.5;
      context.stroke();
    }
    if (event.kind !== LogKind.blockFound) continue;
    const record = scene.blocks[event.object]!;
    const text = sprites.text(
      `${record.height} ${shortHash(record.hash)}`,
      brush.mono(13, 600),
      swatch.colour,
      palette.paper,
    );
    const textY = frame.spacing > 24 * scale || y > 70 * scale ? y - half - text.height - 1 : y + half + 1;
    stamp(context, text, Math.max(2, x - text.width / 2), textY, brush.ratio);
  }
}

function paintNow(context: CanvasRenderingContext2D, { scene, frame, brush }: SpacePicture): void {
  const along = alongTime(frame, scene.playhead.time);
  if (along < frame.timeStart || along > frame.timeEnd) return;
  context.strokeStyle = brush.palette.accent;
  context.lineWidth = 2;
  context.beginPath();
  const [x1, y1] = point(frame, along, 0);
  context.moveTo(x1, frame.vertical ? y1 : 40 * brush.scale);
  context.lineTo(frame.vertical ? frame.width : x1, frame.vertical ? y1 : frame.height - 22 * brush.scale);
  context.stroke();
}

function paintNames(context: CanvasRenderingContext2D, picture: SpacePicture): void {
  const { scene, frame, brush, selection, hover, sight } = picture;
  const { palette, sprites } = brush;
  const roomy = frame.spacing >= 15 * brush.scale;
  for (const node of frame.order) {
    const marked =
      (selection.kind === 'node' && selection.node === node) ||
      (hover.kind === 'node' && hover.node === node);
    if (!roomy && !marked) continue;
    const colour = marked ? palette.accent : scene.nodeOnline[node] === 1 ? palette.ink : palette.ink3;
    const text = sprites.text(scene.nodes[node]!.name, brush.sans(13, 600), colour, palette.paper);
    context.globalAlpha = sight.nodeKnown[node] === 1 ? 1 : 0.35;
    if (frame.vertical) {
      stampCentred(context, text, frame.across[node]!, frame.timeStart - 12 * brush.scale, brush.ratio);
    } else {
      stamp(
        context,
        text,
        frame.timeStart - text.width - 6 * brush.scale,
        frame.across[node]! - text.height / 2,
        brush.ratio,
      );
    }
    context.globalAlpha = 1;
  }
}

/** What is under a point: a find or arrival, a node's name, or a message. */
export function spaceHit(picture: SpacePicture, x: number, y: number): Selection {
  const { frame, facts, scene, sight, messages, blocksOnly } = picture;
  const along = frame.vertical ? y : x;
  const across = frame.vertical ? x : y;
  for (let index = firstAt(facts.events, frame.from); index < facts.events.length; index++) {
    const event = facts.events[index]!;
    if (event.time > frame.to || event.row >= scene.playhead.index) break;
    if (!sight.exists(event.object)) continue;
    const reach = event.kind === LogKind.blockAccepted ? 6 : 12;
    if (
      Math.abs(alongTime(frame, event.time) - along) <= reach &&
      Math.abs(frame.across[event.a]! - across) <= reach
    ) {
      return event.kind === LogKind.tip
        ? { kind: 'reorg', row: event.row }
        : { kind: 'block', block: event.object };
    }
  }
  if (along < frame.timeStart) {
    const reach = Math.max(4, frame.spacing / 2);
    const node = frame.order.find((one) => Math.abs(frame.across[one]! - across) <= reach);
    return node === undefined ? { kind: 'none' } : { kind: 'node', node };
  }
  let best: Selection = { kind: 'none' };
  let bestDistance = 6;
  for (const row of messages) {
    if (row.row >= scene.playhead.index) continue;
    const payload = scene.payloads[row.object];
    if (payload === undefined || (blocksOnly && payload.objectKind !== 'block')) continue;
    const distance = toSegment(
      along,
      across,
      alongTime(frame, row.time),
      frame.across[row.a]!,
      alongTime(frame, row.x),
      frame.across[row.b]!,
    );
    if (distance < bestDistance) {
      bestDistance = distance;
      best = { kind: 'message', row: row.row };
    }
  }
  return best;
}

function toSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
