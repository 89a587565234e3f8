import type { Scene } from '#app/scene';
import { colouredBy } from './message-glyph.ts';
import { flightPosition, laneOffset, type NetworkGeometry, rimGap } from './network-geometry.ts';

const bins = 10;

/** Draws messages that are not about blocks as flows: along each direction of a link, a band whose width at every place
 * tells how many messages are there. It moves as they do, and costs the same for ten and for ten thousand. */
export function paintFlows(
  context: CanvasRenderingContext2D,
  scene: Scene,
  geometry: NetworkGeometry,
  eye: number,
  txColour: string,
  plainColour: string,
): void {
  if (geometry.radius < 8) return paintDots(context, scene, geometry, eye, txColour, plainColour);
  const flights = scene.inFlight;
  const time = scene.playhead.time;
  const nodes = scene.nodes.length;
  const byLink = new Map<number, Uint16Array>();
  for (let index = 0; index < flights.count; index++) {
    const block = colouredBy(scene.payloads[flights.payload[index]!]);
    if (block >= 0) continue;
    const from = flights.from[index]!;
    if (eye >= 0 && from !== eye) continue;
    const span = flights.arrivesAt[index]! - flights.sentAt[index]!;
    const fraction = span > 0 ? (time - flights.sentAt[index]!) / span : 1;
    if (fraction < 0 || fraction >= 1) continue;
    const key = from * nodes + flights.to[index]!;
    let counts = byLink.get(key);
    if (counts === undefined) {
      counts = new Uint16Array(2 * bins);
      byLink.set(key, counts);
    }
    counts[(block === -2 ? 0 : bins) + Math.floor(fraction * bins)]!++;
  }
  // Segments by colour and width, so that each style is stroked once.
  const widths = 5;
  const segments: number[][] = Array.from({ length: 2 * widths }, () => []);
  const aside = laneOffset(geometry.radius);
  for (const [key, counts] of byLink) {
    const to = key % nodes;
    const from = (key - to) / nodes;
    const ax = geometry.x[from]!;
    const ay = geometry.y[from]!;
    const dx = geometry.x[to]! - ax;
    const dy = geometry.y[to]! - ay;
    const length = Math.hypot(dx, dy) || 1;
    const ux = dx / length;
    const uy = dy / length;
    const gap = Math.min(geometry.radius + rimGap(geometry.radius), length / 2);
    const step = (length - 2 * gap) / bins;
    for (let bin = 0; bin < 2 * bins; bin++) {
      const count = counts[bin]!;
      if (count === 0) continue;
      const width = Math.min(widths - 1, Math.floor(Math.log2(count)));
      const start = gap + (bin % bins) * step;
      const x = ax + ux * start - uy * aside;
      const y = ay + uy * start + ux * aside;
      segments[(bin < bins ? 0 : widths) + width]!.push(x, y, x + ux * step, y + uy * step);
    }
  }
  context.lineCap = 'round';
  for (let style = 0; style < segments.length; style++) {
    const list = segments[style]!;
    if (list.length === 0) continue;
    context.strokeStyle = style < widths ? txColour : plainColour;
    context.globalAlpha = style < widths ? 0.8 : 0.55;
    context.lineWidth = 1.5 + 1.5 * (style % widths);
    context.beginPath();
    for (let i = 0; i < list.length; i += 4) {
      context.moveTo(list[i]!, list[i + 1]!);
      context.lineTo(list[i + 2]!, list[i + 3]!);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}

const dot = 2;
const at = new Float32Array(4);

/** Between a thousand small peers each message is a dot of its own: thousands of bands, each a stroked line, would cost
 * more than everything else in the picture, and squares on whole pixels cost next to nothing. */
function paintDots(
  context: CanvasRenderingContext2D,
  scene: Scene,
  geometry: NetworkGeometry,
  eye: number,
  txColour: string,
  plainColour: string,
): void {
  const flights = scene.inFlight;
  const { time } = scene.playhead;
  context.globalAlpha = 0.8;
  for (const kind of [-1, -2]) {
    context.fillStyle = kind === -2 ? txColour : plainColour;
    for (let index = 0; index < flights.count; index++) {
      if (eye >= 0 && flights.from[index] !== eye) continue;
      const block = colouredBy(scene.payloads[flights.payload[index]!]);
      if (block >= 0 || (block === -2) !== (kind === -2)) continue;
      if (!flightPosition(geometry, flights, index, time, at)) continue;
      context.fillRect(Math.round(at[0]! - dot / 2), Math.round(at[1]! - dot / 2), dot, dot);
    }
  }
  context.globalAlpha = 1;
}
