import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { MempoolEntryView } from '#workers/simulation-api';

/** One waiting transaction's place, in pixels. */
export interface MempoolTile {
  readonly transaction: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly inNextBlock: boolean;
  /** 0 … 1: how well it pays among those here, on a logarithmic scale. */
  readonly shade: number;
}

/** A mempool as a picture. */
export interface MempoolLayout {
  readonly tiles: readonly MempoolTile[];
  /** Where the next block ends; everything below waits longer. */
  readonly lineY: number;
  /** Room left in the next block, drawn between the tiles and the line. */
  readonly room: { readonly y: number; readonly height: number; readonly vbytes: number };
}

/** The most of the picture that free room may take: an almost empty block would leave only slivers to look at. */
const mostRoom = 0.42;

/** Lays a mempool out: area is virtual size, the best payers come first, those of the next block above the line.
 * Free room in the next block is drawn to scale up to `mostRoom` of the height, and says its true size.
 * @param entries best fee rate first
 * @param capacity virtual bytes a block can hold */
export function layOutMempool(
  entries: readonly MempoolEntryView[],
  capacity: number,
  width: number,
  height: number,
): MempoolLayout {
  const next = entries.filter((entry) => entry.inNextBlock);
  const later = entries.filter((entry) => !entry.inNextBlock);
  const used = sizeOf(next);
  const waiting = sizeOf(later);
  const free = Math.max(0, capacity - used);
  const shown = used + waiting;
  if (shown === 0) return { tiles: [], lineY: height, room: { y: 0, height, vbytes: free } };
  const roomHeight = height * Math.min(free / (shown + free), mostRoom);
  const body = height - roomHeight;
  const usedHeight = body * (used / shown);
  const shade = shader(entries);
  return {
    tiles: [
      ...tile(next, 0, usedHeight, width, shade),
      ...tile(later, usedHeight + roomHeight, body - usedHeight, width, shade),
    ],
    lineY: usedHeight + roomHeight,
    room: { y: usedHeight, height: roomHeight, vbytes: free },
  };
}

/** The tile that an arrow key leads to from another: the nearest one in that direction, or the same one at the edge. */
export function neighbourTile(
  tiles: readonly MempoolTile[],
  from: number,
  direction: 'left' | 'right' | 'up' | 'down',
): number {
  const start = tiles.find((candidate) => candidate.transaction === from);
  if (start === undefined) return tiles[0]?.transaction ?? -1;
  const [x, y] = middle(start);
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of tiles) {
    if (candidate === start) continue;
    const [dx, dy] = [middle(candidate)[0] - x, middle(candidate)[1] - y];
    const along = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? -dy : dy;
    const aside = direction === 'left' || direction === 'right' ? Math.abs(dy) : Math.abs(dx);
    if (along <= 1 || aside > along * 3) continue;
    const distance = along + aside * 2;
    if (distance < least) {
      least = distance;
      best = candidate.transaction;
    }
  }
  return best;
}

function tile(
  entries: readonly MempoolEntryView[],
  top: number,
  height: number,
  width: number,
  shade: (feeRate: number) => number,
): MempoolTile[] {
  if (entries.length === 0 || height <= 0) return [];
  const root = hierarchy<Partial<MempoolEntryView> & { readonly children?: readonly MempoolEntryView[] }>({
    children: entries,
  }).sum((entry) => entry.vsize ?? 0);
  const laid = treemap<typeof root.data>()
    .size([width, height])
    .paddingInner(2)
    .tile(treemapSquarify.ratio(1.4))(root);
  return (laid.leaves() ?? []).map((leaf) => ({
    transaction: leaf.data.transaction ?? -1,
    x: leaf.x0,
    y: top + leaf.y0,
    width: leaf.x1 - leaf.x0,
    height: leaf.y1 - leaf.y0,
    inNextBlock: leaf.data.inNextBlock ?? false,
    shade: shade(leaf.data.feeRate ?? 0),
  }));
}

function shader(entries: readonly MempoolEntryView[]): (feeRate: number) => number {
  const rates = entries.map((entry) => Math.max(entry.feeRate, 0.1));
  const [low, high] = [Math.log(Math.min(...rates)), Math.log(Math.max(...rates))];
  return (feeRate) => (high - low < 1e-9 ? 0.6 : (Math.log(Math.max(feeRate, 0.1)) - low) / (high - low));
}

function sizeOf(entries: readonly MempoolEntryView[]): number {
  return entries.reduce((sum, entry) => sum + entry.vsize, 0);
}

function middle(box: MempoolTile): readonly [number, number] {
  return [box.x + box.width / 2, box.y + box.height / 2];
}
