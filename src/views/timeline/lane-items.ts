import type { ForkSpan, History, LogRow } from '#app/history';
import type { Selection } from '#app/studio-state';
import { AttackPhase, LogKind } from '#simulation/log';
import type { Action } from '#simulation/run';
import { blockFacts } from '../branches/block-facts.ts';
import { branchNumber } from '../branches/branch-number.ts';
import { gatherMilestones } from '../branches/gather-milestones.ts';
import type { Viewpoint } from '../branches/sight.ts';
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

interface Gathered {
  readonly items: LaneItem[];
  /** Heights at which more than one block was found: those blocks wear their branch's colour. */
  readonly atHeight: Map<number, number[]>;
}

const attackKinds: ReadonlySet<number> = new Set([LogKind.attack, LogKind.published]);

const gather = gatherMilestones<Gathered>(
  [
    LogKind.blockFound,
    LogKind.tip,
    LogKind.beat,
    LogKind.action,
    LogKind.actionRefused,
    LogKind.attack,
    LogKind.published,
  ],
  () => ({ items: [], atHeight: new Map() }),
  (known, row, history) => {
    const item = itemOf(history, row, known);
    if (item !== undefined) known.items.push(item);
  },
);

/** The milestones of a history that have a place in the lanes, oldest first; grows with the history. */
export function laneItemsOf(history: History): readonly LaneItem[] {
  return gather(history).items;
}

/** The branch number of a block for the lanes: hues where a rival of the same height was found by
 * `seenTime`, and for what its finder held back. A rival that `viewpoint` may not see yet gives no hue. */
export function laneBranch(
  history: History,
  block: number,
  seenTime: number,
  viewpoint: Viewpoint = { viewAs: -1, godView: true },
): number {
  const height = history.blocks[block]?.height ?? -1;
  const rivals = gather(history).atHeight.get(height) ?? [];
  const seen = rivals.filter(
    (rival) =>
      (history.blocks[rival]?.foundAt ?? 0) <= seenTime &&
      (viewpoint.godView || !keptBack(history, rival, seenTime, viewpoint.viewAs)),
  );
  const apart = seen.length > 1 || blockFacts(history).withheld.has(block);
  return apart ? branchNumber(history.blocks, block) : agreedBranch;
}

/** The forks of which at least two branches may be seen at `seenTime`: a branch that somebody still keeps to itself
 * competes with nothing yet. */
export function forksInSight(history: History, seenTime: number, viewpoint: Viewpoint): readonly ForkSpan[] {
  if (viewpoint.godView || blockFacts(history).withheld.size === 0) return history.forks;
  return history.forks.filter(({ branches }) => {
    const seen = branches.filter((tip) => !keptBack(history, tip, seenTime, viewpoint.viewAs));
    return seen.length > 1;
  });
}

/** Whether a milestone tells something that only who did it, or god view, may know: a block held back at `seenTime`,
 * the plan of an attack, mining in secret. */
export function isSecret(history: History, event: LogRow, seenTime: number, viewpoint: Viewpoint): boolean {
  const { viewAs, godView } = viewpoint;
  if (godView) return false;
  switch (event.kind) {
    case LogKind.blockFound:
    case LogKind.blockAccepted:
    case LogKind.mining:
    case LogKind.tip:
      return keptBack(history, event.object, seenTime, viewAs);
    case LogKind.withheld:
    case LogKind.secret:
      return event.a !== viewAs;
    default:
      return isSecretPlan(history, event, viewAs);
  }
}

/** Whether nobody but its finder had `block` at `seenTime`, and `viewAs` is not its finder. */
function keptBack(history: History, block: number, seenTime: number, viewAs: number): boolean {
  if (!blockFacts(history).withheld.has(block)) return false;
  const miner = history.blocks[block]?.miner ?? -1;
  if (miner === viewAs) return false;
  return !history
    .arrivals('block', block)
    .some((arrival) => arrival.node !== miner && arrival.time <= seenTime);
}

function isSecretPlan(history: History, event: LogRow, viewAs: number): boolean {
  if (event.kind === LogKind.attack) {
    if (
      event.x === AttackPhase.published ||
      event.x === AttackPhase.succeeded ||
      event.x === AttackPhase.keptGoods
    )
      return false;
    const attacker = history.nodes[event.a]?.name;
    const byReader = history.actions.some(
      (record) => !record.scripted && attackerOf(record.action) === attacker,
    );
    return event.a !== viewAs && !byReader;
  }
  if (event.kind !== LogKind.action && event.kind !== LogKind.actionRefused) return false;
  const record = history.actions[event.object];
  if (record === undefined || !record.scripted) return false;
  const attacker = attackerOf(record.action);
  return attacker !== undefined && attacker !== history.nodes[viewAs]?.name;
}

function attackerOf(action: Action): string | undefined {
  switch (action.type) {
    case 'mine-secretly':
    case 'play-on':
    case 'strategy':
    case 'forge-block':
      return action.node;
    case 'double-spend':
    case 'race':
    case 'finney':
      return action.attacker;
    default:
      return undefined;
  }
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
  if (event.kind === LogKind.beat) return { ...base, lane: 'marks', selection: { kind: 'none' } };
  if (event.kind === LogKind.action || event.kind === LogKind.actionRefused) {
    // What makes a beat happen is the beat, which has a mark of its own.
    const byBeat = history.actions[event.object]?.action.type === 'beat';
    if (byBeat && event.kind === LogKind.action) return undefined;
    return { ...base, lane: 'actions', selection: { kind: 'none' } };
  }
  if (attackKinds.has(event.kind)) {
    return { ...base, lane: 'actions', selection: { kind: 'attack', attacker: event.a } };
  }
  return undefined;
}
