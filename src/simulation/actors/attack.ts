import type { BlockRef, TxRef } from '../refs.ts';

/** A double spend in progress, kept by the attacking node.
 *
 *     base ── m1(payment) ── m2 ── …            what everybody sees; the merchant counts confirmations
 *        \─── s1(same coin, back to Eve) ── s2  withheld until the merchant has shipped and this branch is longer */
export interface Attack {
  readonly merchant: number;
  readonly payment: TxRef;
  /** Spends the same coin back to the attacker. */
  readonly conflict: TxRef;
  readonly confirmations: number;
  /** The attacker gives up when its branch is this many blocks behind. */
  readonly giveUpDeficit: number;
  readonly base: BlockRef;
  /** `AttackPhase` */
  phase: number;
}
