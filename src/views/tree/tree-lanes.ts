import type { BlockRecord } from '#simulation/records';

/* A lane for every block: which row of the tree it stands in.
 *
 *   lane 0   38 ── 39 ── 40 ── 41          the first child stays in its parent's lane
 *   lane 1            └─ 40'── 41'── 42'   every other child opens the nearest free one
 *   secret   ─ ─ ─ ─ ─ ─ └─ 41″── 42″      what was ever withheld lies below all others
 *
 * A block keeps its lane for good: blocks are placed in the order in which they appear, each by looking only at those
 * before it. Where the straight way on is taken, the branch bends into a free lane instead of moving its neighbour. */

/** Lanes from here on hold branches that were withheld when they were found. */
export const firstSecretLane = 1000;

/** Places blocks one after another; made once per tree, extended as the table grows. */
export interface TreeLanes {
  /** Lane by block index. */
  readonly lane: readonly number[];
  /** Block indices by height. */
  readonly atHeight: readonly (readonly number[])[];
  /** Heights at which something other than one quiet block after another happens, ascending: where a fork opens, where
   * one of several branches ends, what was withheld. Along its way a branch is as quiet as a chain alone. */
  readonly busy: readonly BusyHeight[];
  /** Takes in blocks that are not placed yet; starts over when the table's beginning has changed. */
  extend(blocks: readonly BlockRecord[], wasWithheld: (block: number) => boolean): void;
}

export interface BusyHeight {
  readonly height: number;
  /** It counts from this moment on, simulated microseconds… */
  readonly since: number;
  /** …and before this one; Infinity: for good. */
  readonly until: number;
}

/** An empty tree. */
export function createTreeLanes(): TreeLanes {
  let lane: number[] = [];
  let atHeight: number[][] = [];
  let busy: { height: number; since: number; until: number }[] = [];
  /** When the first child of each block was found; Infinity while it has none. */
  let grewAt: number[] = [];
  /** Blocks beside others that may be the end of their branch, as long as they have no child. */
  let ends = new Map<number, { until: number }>();
  let records: BlockRecord[] = [];
  /** Parents whose straight continuation is taken. */
  let continued = new Set<number>();
  /** Highest block per lane. */
  let top = new Map<number, number>();

  const place = (blocks: readonly BlockRecord[], index: number, secret: boolean): number => {
    const { parent, height } = blocks[index]!;
    if (parent < 0) return 0;
    const from = lane[parent] ?? 0;
    const straight = !continued.has(parent) && secret === from >= firstSecretLane;
    const follows = straight || (!continued.has(parent) && from >= firstSecretLane);
    if (follows && (top.get(from) ?? -1) < height) {
      continued.add(parent);
      return from;
    }
    // Free: nothing in that lane at the parent's height or above, so that the connecting curve crosses nobody.
    const free = (candidate: number) => (top.get(candidate) ?? -1) < height - 1;
    if (secret) {
      let candidate = firstSecretLane;
      while (!free(candidate)) candidate++;
      return candidate;
    }
    const origin = from >= firstSecretLane ? 0 : from;
    for (let distance = 1; ; distance++) {
      const [nearer, farther] =
        Math.abs(origin - distance) < Math.abs(origin + distance)
          ? [origin - distance, origin + distance]
          : [origin + distance, origin - distance];
      if (free(nearer)) return nearer;
      if (free(farther)) return farther;
    }
  };

  return {
    get lane() {
      return lane;
    },
    get atHeight() {
      return atHeight;
    },
    get busy() {
      return busy;
    },
    extend(blocks, wasWithheld) {
      const last = records.length - 1;
      if (records.length > blocks.length || (last >= 0 && records[last] !== blocks[last])) {
        lane = [];
        atHeight = [];
        busy = [];
        grewAt = [];
        ends = new Map();
        records = [];
        continued = new Set();
        top = new Map();
      }
      const known = busy.length;
      for (let index = records.length; index < blocks.length; index++) {
        const block = blocks[index]!;
        const secret = wasWithheld(index);
        const chosen = place(blocks, index, secret);
        lane.push(chosen);
        records.push(block);
        top.set(chosen, Math.max(top.get(chosen) ?? -1, block.height));
        const rivals = atHeight[block.height];
        if (rivals === undefined) atHeight[block.height] = [index];
        else {
          rivals.push(index);
        }
        const { height, foundAt: since } = block;
        if (grewAt[block.parent] === Number.POSITIVE_INFINITY) {
          grewAt[block.parent] = since;
          const end = ends.get(block.parent);
          if (end !== undefined) end.until = since;
          // Without a rival beside it, but no longer straight on.
          if (chosen !== lane[block.parent]) busy.push({ height, since, until: Number.POSITIVE_INFINITY });
        } else if (block.parent >= 0) busy.push({ height, since, until: Number.POSITIVE_INFINITY });
        grewAt.push(Number.POSITIVE_INFINITY);
        for (const rival of rivals?.length === 2 ? rivals : rivals === undefined ? [] : [index]) {
          const end = { height, since: Math.max(since, blocks[rival]!.foundAt), until: grewAt[rival]! };
          ends.set(rival, end);
          busy.push(end);
        }
        if (secret) busy.push({ height, since, until: Number.POSITIVE_INFINITY });
      }
      if (busy.length > known) busy.sort((a, b) => a.height - b.height || a.since - b.since);
    },
  };
}
