import type { Reorganisation, TxFate } from '#app/history';
import type { BlockRecord } from '#simulation/records';

/* A reorganisation as a short story that can be scrubbed: everything here is a function of progress 0 … 1.
 *
 *   0.00 – 0.14   the fork point pulses
 *   0.14 – 0.46   old blocks unhook, tip first; their transactions lift to the mempool
 *   0.46 – 0.84   new blocks hook in, oldest first; matching transactions drop into them
 *   0.84 – 1.00   what is left shows its fate: waiting again, or crossed out with what spent its coin
 */

/** The three stills that tell it without movement. */
export const storyStills = [0.46, 0.84, 1] as const;

const pulseEnd = 0.14;
const unhookEnd = 0.46;
const hookEnd = 0.84;

/** How a block stands at one moment of the story. */
export interface BlockInStory {
  /** 1 hooked to its parent … 0 unhooked. */
  readonly hooked: number;
  /** 0 at rest … 1 lifted off. */
  readonly lift: number;
}

/** A transaction's place: in the block it came from, in the mempool tray, or in the block that took it. */
export interface TxInStory {
  readonly tx: number;
  readonly fate: TxFate['fate'];
  /** Block and position that it lifts from. */
  readonly fromBlock: number;
  readonly fromSlot: number;
  /** Place in the tray. */
  readonly traySlot: number;
  /** Block and position it drops into; −1 when it stays. */
  readonly toBlock: number;
  readonly toSlot: number;
  /** 0 in the old block … 1 in the tray. */
  readonly rise: number;
  /** 0 in the tray … 1 in the new block. */
  readonly fall: number;
  /** 0 … 1: how clearly its fate shows. */
  readonly verdict: number;
  /** Transaction that spent its coin, −1 otherwise. */
  readonly conflict: number;
}

export interface ReorgMoment {
  readonly reorg: Reorganisation;
  readonly progress: number;
  /** 0 … 1 while the fork point pulses, 0 afterwards. */
  readonly pulse: number;
  readonly blocks: ReadonlyMap<number, BlockInStory>;
  readonly txs: readonly TxInStory[];
  /** Transactions touched beyond those in `txs`. */
  readonly untold: number;
  /** How far the node's chip has come from the old tip to the new one. */
  readonly chip: number;
  /** 0 … 1: how visible the mempool tray is. */
  readonly tray: number;
}

/** The story at `progress`.
 * @param slots how many transactions the tray can show one by one; of more, some of every fate are chosen */
export function reorgMoment(
  reorg: Reorganisation,
  blocks: readonly BlockRecord[],
  progress: number,
  slots = 14,
): ReorgMoment {
  const p = clamp01(progress);
  const inStory = new Map<number, BlockInStory>();
  const out = reorg.disconnected.length;
  reorg.disconnected.forEach((block, position) => {
    const gone = smooth(part(p, pulseEnd, unhookEnd, position, out));
    inStory.set(block, { hooked: 1 - gone, lift: Math.sin(gone * Math.PI) });
  });
  const into = reorg.connected.length;
  reorg.connected.forEach((block, position) => {
    const come = smooth(part(p, unhookEnd, hookEnd, position, into));
    inStory.set(block, { hooked: come, lift: 0 });
  });

  const txs: TxInStory[] = [];
  for (const fate of chooseFates(reorg.fates, slots)) {
    const position = reorg.disconnected.findIndex((block) => blocks[block]?.transactions.includes(fate.tx));
    if (position < 0) continue;
    const fromBlock = reorg.disconnected[position]!;
    const target = fate.fate === 're-mined' ? reorg.connected.indexOf(fate.block) : -1;
    txs.push({
      tx: fate.tx,
      fate: fate.fate,
      fromBlock,
      fromSlot: blocks[fromBlock]!.transactions.indexOf(fate.tx) - 1,
      traySlot: txs.length,
      toBlock: target >= 0 ? fate.block : -1,
      toSlot: target >= 0 ? blocks[fate.block]!.transactions.indexOf(fate.tx) - 1 : -1,
      rise: smooth(part(p, pulseEnd, unhookEnd, position, out)),
      fall: target >= 0 ? smooth(part(p, unhookEnd, hookEnd, target, into)) : 0,
      verdict: smooth(clamp01((p - hookEnd) / (1 - hookEnd))),
      conflict: fate.conflict,
    });
  }
  return {
    reorg,
    progress: p,
    pulse: p < pulseEnd ? p / pulseEnd : 0,
    blocks: inStory,
    txs,
    untold: reorg.fates.filter((fate) => fate.fate !== 'vanished').length - txs.length,
    chip: smooth(clamp01((p - unhookEnd) / (hookEnd - unhookEnd))),
    tray: clamp01(Math.min((p - pulseEnd + 0.02) / 0.06, 1)),
  };
}

/** Up to `slots` transactions, the rarer fates first served, in the order of the table. */
function chooseFates(fates: readonly TxFate[], slots: number): TxFate[] {
  const groups = (['conflicted', 're-mined', 'back-in-mempool'] as const).map((kind) =>
    fates.filter((fate) => fate.fate === kind),
  );
  const chosen = new Set<TxFate>();
  for (let round = 0; chosen.size < slots && round < fates.length; round++) {
    for (const group of groups) {
      const next = group[round];
      if (next !== undefined && chosen.size < slots) chosen.add(next);
    }
  }
  return fates.filter((fate) => chosen.has(fate));
}

/** The still that stands for a progress under reduced motion. */
export function stillFor(progress: number): number {
  return storyStills.find((still) => progress <= still + 1e-9) ?? 1;
}

/** Progress of item `position` of `count` in the stretch from … to, each overlapping the next by half. */
function part(p: number, from: number, to: number, position: number, count: number): number {
  const length = (to - from) / (1 + 0.5 * (count - 1));
  const start = from + 0.5 * length * position;
  return clamp01((p - start) / length);
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function smooth(value: number): number {
  return value * value * (3 - 2 * value);
}
