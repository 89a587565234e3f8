import type { Brush } from '../canvas/brush.ts';
import { type Sprite, stampCentred } from '../canvas/sprites.ts';
import { agreedBranch, branchSwatch } from '../design/colours.ts';
import { colouredBy, drawGlyph, type Glyph, glyphIndex, glyphRadius, glyphs } from './message-glyph.ts';
import { flightPosition } from './network-geometry.ts';
import type { NetworkPicture } from './network-picture.ts';
import { paintFlows } from './paint-flows.ts';

/** Colour slots of messages: plain, transaction, agreed, then one per branch hue. */
const plainSlot = 0;

const txSlot = 1;

const branchSlot = 2;

function slotColour(brush: Brush, slot: number): string {
  if (slot === plainSlot) return brush.palette.ink3;
  if (slot === txSlot) return brush.palette.agreed.colour;
  return branchSwatch(brush.palette, slot - branchSlot + agreedBranch).colour;
}

/** Side of the square that a message among thousands is, pixels. */
const dotSize = 3;
const at = new Float32Array(4);

/** Draws messages under way, one glyph each; above `mergeAbove`, those that are not about blocks as flows. */
export function paintMessages(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const flights = scene.inFlight;
  const time = scene.playhead.time;
  const eye = sight.viewpoint.viewAs;
  const merge = flights.count > picture.mergeAbove;
  const { payloads } = scene;
  const slots = branchSlot + 1 + brush.palette.branches.length;
  const sprites: (Sprite | undefined)[] = new Array(glyphs.length * slots);
  const arrows: number[][] = Array.from({ length: slots }, () => []);
  const crowded = flights.count > 160;
  // Of thousands between small peers only blocks keep their glyph; whatever is about a block, its colour.
  const dense = merge && geometry.radius < 8;
  const dots: number[][] = Array.from({ length: slots }, () => []);
  const withArrows = !picture.playing || !crowded;
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
      if (dense && glyphs[shape] !== 'block' && !picked.has(flights.row[index]!)) {
        dots[slot]!.push(at[0]!, at[1]!);
        continue;
      }
      const spriteIndex = shape * slots + slot;
      let sprite = sprites[spriteIndex];
      if (sprite === undefined) {
        sprite = glyphSprite(brush, glyphs[shape]!, geometry.radius, slotColour(brush, slot));
        sprites[spriteIndex] = sprite;
      }
      const px = at[0]!;
      const py = at[1]!;
      // Many at once are copied pixel by pixel; a few glide between pixels.
      if (crowded) stampCentred(context, sprite, px, py, brush.ratio);
      else {
        context.drawImage(
          sprite.image,
          px - sprite.width / 2,
          py - sprite.height / 2,
          sprite.width,
          sprite.height,
        );
      }
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
      const list = dots[slot]!;
      if (list.length === 0) continue;
      context.fillStyle = slotColour(brush, slot);
      for (let i = 0; i < list.length; i += 2) {
        context.fillRect(
          Math.round(list[i]! - dotSize / 2),
          Math.round(list[i + 1]! - dotSize / 2),
          dotSize,
          dotSize,
        );
      }
      list.length = 0;
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
