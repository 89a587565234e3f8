import type { Scene } from '#app/scene';
import type { BlockFacts } from '../branches/block-facts.ts';
import { branchNumber } from '../branches/branch-number.ts';
import type { Sight } from '../branches/sight.ts';
import type { ReorgMoment } from './reorg-story.ts';
import type { TreeCamera } from './tree-camera.ts';
import type { QuietRun, TreeColumns } from './tree-columns.ts';
import { firstSecretLane, type TreeLanes } from './tree-lanes.ts';

/** Sizes in pixels, grown by type scale and zoom. */
export interface TreeMetrics {
  readonly cardWidth: number;
  readonly cardHeight: number;
  readonly pitch: number;
  readonly lanePitch: number;
  readonly stubWidth: number;
  readonly chipHeight: number;
}

/** Lanes move together before letters shrink. */
export const lanePitchRange = { least: 86, most: 112 } as const;

/** Comfortable sizes, or narrower ones where there is little room.
 * @param u type scale times zoom @param lanePitch from lane to lane, in units of `u`, within `lanePitchRange` */
export function treeMetrics(
  u: number,
  compact: boolean,
  lanePitch: number = lanePitchRange.most,
): TreeMetrics {
  const cardWidth = (compact ? 80 : 94) * u;
  return {
    cardWidth,
    cardHeight: 60 * u,
    pitch: cardWidth + (compact ? 18 : 30) * u,
    lanePitch: lanePitch * u,
    stubWidth: (compact ? 86 : 100) * u,
    chipHeight: 22 * u,
  };
}

/** `ghost`: exists, but the eyes that look have not heard of it. */
export type BlockState = 'active' | 'stale' | 'header' | 'invalid' | 'withheld' | 'ghost';

export interface Card {
  readonly block: number;
  /** Left upper corner, tree pixels. */
  readonly x: number;
  readonly y: number;
  readonly state: BlockState;
  readonly branch: number;
  /** 0 … 1 while it has just been found. */
  readonly arrival: number;
  /** 0 … 1 lifted off by a reorganisation. */
  readonly lift: number;
  /** Nobody sees a block built on it. */
  readonly leaf: boolean;
}

export interface Edge {
  readonly child: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly state: BlockState;
  readonly branch: number;
  /** 1 hooked … 0 unhooked. */
  readonly hooked: number;
}

export interface Stub {
  readonly run: QuietRun;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly branch: number;
  /** Of a branch that nobody follows. */
  readonly stale: boolean;
}

export interface Chip {
  /** Node, or −1 for a chip that stands for many. */
  readonly node: number;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly branch: number;
  /** On its way from one tip to another. */
  readonly sliding: boolean;
}

export interface ForkMark {
  readonly block: number;
  readonly x: number;
  readonly y: number;
  /** Its branches still compete. */
  readonly open: boolean;
}

/** Everything there is to draw, in tree pixels. */
export interface TreePicture {
  readonly cards: readonly Card[];
  readonly edges: readonly Edge[];
  readonly stubs: readonly Stub[];
  readonly chips: readonly Chip[];
  readonly forks: readonly ForkMark[];
  /** World y of the curtain above what is not published; undefined without any. */
  readonly curtain: number | undefined;
  /** Work bars: length of a bar = (work − base) / span of the card's width. */
  readonly workBase: number;
  readonly workSpan: number;
  /** Height of the newest block to be seen. */
  readonly tipHeight: number;
  /** Extent of what competes at the right end, for the camera. */
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Rows of the newest few columns. */
  readonly rows: number;
  /** Left edge of the oldest open fork point on the screen; Infinity without any. */
  readonly forkLeft: number;
}

/** Where a node's tip was before it changed, while its chip slides. */
export interface SlidingTip {
  readonly node: number;
  readonly from: number;
  /** 0 at the old tip … 1 at the new one. */
  readonly progress: number;
}

export interface TreeInput {
  readonly scene: Scene;
  readonly sight: Sight;
  readonly facts: BlockFacts;
  readonly lanes: TreeLanes;
  readonly columns: TreeColumns;
  readonly metrics: TreeMetrics;
  /** Heights to draw, both included. */
  readonly fromHeight: number;
  readonly toHeight: number;
  readonly tipHeight: number;
  readonly sliding: readonly SlidingTip[];
  readonly reorg: ReorgMoment | undefined;
  /** Simulated microseconds in which a new card appears. */
  readonly arrivalMicros: number;
  /** Width of a chip's label. */
  readonly measure: (label: string) => number;
  readonly many: (count: number) => string;
}

/** The newest height at which `sight` sees a block (at least that of the newest common block). */
export function newestHeight(scene: Scene, sight: Sight, lanes: TreeLanes): number {
  for (let height = lanes.atHeight.length - 1; height > 0; height--) {
    if (lanes.atHeight[height]?.some((block) => shown(sight, block))) return height;
  }
  return scene.blocks.length > 0 ? 0 : -1;
}

/** What one node has not heard of is drawn, as a ghost, in god view only. */
function shown(sight: Sight, block: number): boolean {
  return sight.exists(block) && (sight.viewpoint.godView || sight.blockSight(block) !== 'hidden');
}

/** Composes the tree as plain data. Looks only at heights on the screen. */
export function composeTree(input: TreeInput): TreePicture {
  const { scene, sight, facts, lanes, columns, metrics, reorg } = input;
  const { blocks } = scene;
  const { index: now, time } = scene.playhead;
  const seen: number[] = [];
  let lowestPublic = 0;
  let highestPublic = 0;
  let anyPublic = false;
  for (let height = Math.max(0, input.fromHeight); height <= input.toHeight; height++) {
    const run = columns.runAt(height);
    if (run !== undefined) {
      height = run.to;
      continue;
    }
    for (const block of lanes.atHeight[height] ?? []) {
      if (!shown(sight, block)) continue;
      seen.push(block);
      const lane = lanes.lane[block]!;
      if (lane >= firstSecretLane) continue;
      lowestPublic = anyPublic ? Math.min(lowestPublic, lane) : lane;
      highestPublic = anyPublic ? Math.max(highestPublic, lane) : lane;
      anyPublic = true;
    }
  }
  const laneY = (block: number) => {
    const lane = lanes.lane[block]!;
    const row = lane >= firstSecretLane ? highestPublic + 1.12 + lane - firstSecretLane : lane;
    return row * metrics.lanePitch;
  };
  const state = (block: number): BlockState => {
    const how = sight.blockSight(block);
    if (how === 'hidden') return 'ghost';
    if (scene.blockWithheld[block] === 1 || keptBack(input, block)) return 'withheld';
    const unfollowed = sight.stale(block);
    const rejected = (facts.rejectedRow.get(block) ?? Number.POSITIVE_INFINITY) < now;
    // A forged block has no holders at all: even its forger's own node refuses it.
    if (rejected && unfollowed) return 'invalid';
    // Its finder adopts a block in the same instant; between the two rows nobody follows it yet.
    const stale = unfollowed && scene.blockHolders[block]! > 0;
    if (how === 'header') return 'header';
    return stale ? 'stale' : 'active';
  };

  const branchOf = branchInStory(input);
  // Counted in the whole tree: a child may lie in a folded run, or off the screen.
  const childrenOf = (block: number) =>
    lanes.atHeight[blocks[block]!.height + 1]?.filter(
      (child) => blocks[child]!.parent === block && shown(sight, child),
    ).length ?? 0;
  const cards: Card[] = [];
  const edges: Edge[] = [];
  const forks: ForkMark[] = [];
  const middle = metrics.cardHeight / 2;
  const u = metrics.cardHeight / 60;
  let workBase = Number.POSITIVE_INFINITY;
  let forkBase = Number.POSITIVE_INFINITY;
  let workTop = 0;
  const folded = columns.runs.at(-1)?.to ?? -1;
  for (const block of seen) {
    const record = blocks[block]!;
    const x = columns.x(record.height);
    const y = laneY(block);
    const branch = branchOf(block);
    const how = state(block);
    const part = reorg?.blocks.get(block);
    const age = time - record.foundAt;
    const children = childrenOf(block);
    cards.push({
      block,
      x,
      y,
      state: how,
      branch,
      arrival: record.foundAt < 0 ? 1 : Math.min(1, age / Math.max(1, input.arrivalMicros)),
      lift: part?.lift ?? 0,
      leaf: children === 0,
    });
    if (record.height > folded) workBase = Math.min(workBase, record.work - record.blockWork);
    workTop = Math.max(workTop, record.work);
    if (children > 1) {
      const open = sight.tips.length > 1 && !isBelowCommon(scene, sight, block);
      forks.push({ block, x: x + metrics.cardWidth, y: y + middle, open });
      forkBase = Math.min(forkBase, record.work - record.blockWork);
    }
    if (record.parent < 0) continue;
    const parentRecord = blocks[record.parent]!;
    const run = columns.runAt(parentRecord.height);
    edges.push({
      child: block,
      x1:
        columns.x(parentRecord.height) +
        (run === undefined ? metrics.cardWidth : metrics.stubWidth - stubGap * u),
      y1: laneY(record.parent) + middle,
      x2: x,
      y2: y + middle,
      state: how,
      branch,
      hooked: part?.hooked ?? 1,
    });
  }

  const stubs: Stub[] = [];
  for (const run of columns.runs) {
    if (run.to < input.fromHeight || run.from > input.toHeight) continue;
    for (const first of lanes.atHeight[run.from] ?? []) {
      if (!shown(sight, first)) continue;
      const stale = sight.stale(first);
      const branch = branchOf(first);
      stubs.push({
        run,
        count: lastShown(input, run, first) - run.from + 1,
        x: columns.x(run.to),
        y: laneY(first),
        width: metrics.stubWidth - stubGap * u,
        branch,
        stale,
      });
      // The run's own lower end hangs on the block before it.
      const before = blocks[first]?.parent ?? -1;
      if (before < 0 || columns.runAt(blocks[before]!.height) !== undefined) continue;
      edges.push({
        child: first,
        x1: columns.x(blocks[before]!.height) + metrics.cardWidth,
        y1: laneY(before) + middle,
        x2: columns.x(run.to),
        y2: laneY(first) + middle,
        state: stale ? 'stale' : 'active',
        branch,
        hooked: 1,
      });
    }
  }

  const hiddenSide = cards.some((card) => card.state === 'withheld');
  const chips = placeChips(input, laneY, childrenOf, branchOf);
  const right = Math.max(
    columns.x(input.tipHeight) + metrics.cardWidth,
    ...chips.map((chip) => chip.x + chip.width),
  );
  const ys = cards.map((card) => card.y);
  const base = Number.isFinite(forkBase) ? forkBase : workBase;
  return {
    cards,
    edges,
    stubs,
    chips,
    forks,
    curtain: hiddenSide ? (highestPublic + 1.02) * metrics.lanePitch - 12 * u : undefined,
    workBase: Number.isFinite(base) ? base : 0,
    workSpan: Math.max(1, workTop - (Number.isFinite(base) ? base : 0)),
    tipHeight: input.tipHeight,
    right,
    top: ys.length > 0 ? Math.min(...ys) : 0,
    rows: ys.length > 0 ? Math.round((Math.max(...ys) - Math.min(...ys)) / metrics.lanePitch) + 1 : 1,
    bottom: Math.max(
      (ys.length > 0 ? Math.max(...ys) : 0) + metrics.cardHeight + 28 * u,
      ...chips.map((chip) => chip.y + metrics.chipHeight),
    ),
    forkLeft: Math.min(...forks.filter((fork) => fork.open).map((fork) => fork.x - metrics.cardWidth)),
  };
}

/** Whether two compositions look the same: while time runs, most frames change nothing about the tree. */
export function sameTree(one: TreePicture, other: TreePicture): boolean {
  return sameFields(one, other, (a, b) => {
    if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
    return a.length === b.length && a.every((part, index) => sameFields(part, b[index], sameRun));
  });
}

/** A folded run, or any plain value. */
function sameRun(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return sameFields(a, b, Object.is);
}

function sameFields(a: object, b: object, same: (x: unknown, y: unknown) => boolean): boolean {
  for (const name in a) {
    if (!same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false;
  }
  return true;
}

/** How high up a run the branch of its lowest block `first` is seen: to its end, but for eyes that lag behind. */
function lastShown({ sight, lanes }: TreeInput, run: QuietRun, first: number): number {
  const isSeen = (height: number) =>
    lanes.atHeight[height]?.some(
      (block) => lanes.lane[block] === lanes.lane[first] && shown(sight, block),
    ) === true;
  let height = run.to;
  while (height > run.from && !isSeen(height)) height--;
  return height;
}

/** Found to be withheld, in the moment before the log says so. */
function keptBack({ facts, scene }: TreeInput, block: number): boolean {
  return facts.withheld.has(block) && (scene.blockHolders[block] ?? 0) === 0;
}

/** While a reorganisation is told, its two sides keep their hues even if everybody agrees by now. */
function branchInStory({ scene, sight, reorg }: TreeInput): (block: number) => number {
  if (reorg === undefined) return (block) => sight.branch(block);
  const fork = scene.blocks[reorg.reorg.forkPoint]?.height ?? 0;
  return (block) =>
    (scene.blocks[block]?.height ?? 0) > fork ? branchNumber(scene.blocks, block) : sight.branch(block);
}

function isBelowCommon(scene: Scene, sight: Sight, block: number): boolean {
  const common = scene.blocks[sight.common];
  return common !== undefined && scene.blocks[block]!.height < common.height;
}

/** Room between a stub and the next card. */
const stubGap = 18;

/** More nodes than this on one tip share one chip. */
const chipLimit = 12;

/** Chips beside leaves, in columns; under blocks that others have already built on, in a row. */
function placeChips(
  input: TreeInput,
  laneY: (block: number) => number,
  childrenOf: (block: number) => number,
  branchOf: (block: number) => number,
): Chip[] {
  const { scene, sight, columns, metrics, lanes, reorg } = input;
  const u = metrics.cardHeight / 60;
  const gap = 4 * u;
  const byTip = new Map<number, number[]>();
  for (let node = 0; node < scene.nodes.length; node++) {
    const tip = sight.tip[node] ?? -1;
    if (tip < 0 || scene.nodeOnline[node] !== 1 || scene.nodeBorn[node] !== 1) continue;
    const nodes = byTip.get(tip);
    if (nodes === undefined) byTip.set(tip, [node]);
    else nodes.push(node);
  }
  const sliding = new Map(input.sliding.map((slide) => [slide.node, slide]));
  if (reorg !== undefined) {
    // The story moves the chip of its own node, not the clock.
    const { node, disconnected } = reorg.reorg;
    sliding.set(node, { node, from: disconnected[0] ?? -1, progress: reorg.chip });
  }
  const chips: Chip[] = [];
  /** How many have set out from each tip: several leave it one below the other. */
  const leaving = new Map<number, number>();
  const anchor = (tip: number) => {
    const record = scene.blocks[tip]!;
    const leaf = childrenOf(tip) === 0 && columns.runAt(record.height) === undefined;
    const x = columns.x(record.height);
    const y = laneY(tip);
    return leaf
      ? { x: x + metrics.cardWidth + 10 * u, y, leaf }
      : { x, y: y + metrics.cardHeight + Math.min(16 * u, metrics.lanePitch - 84 * u), leaf };
  };
  for (const [tip, nodes] of byTip) {
    const height = scene.blocks[tip]!.height;
    if (height < input.fromHeight - 1 || height > input.toHeight + 1) continue;
    if (lanes.lane[tip] === undefined) continue;
    const place = anchor(tip);
    const branch = branchOf(tip);
    const rows = place.leaf ? 3 : 1;
    const rowHeight = metrics.chipHeight + gap;
    const labelOf = (node: number) => ({ node, label: scene.nodes[node]!.name });
    const labels = place.leaf
      ? nodes.length > chipLimit
        ? [{ node: -1, label: input.many(nodes.length) }]
        : nodes.map(labelOf)
      : fitRow(nodes, labelOf, metrics.cardWidth + 6 * u, (label) => input.measure(label) + 14 * u + gap);
    const columnsNeeded = Math.ceil(labels.length / rows);
    const used = Math.min(rows, labels.length);
    const startY = place.leaf
      ? place.y + Math.max(0, (metrics.cardHeight - (used * rowHeight - gap)) / 2)
      : place.y;
    let x = place.x;
    for (let column = 0; column < columnsNeeded; column++) {
      let widest = 0;
      for (let row = 0; row < rows; row++) {
        const entry = labels[column * rows + row];
        if (entry === undefined) break;
        const width = input.measure(entry.label) + 14 * u;
        widest = Math.max(widest, width);
        const slide = entry.node >= 0 ? sliding.get(entry.node) : undefined;
        let chipX = x;
        let chipY = startY + row * rowHeight;
        if (slide !== undefined && slide.from >= 0 && slide.progress < 1 && scene.blocks[slide.from]) {
          const from = anchor(slide.from);
          const before = leaving.get(slide.from) ?? 0;
          leaving.set(slide.from, before + 1);
          const fromY = from.y + (from.leaf ? Math.min(before, 2) * rowHeight : 0);
          const eased = slide.progress * slide.progress * (3 - 2 * slide.progress);
          chipX = from.x + (chipX - from.x) * eased;
          chipY = fromY + (chipY - fromY) * eased;
        }
        chips.push({
          node: entry.node,
          label: entry.label,
          x: chipX,
          y: chipY,
          width,
          branch,
          sliding: slide !== undefined && slide.progress < 1,
        });
      }
      x += widest + gap;
    }
  }
  // Those on their way are drawn over those at rest.
  return chips.sort((a, b) => Number(a.sliding) - Number(b.sliding));
}

/** As many labels as fit into `room`, the rest as one "+n". Measures no more of them than fit: a thousand nodes may
 * follow one block. */
function fitRow(
  nodes: readonly number[],
  labelOf: (node: number) => { node: number; label: string },
  room: number,
  widthOf: (label: string) => number,
): { node: number; label: string }[] {
  const rest = (kept: number) => ({ node: -1, label: `+${nodes.length - kept}` });
  const row: { node: number; label: string }[] = [];
  let width = 0;
  let fitting = 0;
  for (const node of nodes) {
    const entry = labelOf(node);
    width += widthOf(entry.label);
    if (width > room) return [...row.slice(0, fitting), rest(fitting)];
    row.push(entry);
    if (row.length < nodes.length && width + widthOf(rest(row.length).label) <= room) fitting = row.length;
  }
  return row;
}

/** What is under a point of the screen. */
export type TreeHit =
  | { readonly kind: 'none' }
  | { readonly kind: 'block'; readonly block: number }
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'stub'; readonly run: QuietRun };

/** Looks a screen point up in the picture, topmost first. */
export function treeHit(
  picture: TreePicture,
  metrics: TreeMetrics,
  camera: TreeCamera,
  screenX: number,
  screenY: number,
): TreeHit {
  const x = screenX + camera.x * camera.scale;
  const y = screenY + camera.y * camera.scale;
  const inside = (left: number, top: number, width: number, height: number) =>
    x >= left && y >= top && x <= left + width && y <= top + height;
  for (const chip of picture.chips) {
    if (chip.node >= 0 && inside(chip.x, chip.y - 1, chip.width, metrics.chipHeight + 2)) {
      return { kind: 'node', node: chip.node };
    }
  }
  for (const card of picture.cards) {
    if (inside(card.x - 2, card.y - 2, metrics.cardWidth + 4, metrics.cardHeight + 14)) {
      return { kind: 'block', block: card.block };
    }
  }
  for (const stub of picture.stubs) {
    if (inside(stub.x - 8, stub.y, stub.width + 12, metrics.cardHeight))
      return { kind: 'stub', run: stub.run };
  }
  return { kind: 'none' };
}
