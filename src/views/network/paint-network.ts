import type { Brush } from '../canvas/brush.ts';
import { type Sprite, stampCentred } from '../canvas/sprites.ts';
import { branchSwatch } from '../design/colours.ts';
import { rimGap } from './network-geometry.ts';
import type { NetworkPicture } from './network-picture.ts';
import { paintWords } from './paint-labels.ts';
import { paintMessages } from './paint-messages.ts';
import { paintNodes } from './paint-nodes.ts';
import { ringMicros } from './recent-events.ts';

/** Draws what moves: messages, nodes and what is said about them, over the links (`paint-links.ts`). A pure function of
 * the picture: the same scene gives the same pixels.
 * Grouped by style, so that a frame of a thousand peers costs a few hundred canvas calls, not tens of thousands. */
export function paintNetwork(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  paintTraces(context, picture);
  paintMessages(context, picture);
  paintGesture(context, picture);
  paintNodes(context, picture);
  paintWords(context, picture);
}

/** Rings that run outward where a tip has just changed or a block was just found. */
function paintTraces(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { geometry, brush, sight } = picture;
  const small = geometry.radius < 8;
  for (const event of picture.events) {
    if (sight.nodeKnown[event.node] !== 1 || sight.blockSight(event.block) === 'hidden') continue;
    const progress = event.age / ringMicros[event.kind];
    if (progress >= 1) continue;
    const swatch = branchSwatch(brush.palette, sight.branch(event.block));
    const colour = event.kind === 'rejected' ? brush.palette.danger.colour : swatch.colour;
    const start = geometry.radius * 1.1 + rimGap(geometry.radius) + (small ? 0 : 9);
    const reach = small ? 10 : event.kind === 'found' ? 34 : 18;
    const width = event.kind === 'found' ? 3.5 : 2;
    const x = geometry.x[event.node]!;
    const y = geometry.y[event.node]!;
    if (small) {
      // A block reaches hundreds of small peers within a moment: their rings are stamped, not stroked one by one.
      const step = Math.floor(progress * ringSteps) / ringSteps;
      context.globalAlpha = (1 - step) * 0.7;
      stampCentred(
        context,
        ringSprite(brush, colour, width, start + reach * easeOut(step)),
        x,
        y,
        brush.ratio,
      );
      continue;
    }
    context.globalAlpha = (1 - progress) * 0.7;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, start + reach * easeOut(progress), 0, 2 * Math.PI);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Sizes that a stamped ring takes on its way. */
const ringSteps = 12;

function ringSprite(brush: Brush, colour: string, width: number, radius: number): Sprite {
  const r = Math.round(radius * 4) / 4;
  const half = r + width;
  return brush.sprites.get(`ring ${r} ${width} ${colour}`, 2 * half, 2 * half, (context) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.arc(half, half, r, 0, 2 * Math.PI);
    context.stroke();
  });
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
