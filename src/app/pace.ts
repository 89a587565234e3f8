import type { StoryWindow } from './story-windows.ts';

/** What the story's pace is worked out from: a history, or a made-up one in tests. */
export interface StoryKnown {
  /** Everything with time ≤ reached is known, microseconds. */
  readonly reached: number;
  readonly story: { readonly windows: readonly StoryWindow[]; readonly longest: number };
}

/** No stretch without a window takes longer to watch than this, real seconds. */
export const quietSeconds = 2.5;

/** A stretch of simulated time between two neighbouring boundaries, with the way time runs through it:
 * a cubic from (0, from) to (seconds, to) whose slopes at both ends meet its neighbours'. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  /** Microseconds per real second at both ends. */
  readonly speedIn: number;
  readonly speedOut: number;
}

/** Simulated microseconds per real second at a moment, following the story: slow where something spreads, fast
 * elsewhere, easing in and out. A pure function of the history and the moment. */
export function storyPace(known: StoryKnown, time: number): number {
  const segment = segmentAt(known, time);
  return speedAt(segment, shareAt(segment, time));
}

/** Where the story's pace leads from `time` in `seconds` of real time, at most as far as the history is known.
 * Exact whatever the frame rate: two half steps are one whole step. */
export function advanceStory(known: StoryKnown, time: number, seconds: number): number {
  let left = seconds;
  let now = time;
  while (left > 0 && now < known.reached) {
    const segment = segmentAt(known, now);
    const share = shareAt(segment, now);
    const toEnd = (1 - share) * segment.seconds;
    if (left < toEnd) {
      now = Math.max(now, timeAt(segment, share + left / segment.seconds));
      break;
    }
    left -= toEnd;
    now = segment.to;
  }
  return Math.min(now, known.reached);
}

/** Real seconds that the story takes from one moment to a later one. */
export function storySeconds(known: StoryKnown, from: number, to: number): number {
  let seconds = 0;
  let now = from;
  while (now < to && now < known.reached) {
    const segment = segmentAt(known, now);
    const end = Math.min(to, segment.to);
    seconds += (shareAt(segment, end) - shareAt(segment, now)) * segment.seconds;
    now = end;
  }
  return seconds;
}

/** Where the known story ends: beyond it the next thing worth watching has not been found yet. */
export function storyKnownUntil(known: StoryKnown): number {
  const { windows } = known.story;
  let until = 0;
  for (let at = windows.length - 1; at >= 0 && at >= windows.length - 64; at--) {
    const window = windows[at] as StoryWindow;
    if (!window.settled) until = 0;
    else if (until === 0) until = window.end;
    else until = Math.max(until, window.end);
  }
  return Math.min(until, known.reached);
}

/** The stretch around `time` in which the same windows hold. */
function bounds(known: StoryKnown, time: number): { from: number; to: number; slowness: number } {
  const { windows, longest } = known.story;
  let from = 0;
  let to = Number.POSITIVE_INFINITY;
  let slowness = 0;
  const next = firstStartAfter(windows, time);
  if (next < windows.length) to = (windows[next] as StoryWindow).start;
  for (let at = next - 1; at >= 0; at--) {
    const window = windows[at] as StoryWindow;
    // No earlier window reaches this far.
    if (window.start + longest < from) break;
    if (window.end <= time) {
      from = Math.max(from, window.end);
      continue;
    }
    from = Math.max(from, window.start);
    to = Math.min(to, window.end);
    slowness = Math.max(slowness, window.seconds / (window.end - window.start));
  }
  return { from, to, slowness };
}

function firstStartAfter(windows: readonly StoryWindow[], time: number): number {
  let low = 0;
  let high = windows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((windows[middle] as StoryWindow).start <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function segmentAt(known: StoryKnown, time: number): Segment {
  const here = bounds(known, time);
  // Beyond the last known window the stretch is open: as if something happened where knowledge ends.
  const open = here.to === Number.POSITIVE_INFINITY;
  const from = here.from;
  const to = open ? Math.max(known.reached, time + 1e6) : here.to;
  const before = from > 0 ? windowSpeed(bounds(known, justBefore(from))) : undefined;
  const after = open ? undefined : windowSpeed(bounds(known, to));
  const length = to - from;
  const seconds =
    here.slowness > 0
      ? length * here.slowness
      : Math.min(quietSeconds, length / (fastest(before, after) ?? 1e6));
  const mean = length / seconds;
  return {
    from,
    to,
    seconds,
    speedIn: Math.min(mean, before ?? mean),
    speedOut: Math.min(mean, after ?? mean),
  };
}

/** The moment just before a boundary. */
function justBefore(time: number): number {
  return time - Math.max(0.01, time * 1e-14);
}

/** Speed inside windows; undefined in a quiet stretch, which adapts to its neighbours. */
function windowSpeed({ slowness }: { slowness: number }): number | undefined {
  return slowness > 0 ? 1 / slowness : undefined;
}

function fastest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}

/** Simulated time after a share (0 … 1) of the segment's real seconds: Hermite's cubic, monotone because neither
 * slope exceeds the mean. */
function timeAt(segment: Segment, share: number): number {
  const { from, to, seconds, speedIn, speedOut } = segment;
  const u = Math.min(1, Math.max(0, share));
  const u2 = u * u;
  const u3 = u2 * u;
  const length = to - from;
  return (
    from + (u3 - 2 * u2 + u) * speedIn * seconds + (3 * u2 - 2 * u3) * length + (u3 - u2) * speedOut * seconds
  );
}

function speedAt({ from, to, seconds, speedIn, speedOut }: Segment, u: number): number {
  const u2 = u * u;
  return (
    (3 * u2 - 4 * u + 1) * speedIn + (6 * u - 6 * u2) * ((to - from) / seconds) + (3 * u2 - 2 * u) * speedOut
  );
}

/** Inverse of `timeAt`: the share of its real seconds after which the segment is at `time`. */
function shareAt(segment: Segment, time: number): number {
  if (time <= segment.from) return 0;
  if (time >= segment.to) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 52; step++) {
    const middle = (low + high) / 2;
    if (timeAt(segment, middle) < time) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
