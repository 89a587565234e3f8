import type { NodeRecord } from '#simulation/records';

/** How time and nodes map to the screen: time along the longer side, nodes across it. */
export interface SpaceFrame {
  readonly vertical: boolean;
  readonly width: number;
  readonly height: number;
  /** Screen extent of the time axis. */
  readonly timeStart: number;
  readonly timeEnd: number;
  /** Simulated microseconds at both ends. */
  readonly from: number;
  readonly to: number;
  /** Position of each node across, by node index. */
  readonly across: Float32Array;
  /** Room between neighbouring world lines. */
  readonly spacing: number;
  /** Nodes in the order they stand. */
  readonly order: readonly number[];
}

/** Share of the time axis that lies before the playhead while it is followed. */
export const nowShare = 0.86;

/** Lays out world lines evenly, nodes that are neighbours in the network next to each other as far as one line can. */
export function spaceFrame(
  nodes: readonly NodeRecord[],
  born: Uint8Array,
  size: { readonly width: number; readonly height: number },
  scale: number,
  span: { readonly from: number; readonly to: number },
  labelWidth: number,
): SpaceFrame {
  const vertical = size.height > size.width * 1.15;
  const order = nodes
    .filter((node) => born[node.index] === 1)
    .sort((a, b) => a.x - b.x || a.y - b.y || a.index - b.index)
    .map((node) => node.index);
  const top = 44 * scale;
  const axis = 26 * scale;
  const across = new Float32Array(nodes.length);
  const start = vertical ? 72 * scale : top + 10 * scale;
  const end = vertical ? size.width - 26 * scale : size.height - axis - 8 * scale;
  const spacing = order.length > 1 ? (end - start) / (order.length - 1) : 0;
  order.forEach((node, position) => {
    across[node] = order.length > 1 ? start + position * spacing : (start + end) / 2;
  });
  return {
    vertical,
    width: size.width,
    height: size.height,
    timeStart: vertical ? top + 26 * scale : 16 * scale + labelWidth,
    timeEnd: vertical ? size.height - 14 * scale : size.width - 12 * scale,
    from: span.from,
    to: span.to,
    across,
    spacing: Math.abs(spacing),
    order,
  };
}

/** Screen position of a moment along the time axis. */
export function alongTime(frame: SpaceFrame, time: number): number {
  return (
    frame.timeStart + ((time - frame.from) / (frame.to - frame.from)) * (frame.timeEnd - frame.timeStart)
  );
}

/** The moment at a screen position of the time axis. */
export function timeAlong(frame: SpaceFrame, along: number): number {
  return (
    frame.from + ((along - frame.timeStart) / (frame.timeEnd - frame.timeStart)) * (frame.to - frame.from)
  );
}

/** A distance between time ticks that reads well: 1, 2 or 5 times a power of ten below a minute, clock steps above. */
export function tickStep(spanMicros: number, most: number): number {
  const least = spanMicros / Math.max(1, most);
  const clock = [60, 120, 300, 600, 1200, 3600, 7200, 21_600, 43_200, 86_400].map((seconds) => seconds * 1e6);
  if (least > 30e6) return clock.find((step) => step >= least) ?? Math.ceil(least / 86_400e6) * 86_400e6;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const factor = [1, 2, 5, 10].find((one) => one * power >= least) ?? 10;
  const step = factor * power;
  return step > 20e6 ? 60e6 : step;
}
