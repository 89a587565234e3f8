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
  confirmations: number;
  /** The attacker gives up when its branch is this many blocks behind. */
  giveUpDeficit: number;
  /** Blocks the attacker must be ahead by before it pays at all. */
  readonly preMined: number;
  /** Publish on drawing level (others keep what they saw first, so a race follows), or only when ahead. */
  win: 'level' | 'ahead';
  /** False: mining in secret and publishing wait for the user. */
  automatic: boolean;
  /** The last block both branches share; before the attacker mines in secret, the tip at which it paid. */
  base: BlockRef;
  /** `AttackPhase` */
  phase: number;
}
