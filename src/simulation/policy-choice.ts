import type { MempoolPolicy } from '#bitcoin/mempool/policy';

/** What a node relays and keeps, where it differs from Core's defaults: its own choice, no consensus. */
export interface PolicyChoice {
  /** Lowest fee rate relayed, sat/vB. */
  readonly minRelayFeeRate?: number;
  /** Any waiting payment may be replaced by one that pays more (default), or only one that signals it (BIP-0125). */
  readonly fullReplaceByFee?: boolean;
  /** Virtual bytes of all waiting payments together. */
  readonly maxMempoolVsize?: number;
}

/** A policy with some of its numbers chosen otherwise; the same object when nothing is. */
export function chosenPolicy(policy: MempoolPolicy, choice: PolicyChoice | undefined): MempoolPolicy {
  if (choice === undefined) return policy;
  const { minRelayFeeRate, fullReplaceByFee, maxMempoolVsize } = choice;
  return {
    ...policy,
    ...(minRelayFeeRate === undefined ? {} : { minRelayFeeRate: BigInt(Math.round(minRelayFeeRate * 1000)) }),
    ...(fullReplaceByFee === undefined ? {} : { fullReplaceByFee }),
    ...(maxMempoolVsize === undefined ? {} : { maxMempoolVsize }),
  };
}
