import type { History, LogRow } from '#app/history';
import type { Selection } from '#app/studio-state';
import { LogKind } from '#simulation/log';
import { blockFacts } from '../branches/block-facts.ts';
import { branchNumber } from '../branches/branch-number.ts';
import { agreedBranch } from '../design/colours.ts';

export type Lane = 'blocks' | 'forks' | 'reorgs' | 'actions' | 'marks';

/** Something that happened at one moment, in one lane. */
export interface LaneItem {
  readonly lane: Lane;
  readonly time: number;
  /** Log row, −1 for bookmarks. */
  readonly row: number;
  /** Log kind, 0 for bookmarks. */
  readonly kind: number;
  /** For blocks: branch number for `branchSwatch`. */
  readonly branch: number;
  /** For reorganisations: blocks disconnected. */
  readonly depth: number;
  readonly event: LogRow | undefined;
  readonly selection: Selection;
}

/** The milestones of a history that have a place in the lanes, oldest first; grows with the history. */
export interface LaneItems {
  readonly items: readonly LaneItem[];
}

interface Gathered {
  items: LaneItem[];
  time: number;
  row: number;
  /** Heights at which more than one block was found: those blocks wear their branch's colour. */
  readonly atHeight: Map<number, number[]>;
}

const gathered = new WeakMap<History, Gathered>();
const attackKinds: ReadonlySet<number> = new Set([LogKind.attack, LogKind.published]);

/** Gathers what is new since the last call. Rows beyond `history.reached` do not exist yet. */
export function laneItemsOf(history: History): readonly LaneItem[] {
  let known = gathered.get(history);
  if (known === undefined || history.rowCount < known.row) {
    known = { items: [], time: 0, row: 0, atHeight: new Map() };
    gathered.set(history, known);
  }
  if (known.row > 0 && known.time >= history.reached) return known.items;
  for (const event of history.milestones(known.time, history.reached)) {
    if (event.row < known.row) continue;
    known.row = event.row + 1;
    const item = itemOf(history, event, known);
    if (item !== undefined) known.items.push(item);
  }
  known.time = history.reached;
  return known.items;
}

/** The branch number of a block for the lanes: hues where a rival of the same height was found by
 * `seenTime`, and for what its finder held back. */
export function laneBranch(history: History, block: number, seenTime: number): number {
  const height = history.blocks[block]?.height ?? -1;
  const rivals = gathered.get(history)?.atHeight.get(height) ?? [];
  const seen = rivals.filter((rival) => (history.blocks[rival]?.foundAt ?? 0) <= seenTime);
  const apart = seen.length > 1 || blockFacts(history).withheld.has(block);
  return apart ? branchNumber(history.blocks, block) : agreedBranch;
}

/** The items without the blocks that their finders still keep to themselves at `seenTime`.
 * @param viewAs −1: everyone; a finder sees its own */
export function withoutHidden(
  history: History,
  items: readonly LaneItem[],
  seenTime: number,
  viewAs: number,
): readonly LaneItem[] {
  const { withheld } = blockFacts(history);
  if (withheld.size === 0) return items;
  return items.filter(({ selection }) => {
    if (selection.kind !== 'block' || !withheld.has(selection.block)) return true;
    const miner = history.blocks[selection.block]?.miner ?? -1;
    if (miner === viewAs) return true;
    return history
      .arrivals('block', selection.block)
      .some((arrival) => arrival.node !== miner && arrival.time <= seenTime);
  });
}

function itemOf(history: History, event: LogRow, known: Gathered): LaneItem | undefined {
  const base = { time: event.time, row: event.row, kind: event.kind, branch: agreedBranch, depth: 0, event };
  if (event.kind === LogKind.blockFound) {
    const height = history.blocks[event.object]?.height ?? -1;
    const rivals = known.atHeight.get(height);
    if (rivals === undefined) known.atHeight.set(height, [event.object]);
    else rivals.push(event.object);
    return { ...base, lane: 'blocks', selection: { kind: 'block', block: event.object } };
  }
  if (event.kind === LogKind.tip && event.x > 0) {
    return { ...base, lane: 'reorgs', depth: event.x, selection: { kind: 'reorg', row: event.row } };
  }
  if (event.kind === LogKind.action || event.kind === LogKind.actionRefused) {
    return { ...base, lane: 'actions', selection: { kind: 'none' } };
  }
  if (attackKinds.has(event.kind)) {
    return { ...base, lane: 'actions', selection: { kind: 'attack', attacker: event.a } };
  }
  return undefined;
}
