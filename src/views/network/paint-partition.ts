import type { NetworkCamera } from './network-geometry.ts';
import type { PartitionMap } from './partition-seam.ts';

/** The soft ground of a partition as a bitmap, one pixel per sample: each group's tint, fading towards the seam.
 * @param tints `#rrggbb` per group; groups without one stay clear */
export function partitionGround(
  map: PartitionMap,
  tints: readonly (string | undefined)[],
): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = map.columns;
  canvas.height = map.rows;
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  const pixels = context.createImageData(map.columns, map.rows);
  const colours = tints.map((tint) => (tint === undefined ? undefined : parse(tint)));
  for (let at = 0; at < map.group.length; at++) {
    const colour = colours[map.group[at]!];
    if (colour === undefined) continue;
    pixels.data[4 * at] = colour[0];
    pixels.data[4 * at + 1] = colour[1];
    pixels.data[4 * at + 2] = colour[2];
    pixels.data[4 * at + 3] = 150;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}

/** Draws the ground and the dashed seams between groups. */
export function paintPartition(
  context: CanvasRenderingContext2D,
  map: PartitionMap,
  ground: HTMLCanvasElement | undefined,
  camera: NetworkCamera,
  seamColour: string,
  headroom: number,
): void {
  context.save();
  context.save();
  context.translate(camera.x, camera.y);
  context.scale(camera.zoom, camera.zoom);
  if (ground !== undefined) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(
      ground,
      map.x - map.cell / 2,
      map.y - map.cell / 2,
      map.columns * map.cell,
      map.rows * map.cell,
    );
  }
  context.restore();
  // The heading stays readable.
  context.beginPath();
  context.rect(0, headroom, 1e5, 1e5);
  context.clip();
  context.translate(camera.x, camera.y);
  context.scale(camera.zoom, camera.zoom);
  context.strokeStyle = seamColour;
  context.lineWidth = 2 / camera.zoom;
  context.setLineDash([9 / camera.zoom, 7 / camera.zoom]);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const seam of map.seams) {
    context.beginPath();
    context.moveTo(seam[0]!, seam[1]!);
    for (let i = 2; i + 3 < seam.length; i += 2) {
      const mx = (seam[i]! + seam[i + 2]!) / 2;
      const my = (seam[i + 1]! + seam[i + 3]!) / 2;
      context.quadraticCurveTo(seam[i]!, seam[i + 1]!, mx, my);
    }
    context.lineTo(seam.at(-2)!, seam.at(-1)!);
    context.stroke();
  }
  context.restore();
}

function parse(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
