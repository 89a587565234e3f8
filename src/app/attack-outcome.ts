import { AttackPhase, LogKind } from '#simulation/log';
import { type AttackCost, attackCost } from './attack-cost.ts';
import { attackLosses, type Loss } from './attack-losses.ts';
import { type AllowingRule, attackRules, type Refusal } from './attack-rules.ts';
import { heaviestTip } from './heaviest-tip.ts';
import type { History } from './history.ts';
import { undoneBy } from './undone-by.ts';

/** Where a payment that somebody chose to make has got to, on the heaviest chain that an honest node follows. */
export type PaymentFate = 'confirmed' | 'waiting' | 'conflicted' | 'refused' | 'forgotten';

/** The facts of an attack at one moment, for a screen or a report. Nothing here is a judgement: every entry can be looked
 * up in the log. */
export interface AttackOutcome {
  /** `succeeded`: a merchant has shipped for a payment that is gone. `failed`: the attacker gave up. `noticed`: the
   * merchant kept the goods. `refused`: what was tried broke a rule, and nobody took it. */
  readonly result: 'succeeded' | 'failed' | 'noticed' | 'refused' | 'running' | 'none';
  /** All nodes of the attacker's. */
  readonly attackers: readonly number[];
  /** The chain that all of this is counted on: see `heaviestTip`. */
  readonly tip: number;
  readonly losses: readonly Loss[];
  /** Rules that let it happen. */
  readonly allowed: readonly AllowingRule[];
  /** Rules that stopped it. */
  readonly refusals: readonly Refusal[];
  /** Payments since the start by what became of them: table indices. */
  readonly fates: Readonly<Record<PaymentFate, readonly number[]>>;
  readonly cost: AttackCost;
}

const attackKinds: ReadonlySet<number> = new Set([LogKind.attack]);
const paymentKinds: ReadonlySet<number> = new Set([LogKind.payment]);

/** What came of an attack, after everything at `time`.
 * @param attackers default: every node whose role says so, and whoever an attack row names */
export function attackOutcome(history: History, time: number, attackers?: Iterable<number>): AttackOutcome {
  const until = Math.min(time, history.reached);
  const phases = history.milestones(0, until, attackKinds);
  const own = new Set(
    attackers ?? [
      ...history.nodes.filter((node) => node.role === 'attacker').map((node) => node.index),
      ...phases.map((row) => row.a),
    ],
  );
  const tip = heaviestTip(history, own, history.rowsThrough(until));
  const losses = attackLosses(history, own, tip, until);
  const { allowed, refusals } = attackRules(history, own, until);
  const last = phases.at(-1)?.x;
  return {
    result: resultOf(last, losses, refusals),
    attackers: [...own].sort((p, q) => p - q),
    tip,
    losses,
    allowed,
    refusals,
    fates: fatesOf(history, tip, until),
    cost: attackCost(history, own, tip, until),
  };
}

function resultOf(
  phase: number | undefined,
  losses: readonly Loss[],
  refusals: readonly Refusal[],
): AttackOutcome['result'] {
  if (losses.some(({ what }) => what === 'goods')) return 'succeeded';
  if (phase === AttackPhase.gaveUp) return 'failed';
  if (phase === AttackPhase.keptGoods) return 'noticed';
  if (phase !== undefined) return 'running';
  return refusals.some(({ reason }) => breaksConsensus(reason)) ? 'refused' : 'none';
}

/** Reasons of the kind that no node may overlook, as opposed to a matter of taste or room. */
function breaksConsensus(reason: string): boolean {
  return reason.startsWith('bad-') || reason.includes('script-verify-flag-failed') || reason === 'high-hash';
}

function fatesOf(history: History, tip: number, time: number): AttackOutcome['fates'] {
  const fates: Record<PaymentFate, number[]> = {
    confirmed: [],
    waiting: [],
    conflicted: [],
    refused: [],
    forgotten: [],
  };
  const held = holdersOf(history, time);
  const seen = new Set<number>();
  for (const { object } of history.milestones(0, time, paymentKinds)) {
    if (seen.has(object)) continue;
    seen.add(object);
    fates[fateOf(history, object, tip, held)].push(object);
  }
  return fates;
}

function fateOf(history: History, tx: number, tip: number, held: ReadonlyMap<number, number>): PaymentFate {
  if (history.confirmedIn(tx, tip) >= 0) return 'confirmed';
  const holders = held.get(tx);
  if (holders === undefined) return 'refused';
  if (undoneBy(history, tx, tip) !== undefined) return 'conflicted';
  return holders > 0 ? 'waiting' : 'forgotten';
}

const mempoolKinds: ReadonlySet<number> = new Set([
  LogKind.txAccepted,
  LogKind.txRemoved,
  LogKind.txReturned,
]);

/** In how many mempools each transaction waits; no entry for one that nobody ever took. */
function holdersOf(history: History, time: number): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const { kind, object } of history.milestones(0, time, mempoolKinds))
    held.set(object, (held.get(object) ?? 0) + (kind === LogKind.txRemoved ? -1 : 1));
  return held;
}
