import { AttackPhase, LogKind, TxRemoval } from '../log.ts';
import type { BlockRef, TxRef } from '../refs.ts';

/** A payment that somebody chose to make: not one of the random traffic. */
export interface ChosenPayment {
  readonly from: number;
  readonly to: number;
  readonly tx: TxRef;
}

/** What conditions remember of the past; a value, replaced when something is added. */
export interface Happened {
  /** Deepest reorganisation so far, by node. */
  readonly reorgs: ReadonlyMap<number, number>;
  /** A reorganisation led to a lower block. */
  readonly shorterWon: boolean;
  readonly txReturned: boolean;
  readonly txConflicted: boolean;
  readonly txEvicted: boolean;
  /** Nodes that have refused something, by the number of the reason. */
  readonly refusals: ReadonlyMap<number, ReadonlySet<number>>;
  /** By attacker: bit n is set once phase n has been entered. */
  readonly phases: ReadonlyMap<number, number>;
  /** The last one of each payer to each payee, in the order made. */
  readonly payments: readonly ChosenPayment[];
}

/** At the beginning. */
export const nothingHappened: Happened = {
  reorgs: new Map(),
  shorterWon: false,
  txReturned: false,
  txConflicted: false,
  txEvicted: false,
  refusals: new Map(),
  phases: new Map(),
  payments: [],
};

/** A node has changed its tip, giving up `depth` blocks. */
export function notedReorg(
  before: Happened,
  node: number,
  previous: BlockRef,
  tip: BlockRef,
  depth: number,
): Happened {
  const deepest = before.reorgs.get(node) ?? 0;
  const shorterWon = before.shorterWon || tip.height < previous.height;
  if (depth <= deepest && shorterWon === before.shorterWon) return before;
  return {
    ...before,
    shorterWon,
    reorgs: new Map([...before.reorgs, [node, Math.max(depth, deepest)]]),
  };
}

/** A row about a transaction has been logged. */
export function notedTx(
  before: Happened,
  kind: number,
  a: number,
  b: number,
  tx: TxRef,
  x: number,
): Happened {
  switch (kind) {
    case LogKind.txReturned:
      return before.txReturned ? before : { ...before, txReturned: true };
    case LogKind.txRemoved:
      if (b === TxRemoval.evicted) return before.txEvicted ? before : { ...before, txEvicted: true };
      if (before.txConflicted || (b !== TxRemoval.conflicted && b !== TxRemoval.reorganised)) return before;
      return { ...before, txConflicted: true };
    case LogKind.txRejected:
      return notedRefusal(before, a, x);
    case LogKind.attack:
      return { ...before, phases: new Map([...before.phases, [a, (before.phases.get(a) ?? 0) | (1 << x)]]) };
    case LogKind.payment: {
      const others = before.payments.filter(({ from, to }) => from !== a || to !== b);
      return { ...before, payments: [...others, { from: a, to: b, tx }] };
    }
    default:
      return before;
  }
}

/** A node has refused a block or a transaction.
 * @param reason number of its reason */
export function notedRefusal(before: Happened, node: number, reason: number): Happened {
  const nodes = before.refusals.get(reason);
  if (nodes?.has(node) === true) return before;
  return { ...before, refusals: new Map([...before.refusals, [reason, new Set([...(nodes ?? []), node])]]) };
}

/** Whether an attack (of this node, when given) has entered the phase. */
export function hasEntered(happened: Happened, phase: keyof typeof AttackPhase, node?: number): boolean {
  const bit = 1 << AttackPhase[phase];
  if (node !== undefined) return ((happened.phases.get(node) ?? 0) & bit) !== 0;
  return [...happened.phases.values()].some((entered) => (entered & bit) !== 0);
}
