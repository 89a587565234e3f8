import type { PayloadRecord } from '#simulation/records';
import { traceRounded } from '../canvas/shapes.ts';
import type { SpriteContext } from '../canvas/sprites.ts';

/** What a message looks like on its way: one glyph per kind of thing it says. */
export const glyphs = [
  'inv',
  'getdata',
  'tx',
  'block',
  'headers',
  'getheaders',
  'version',
  'addr',
  'getaddr',
  'ping',
  'refusal',
  'other',
] as const;
export type Glyph = (typeof glyphs)[number];

const byCommand: Readonly<Record<string, Glyph>> = {
  inv: 'inv',
  getdata: 'getdata',
  tx: 'tx',
  block: 'block',
  merkleblock: 'block',
  cmpctblock: 'block',
  blocktxn: 'block',
  headers: 'headers',
  getheaders: 'getheaders',
  getblocks: 'getheaders',
  getblocktxn: 'getdata',
  version: 'version',
  verack: 'version',
  addr: 'addr',
  addrv2: 'addr',
  getaddr: 'getaddr',
  ping: 'ping',
  pong: 'ping',
  notfound: 'refusal',
  reject: 'refusal',
};

/** The glyph of a P2P command; commands without one of their own share a small mark. */
export function glyphOf(command: string): Glyph {
  return byCommand[command] ?? 'other';
}

const indexByCommand = new Map<string, number>(
  Object.entries(byCommand).map(([command, glyph]) => [command, glyphs.indexOf(glyph)]),
);

/** Index into `glyphs` for a payload; one whose record was put away counts as "other". */
export function glyphIndex(payload: PayloadRecord | undefined): number {
  return (payload && indexByCommand.get(payload.command)) ?? glyphs.length - 1;
}

/** The block whose colour a message takes; −1: none, −2: it is about a transaction. */
export function colouredBy(payload: PayloadRecord | undefined): number {
  if (payload === undefined || payload.objectKind === 'none') return -1;
  return payload.objectKind === 'tx' ? -2 : (payload.objects[payload.objects.length - 1] ?? -1);
}

/** Which family of colour a message takes: the branch of the block it is about, the green of transactions, or grey. */
export function colourFamily(payload: PayloadRecord): 'block' | 'tx' | 'plain' {
  return payload.objectKind === 'none' ? 'plain' : payload.objectKind;
}

/** Half the width of a glyph in CSS pixels, for a given type scale and node radius. */
export function glyphRadius(glyph: Glyph, nodeRadius: number, scale: number): number {
  const room = Math.min(1, Math.max(0.36, nodeRadius / (20 * scale))) * scale;
  const size = glyph === 'block' ? 9.5 : glyph === 'ping' || glyph === 'other' ? 3 : 7.5;
  return Math.max(1.6, size * room);
}

/** Draws a glyph of half-width `r` with its centre at (x, y), in `colour`, on `ground` (the canvas behind it). */
export function drawGlyph(
  context: SpriteContext,
  glyph: Glyph,
  x: number,
  y: number,
  r: number,
  colour: string,
  ground: string,
): void {
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.lineWidth = Math.max(1.2, r * 0.32);
  const halo = () => {
    context.strokeStyle = ground;
    context.lineWidth = Math.max(1.5, r * 0.5);
    context.stroke();
    context.strokeStyle = colour;
    context.lineWidth = Math.max(1.2, r * 0.32);
  };
  context.beginPath();
  switch (glyph) {
    case 'block':
      traceRounded(context, x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72, r * 0.35);
      halo();
      context.fill();
      return;
    case 'tx':
      context.arc(x, y, r * 0.78, 0, 2 * Math.PI);
      halo();
      context.fill();
      return;
    case 'inv':
      traceDiamond(context, x, y, r);
      halo();
      context.fillStyle = ground;
      context.fill();
      context.stroke();
      return;
    case 'getdata':
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fillStyle = ground;
      context.fill();
      context.lineWidth = Math.max(1, r * 0.2);
      context.stroke();
      drawMark(context, '?', x, y, r * 0.78, colour);
      return;
    case 'headers':
      traceRounded(context, x - r * 0.86, y - r * 0.86, r * 1.72, r * 1.72, r * 0.3);
      context.fillStyle = ground;
      context.fill();
      context.beginPath();
      for (const line of [-0.6, 0, 0.6]) {
        context.moveTo(x - r * 0.75, y + line * r);
        context.lineTo(x + r * 0.75, y + line * r);
      }
      context.stroke();
      return;
    case 'getheaders':
      context.arc(x, y, r * 0.98, 0, 2 * Math.PI);
      context.fillStyle = ground;
      context.fill();
      drawMark(context, '?', x - r * 0.45, y, r, colour);
      context.beginPath();
      for (const line of [-0.45, 0.05, 0.55]) {
        context.moveTo(x + r * 0.3, y + line * r);
        context.lineTo(x + r * 1, y + line * r);
      }
      context.lineWidth = Math.max(1, r * 0.24);
      context.stroke();
      return;
    case 'version':
      context.moveTo(x - r * 0.85, y);
      context.lineTo(x - r * 0.2, y + r * 0.65);
      context.lineTo(x + r * 0.9, y - r * 0.65);
      halo();
      context.stroke();
      return;
    case 'addr':
      drawMark(context, '@', x, y, r, colour);
      return;
    case 'getaddr':
      drawMark(context, '@?', x, y, r, colour);
      return;
    case 'refusal':
      context.moveTo(x - r * 0.7, y - r * 0.7);
      context.lineTo(x + r * 0.7, y + r * 0.7);
      context.moveTo(x + r * 0.7, y - r * 0.7);
      context.lineTo(x - r * 0.7, y + r * 0.7);
      halo();
      context.stroke();
      return;
    case 'ping':
      context.arc(x, y, r * 0.8, 0, 2 * Math.PI);
      context.stroke();
      return;
    case 'other':
      context.arc(x, y, r * 0.7, 0, 2 * Math.PI);
      context.fill();
  }
}

function traceDiamond(context: CanvasPath, x: number, y: number, r: number): void {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

function drawMark(
  context: SpriteContext,
  mark: string,
  x: number,
  y: number,
  r: number,
  colour: string,
): void {
  context.font = `800 ${Math.max(6, r * 2.1)}px "Inter Variable", system-ui, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = colour;
  context.fillText(mark, x, y + r * 0.08);
  context.textAlign = 'start';
  context.textBaseline = 'alphabetic';
}
