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
