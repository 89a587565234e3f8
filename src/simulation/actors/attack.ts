import type { BlockRef, TxRef } from '../refs.ts';

/** What an attacking node is up to. */
export type Attack = DoubleSpend | Race;

/** Two payments of one coin, and a merchant who should believe in the first. */
interface CoinPaidTwice {
  readonly merchant: number;
  readonly payment: TxRef;
  /** Spends the same coin back to the attacker. */
  readonly conflict: TxRef;
  /** What the merchant waits for; 0: the payment in its mempool. */
  confirmations: number;
  /** The last block both branches share; before there are two, the tip at which the attacker paid. */
  base: BlockRef;
  /** `AttackPhase` */
  phase: number;
}

/** A double spend by hash power.
 *
 *     base ── m1(payment) ── m2 ── …            what everybody sees; the merchant counts confirmations
 *        \─── s1(same coin, back to Eve) ── s2  withheld until the merchant has shipped and this branch is longer */
export interface DoubleSpend extends CoinPaidTwice {
  readonly kind: 'double-spend';
  /** The attacker gives up when its branch is this many blocks behind. */
  giveUpDeficit: number;
  /** Blocks the attacker must be ahead by before it pays at all. */
  readonly preMined: number;
  /** Publish on drawing level (others keep what they saw first, so a race follows), or only when ahead. */
  win: 'level' | 'ahead';
  /** False: mining in secret and publishing wait for the user. */
  automatic: boolean;
  /** How long the merchant takes to hand the goods over once it is content, microseconds. */
  readonly handOverMicros: number;
  /** When the merchant became content, microseconds; −1 before. */
  contentAt: number;
}

/** A double spend without hash power: both payments are out, and only one can be mined. */
export interface Race extends CoinPaidTwice {
  readonly kind: 'race';
  /** The rival goes out only once the goods are handed over. */
  readonly rivalLater: boolean;
  readonly till: Till;
  /** When the merchant's node first had the payment, microseconds; −1 before. */
  seenAt: number;
}

/** How the merchant decides, from what its own node knows. */
export interface Till {
  /** How long it listens after it first sees the payment, microseconds. */
  readonly listenMicros: number;
  /** While listening it also looks for another payment of the same coin. */
  readonly watch: boolean;
  /** It takes no payment that says it may be replaced (BIP-0125). */
  readonly refuseReplaceable: boolean;
}
