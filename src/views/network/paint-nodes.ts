import type { Role } from '#simulation/records';
import { isOnChain } from '../branches/ancestry.ts';
import type { Brush } from '../canvas/brush.ts';
import { traceRole } from '../canvas/shapes.ts';
import { type Sprite, stampCentred } from '../canvas/sprites.ts';
import { swatchFill } from '../design/canvas-pattern.ts';
import { branchSwatch, type Swatch } from '../design/colours.ts';
import { rimGap } from './network-geometry.ts';
import {
  dimmed,
  isOutside,
  type NetworkPicture,
  type NodeState,
  nodeState,
  tellsOf,
  totalHashRate,
  tryTurns,
} from './network-picture.ts';

/** Draws every node's body and rim, and the rings around those that are meant. */
export function paintNodes(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
  const { scene, sight, geometry, brush } = picture;
  const { palette } = brush;
  const totalRate = totalHashRate(scene);
  const radius = geometry.radius;
  const bodies = new Map<string, Sprite>();
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeBorn[node] !== 1) continue;
    const x = geometry.x[node]!;
    const y = geometry.y[node]!;
    if (isOutside(geometry, node)) continue;
    const role = scene.nodeRole[node]!;
    const state = nodeState(picture, node);
    const tip = sight.tip[node] ?? -1;
    const branch = state === 'off' || state === 'unknown' ? undefined : sight.branch(tip);
    const swatch = branch === undefined ? undefined : branchSwatch(palette, branch);
    const known = sight.nodeKnown[node] === 1;
    context.globalAlpha = known ? 1 : dimmed;
    if (known && state !== 'off' && tellsOf(sight, node))
      paintRim(context, picture, node, x, y, totalRate, swatch);
    const bodyKey = `${role}${state}${branch}`;
    let body = bodies.get(bodyKey);
    if (body === undefined) {
      body = bodySprite(brush, role, radius, state, swatch);
      bodies.set(bodyKey, body);
    }
    // On whole pixels a bitmap is copied as it is; between them every pixel would be worked out anew.
    stampCentred(context, body, x, y, brush.ratio);
    context.globalAlpha = 1;
  }
  paintRings(context, picture);
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
  const { scene, geometry, brush } = picture;
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
}

function paintBurst(
  context: CanvasRenderingContext2D,
  { brush }: NetworkPicture,
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
