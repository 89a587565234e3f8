import type { Selection } from '#app/studio-state';
import { beginDrawing, type CanvasSize } from '../canvas/use-canvas.ts';
import type { NetworkPicture } from './network-picture.ts';
import { paintLinks } from './paint-links.ts';
import { paintPartition } from './paint-partition.ts';
import type { SampledPartition } from './partition-cache.ts';

/** Draws links and the ground of a partition on a canvas of their own, below all that moves, and only when something
 * about them has changed: four thousand lines cost more than everything else in the picture. */
export function createLinkLayer() {
  let drawn: readonly unknown[] = [];
  let up = new Uint8Array(0);
  return (
    canvas: HTMLCanvasElement | null,
    size: CanvasSize,
    picture: NetworkPicture,
    partition: SampledPartition | undefined,
  ): void => {
    const { scene, geometry, brush, sight } = picture;
    const now = [
      canvas,
      size,
      geometry,
      brush,
      partition,
      scene.links,
      scene.links.length,
      sight.viewpoint.viewAs,
      ...touched(picture.selection),
      ...touched(picture.hover),
      picture.focused,
      picture.severed.join(),
    ];
    const same = now.length === drawn.length && now.every((part, index) => part === drawn[index]);
    if (same && sameBytes(up, scene.linkUp, scene.links.length)) return;
    const context = beginDrawing(canvas, size);
    if (context === undefined) return;
    drawn = now;
    up = scene.linkUp.slice(0, scene.links.length);
    if (partition !== undefined) {
      const { camera } = geometry;
      const { map, ground } = partition;
      paintPartition(context, map, ground, camera, brush.palette.danger.colour, 42 * brush.scale);
    }
    paintLinks(context, picture);
  };
}

/** What of a selection shows on links. */
function touched(thing: Selection): readonly [string, number] {
  if (thing.kind === 'link') return ['link', thing.link];
  return thing.kind === 'node' ? ['node', thing.node] : ['', -1];
}

function sameBytes(one: Uint8Array, other: Uint8Array, length: number): boolean {
  if (one.length !== length) return false;
  for (let at = 0; at < length; at++) if (one[at] !== other[at]) return false;
  return true;
}
