import type { ForkSpan, History } from '#app/history';
import { LogKind } from '#simulation/log';
import { branchNumber } from '../branches/branch-number.ts';
import type { Viewpoint } from '../branches/sight.ts';
import type { Brush } from '../canvas/brush.ts';
import { stamp, stampCentred } from '../canvas/sprites.ts';
import { swatchFill } from '../design/canvas-pattern.ts';
import { branchSwatch, type Palette, type Swatch } from '../design/colours.ts';
import { formatClock } from '../format/sim-time.ts';
import { forksInSight, type Lane, type LaneItem, laneBranch } from './lane-items.ts';
import { type TimeRange, ticksOf, xOf } from './time-axis.ts';

/** Where everything is, in CSS pixels. */
export interface LaneGeometry {
  readonly width: number;
  readonly axisHeight: number;
  readonly laneHeight: number;
  /** From top to bottom; `other` is the second timeline. */
  readonly lanes: readonly (Lane | 'other')[];
}

/** Everything that decides the picture. */
export interface LanePicture {
  readonly geometry: LaneGeometry;
  readonly range: TimeRange;
  readonly history: History;
  readonly items: readonly LaneItem[];
  readonly seenTime: number;
  readonly viewpoint: Viewpoint;
  readonly bookmarks: readonly { readonly time: number }[];
  /** The first block that the second timeline has not, −1 for none. */
  readonly differing: number;
  /** The second timeline: its blocks, the first that this one has not, and where it leaves this one. */
  readonly other:
    | {
        readonly items: readonly LaneItem[];
        readonly differing: number;
        readonly leavesAt: number;
        readonly reached: number;
      }
    | undefined;
  readonly hoverRow: number;
  /** Labels of the axis that give way to the playhead's flag. */
  readonly hiddenTicks: ReadonlySet<number>;
  readonly actionLabel: (item: LaneItem) => string;
}

/** Least distance between labels of the axis, at type scale 1. */
export const tickGap = 90;

const markSize = 8;

/** Draws the lanes on a cleared context; the playhead is not part of it. */
export function drawLanes(context: CanvasRenderingContext2D, brush: Brush, picture: LanePicture): void {
  const { palette } = brush;
  drawAxis(context, brush, picture);
  drawRules(context, palette, picture);
  drawForks(context, palette, picture);
  drawItems(context, brush, picture);
  drawBookmarks(context, palette, picture);
  drawOther(context, palette, picture);
}

/** Middle of a lane. */
export function laneMiddle(geometry: LaneGeometry, lane: Lane | 'other'): number {
  return geometry.axisHeight + (geometry.lanes.indexOf(lane) + 0.5) * geometry.laneHeight;
}

function drawAxis(
  context: CanvasRenderingContext2D,
  { palette, sprites, sans, ratio }: Brush,
  { geometry, range, hiddenTicks }: LanePicture,
): void {
  for (const time of ticksOf(range, geometry.width, tickGap * palette.typeScale)) {
    const x = xOf(range, geometry.width, time);
    if (hiddenTicks.has(time)) continue;
    if (x < 16 || x > geometry.width - 16) continue;
    const label = sprites.text(formatClock(time), sans(11, 400), palette.ink3);
    stampCentred(context, label, x, geometry.axisHeight / 2, ratio);
  }
}

/** A hairline per lane, solid as far as the reader has seen, dotted beyond. */
function drawRules(context: CanvasRenderingContext2D, palette: Palette, picture: LanePicture): void {
  const { geometry, range, seenTime } = picture;
  const seenX = Math.min(geometry.width, Math.max(0, xOf(range, geometry.width, seenTime)));
  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  for (const lane of geometry.lanes) {
    if (lane === 'other') continue;
    const y = Math.round(laneMiddle(geometry, lane)) + 0.5;
    line(context, 0, y, seenX, y);
    context.setLineDash([1, 5]);
    line(context, seenX, y, geometry.width, y);
    context.setLineDash([]);
  }
}

/** A fork is a bar in the hues of its two leading branches, one above the other. */
function drawForks(context: CanvasRenderingContext2D, palette: Palette, picture: LanePicture): void {
  const { geometry, range, history, seenTime, viewpoint } = picture;
  const middle = laneMiddle(geometry, 'forks');
  for (const fork of forksInSight(history, seenTime, viewpoint)) {
    if (fork.from > seenTime || fork.from > range.to || fork.to < range.from) continue;
    const left = xOf(range, geometry.width, fork.from);
    const right = Math.max(left + 4, xOf(range, geometry.width, Math.min(fork.to, seenTime)));
    const [upper, lower] = forkSwatches(palette, history, fork);
    context.save();
    context.beginPath();
    context.roundRect(left, middle - 5, right - left, 10, 4);
    context.clip();
    context.fillStyle = swatchFill(context, upper, window.devicePixelRatio);
    context.fillRect(left, middle - 5, right - left, 5);
    context.fillStyle = swatchFill(context, lower, window.devicePixelRatio);
    context.fillRect(left, middle, right - left, 5);
    context.restore();
    context.lineWidth = 1.5;
    context.strokeStyle = upper.colour;
    line(context, left + 3, middle - 4.25, right - 3, middle - 4.25);
    context.strokeStyle = lower.colour;
    line(context, left + 3, middle + 4.25, right - 3, middle + 4.25);
  }
}

function forkSwatches(palette: Palette, history: History, fork: ForkSpan): readonly [Swatch, Swatch] {
  const numbers = [...new Set(fork.branches.map((block) => branchNumber(history.blocks, block)))].sort(
    (a, b) => a - b,
  );
  const upper = numbers[0] ?? 0;
  return [branchSwatch(palette, upper), branchSwatch(palette, numbers[1] ?? upper + 1)];
}

function drawItems(context: CanvasRenderingContext2D, brush: Brush, picture: LanePicture): void {
  const { palette } = brush;
  const { geometry, range, items, seenTime } = picture;
  const first = firstAtOrAfter(items, range.from);
  let lastBlockX = Number.NEGATIVE_INFINITY;
  for (let index = first; index < items.length; index++) {
    const item = items[index]!;
    if (item.time > range.to || item.time > seenTime) break;
    const x = xOf(range, geometry.width, item.time);
    const middle = laneMiddle(geometry, item.lane);
    if (item.lane === 'blocks') {
      drawBlock(context, palette, picture, item, x, middle, x - lastBlockX);
      lastBlockX = x;
    } else if (item.lane === 'reorgs') {
      drawReorg(context, palette, item, x, middle, geometry.laneHeight);
    } else if (item.lane === 'actions') {
      drawAction(context, brush, picture, index, x, middle);
    } else if (item.lane === 'marks') {
      drawBeat(context, brush, picture, index, x, middle);
    }
  }
}

function drawBlock(
  context: CanvasRenderingContext2D,
  palette: Palette,
  { history, seenTime, viewpoint, hoverRow, differing }: LanePicture,
  item: LaneItem,
  x: number,
  middle: number,
  distance: number,
): void {
  const swatch = branchSwatch(
    palette,
    laneBranch(history, item.selection.kind === 'block' ? item.selection.block : -1, seenTime, viewpoint),
  );
  // Where blocks crowd, each keeps a mark, only narrower: the density stays true.
  if (isBlock(item, differing)) frameDiffering(context, palette, x, middle);
  const width = distance < markSize + 1 ? Math.max(1.5, Math.min(markSize, distance - 1)) : markSize;
  context.fillStyle = swatch.colour;
  if (width < 4) {
    // Thousands of them: a plain rectangle is far cheaper than a path.
    context.fillRect(x - width / 2, middle - markSize / 2, width, markSize);
    return;
  }
  context.beginPath();
  context.roundRect(x - width / 2, middle - markSize / 2, width, markSize, 2);
  context.fill();
  // The second branch is hollow: told apart without colour.
  if (swatch.pattern !== 'solid' && width > 5) {
    context.fillStyle = palette.panel;
    context.fillRect(x - 2, middle - 2, 4, 4);
  }
  if (item.row === hoverRow) ring(context, palette, x, middle);
}

function isBlock({ selection }: LaneItem, block: number): boolean {
  return selection.kind === 'block' && selection.block === block;
}

/** The two timelines' first blocks that differ stand in a frame: from here on they tell different stories. */
function frameDiffering(
  context: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  middle: number,
): void {
  context.strokeStyle = palette.pending.colour;
  context.lineWidth = 1.5;
  context.strokeRect(x - markSize / 2 - 2.5, middle - markSize / 2 - 2.5, markSize + 5, markSize + 5);
}

function drawReorg(
  context: CanvasRenderingContext2D,
  palette: Palette,
  item: LaneItem,
  x: number,
  middle: number,
  laneHeight: number,
): void {
  const height = Math.min(laneHeight - 2, 3 + item.depth * 3);
  context.fillStyle = palette.danger.colour;
  context.beginPath();
  context.roundRect(x - 2, middle + laneHeight / 2 - 1 - height, 4, height, 1);
  context.fill();
}

/** A dot, and its word where there is room for it before the next dot. */
function drawAction(
  context: CanvasRenderingContext2D,
  brush: Brush,
  picture: LanePicture,
  index: number,
  x: number,
  middle: number,
): void {
  const { palette } = brush;
  const item = picture.items[index]!;
  const refused = item.kind === LogKind.actionRefused;
  context.fillStyle = item.kind === LogKind.attack || refused ? palette.danger.colour : palette.ink;
  context.beginPath();
  context.arc(x, middle, 4, 0, Math.PI * 2);
  context.fill();
  drawWord(context, brush, picture, index, x, middle);
}

/** A beat of the scenario's story: a diamond, and its title where there is room. */
function drawBeat(
  context: CanvasRenderingContext2D,
  brush: Brush,
  picture: LanePicture,
  index: number,
  x: number,
  middle: number,
): void {
  const { palette } = brush;
  context.fillStyle = palette.panel;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x, middle - 5);
  context.lineTo(x + 5, middle);
  context.lineTo(x, middle + 5);
  context.lineTo(x - 5, middle);
  context.closePath();
  context.fill();
  context.stroke();
  drawWord(context, brush, picture, index, x, middle);
}

/** What an item is called, if that ends before the next one of its lane begins. */
function drawWord(
  context: CanvasRenderingContext2D,
  { palette, sprites, sans, ratio }: Brush,
  { geometry, range, items, seenTime, actionLabel }: LanePicture,
  index: number,
  x: number,
  middle: number,
): void {
  const item = items[index]!;
  const font = sans(11, 450);
  const label = actionLabel(item);
  let next = index + 1;
  while (next < items.length && items[next]!.lane !== item.lane && items[next]!.time <= range.to) next++;
  const nextTime = Math.min(items[next]?.time ?? range.to, range.to);
  const end =
    nextTime < range.to && nextTime <= seenTime ? xOf(range, geometry.width, nextTime) - 8 : geometry.width;
  if (label === '' || sprites.textWidth(label, font) > end - (x + 8)) return;
  const word = sprites.text(label, font, palette.ink2);
  stamp(context, word, x + 7, middle - word.height / 2, ratio);
}

function drawBookmarks(context: CanvasRenderingContext2D, palette: Palette, picture: LanePicture): void {
  const { geometry, range, bookmarks } = picture;
  const middle = laneMiddle(geometry, 'marks');
  context.fillStyle = palette.accent;
  for (const { time } of bookmarks) {
    const x = xOf(range, geometry.width, time);
    context.beginPath();
    context.moveTo(x - 4, middle - 5);
    context.lineTo(x + 4, middle - 5);
    context.lineTo(x + 4, middle + 5);
    context.lineTo(x, middle + 1.5);
    context.lineTo(x - 4, middle + 5);
    context.closePath();
    context.fill();
  }
}

/** The second timeline bends away from the first where it left it. */
function drawOther(context: CanvasRenderingContext2D, palette: Palette, picture: LanePicture): void {
  const { geometry, range, other } = picture;
  if (other === undefined || !geometry.lanes.includes('other')) return;
  const middle = laneMiddle(geometry, 'other');
  const above = laneMiddle(geometry, 'marks');
  const left = xOf(range, geometry.width, other.leavesAt);
  const right = xOf(range, geometry.width, other.reached);
  context.strokeStyle = palette.pending.colour;
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(left, above - geometry.laneHeight / 2);
  context.bezierCurveTo(left + 2, middle, left + 6, middle, left + 18, middle);
  context.lineTo(Math.max(left + 18, right), middle);
  context.stroke();
  context.setLineDash([]);
  context.lineWidth = 1.5;
  for (const item of other.items) {
    if (item.lane !== 'blocks' || item.time < other.leavesAt) continue;
    const x = xOf(range, geometry.width, item.time);
    if (x < 0 || x > geometry.width) continue;
    context.fillStyle = palette.pending.wash;
    context.beginPath();
    context.roundRect(x - markSize / 2, middle - markSize / 2, markSize, markSize, 2);
    context.fill();
    context.stroke();
    if (isBlock(item, other.differing)) frameDiffering(context, palette, x, middle);
  }
}

/** Index of the first item at or after a time, in a list that is sorted by time. */
export function firstAtOrAfter(items: readonly { readonly time: number }[], time: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.time < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function ring(context: CanvasRenderingContext2D, palette: Palette, x: number, y: number): void {
  context.strokeStyle = palette.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(x - markSize / 2 - 2.5, y - markSize / 2 - 2.5, markSize + 5, markSize + 5, 4);
  context.stroke();
}
