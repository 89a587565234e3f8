/** Which stretch of simulated time the lanes show, in microseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const second = 1_000_000;
const steps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
];
const shortestMicros = 2 * second;

/** Everything seen so far, rounded up to a fifth more: the axis stands still for a while instead of creeping. */
export function wholeRange(seenTime: number): TimeRange {
  const wanted = Math.max(seenTime * 1.05, 5 * 60 * second);
  const exponent = 10 ** Math.floor(Math.log10(wanted));
  const nice =
    [1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 4, 5, 6, 7.5, 9, 10].find((step) => step * exponent >= wanted) ?? 10;
  return { from: 0, to: nice * exponent };
}

/** Pixel of a time, and time of a pixel, on lanes `width` pixels wide. */
export function xOf(range: TimeRange, width: number, time: number): number {
  return ((time - range.from) / (range.to - range.from)) * width;
}

/** Inverse of `xOf`, never before the beginning. */
export function timeAt(range: TimeRange, width: number, x: number): number {
  return Math.max(0, range.from + (x / Math.max(1, width)) * (range.to - range.from));
}

/** Zooms around one time; `factor` > 1 shows less. Stays inside `whole`. */
export function zoom(range: TimeRange, around: number, factor: number, whole: TimeRange): TimeRange {
  const length = Math.min(whole.to - whole.from, Math.max(shortestMicros, (range.to - range.from) / factor));
  const share = (around - range.from) / (range.to - range.from);
  return inside({ from: around - share * length, to: around + (1 - share) * length }, whole);
}

/** Moves the range without changing its length, staying inside `whole`. */
export function pan(range: TimeRange, micros: number, whole: TimeRange): TimeRange {
  return inside({ from: range.from + micros, to: range.to + micros }, whole);
}

function inside(range: TimeRange, whole: TimeRange): TimeRange {
  const length = Math.min(range.to - range.from, whole.to - whole.from);
  const from = Math.min(Math.max(range.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

/** Whether a label around `x` would lie under the playhead's flag.
 * @param half half the width of both together, pixels */
export function underFlag(x: number, playheadX: number, half: number, width: number): boolean {
  // The flag stays inside the lanes where the playhead is close to an end.
  const flag = Math.min(width - half / 2, Math.max(half / 2, playheadX));
  return Math.abs(x - flag) < half;
}

/** Round times at which to label the axis, at least `gap` pixels apart. */
export function ticksOf(range: TimeRange, width: number, gap: number): readonly number[] {
  const wanted = (((range.to - range.from) / second) * gap) / Math.max(1, width);
  const step =
    (steps.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400) * second;
  const ticks: number[] = [];
  for (let time = Math.ceil(range.from / step) * step; time <= range.to; time += step) ticks.push(time);
  return ticks;
}
