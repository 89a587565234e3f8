import type { Brush } from '../canvas/brush.ts';
import { traceRounded } from '../canvas/shapes.ts';
import { stamp, stampCentred } from '../canvas/sprites.ts';
import { branchSwatch, type Swatch } from '../design/colours.ts';
import { shortHash } from '../format/short-hash.ts';
import { rimGap } from './network-geometry.ts';
import {
  dimmed,
  isMarked,
  isOutside,
  type NetworkPicture,
  type NodeState,
  nodeState,
  tellsOf,
} from './network-picture.ts';
import { type RecentEvent, reorgWordsMicros } from './recent-events.ts';

/** Names, ids, mempools and reorganisations, above all bodies so that no neighbour covers them. */
export function paintWords(context: CanvasRenderingContext2D, picture: NetworkPicture): void {
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
