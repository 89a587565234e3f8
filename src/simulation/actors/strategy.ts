import type { BlockRef, TxRef } from '../refs.ts';

/** How a miner differs from the honest one; `victim`s are node indices. It is the miner's own choice, written here and
 * nowhere else: the code of honest nodes does not know that there are others. */
export type Strategy =
  /** Withholds its finds and shows them only when the others come close. */
  | {
      readonly kind: 'selfish';
      /** The highest block of its private branch that it has shown; the branch's base while it has shown none. */
      shown: BlockRef;
    }
  /** Leaves every payment waiting: blocks of a coinbase only. */
  | { readonly kind: 'empty-blocks' }
  /** Never takes up a payment from or to the victim. */
  | { readonly kind: 'censor'; readonly victim: number }
  /** Censors, and mines beside any block with such a payment until it is `giveUp` blocks behind. */
  | {
      readonly kind: 'feather-fork';
      readonly victim: number;
      readonly giveUp: number;
      /** Blocks up to here it no longer objects to. */
      accepted: BlockRef;
      /** As for the selfish one: how far others know its branch. */
      shown: BlockRef;
    }
  /** Its next block pays itself so many satoshis too much. */
  | { readonly kind: 'mint'; readonly extra: bigint }
  /** Its next block contains this payment of a coin of the victim's, who did not sign it. */
  | { readonly kind: 'steal'; readonly victim: number; theft: TxRef; fee: bigint };

export type StrategyKind = Strategy['kind'];
