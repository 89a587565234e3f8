/** What a node is willing to relay and keep. Its own choice, unlike consensus: another node may choose otherwise
 * and both stay on one chain. Rates are in satoshis per 1000 virtual bytes, as in Core.
 * @see Bitcoin Core src/policy/policy.h, src/kernel/mempool_options.h */
export interface MempoolPolicy {
  /** Refuse transactions of unusual form. */
  readonly requireStandard: boolean;
  /** Let any conflict be replaced for a better fee; otherwise only one whose sequence signals it (BIP-0125). */
  readonly fullReplaceByFee: boolean;
  /** Lowest fee rate relayed, sat/kvB. */
  readonly minRelayFeeRate: bigint;
  /** What each further relay of replaced bytes must pay, sat/kvB. */
  readonly incrementalRelayFeeRate: bigint;
  /** Outputs that cost more than this rate to spend are dust, sat/kvB. */
  readonly dustRelayFeeRate: bigint;
  /** Virtual bytes of all transactions together. */
  readonly maxMempoolVsize: number;
  /** Seconds a transaction may wait. */
  readonly expirySeconds: number;
  /** Unconfirmed transactions in one chain, the newcomer included. */
  readonly maxAncestors: number;
  readonly maxAncestorVsize: number;
  readonly maxDescendants: number;
  readonly maxDescendantVsize: number;
  /** Transactions one replacement may evict (BIP-0125 rule 5). */
  readonly maxReplacements: number;
  readonly maxStandardWeight: number;
  readonly maxStandardSigopsCost: number;
  /** Relay multisig outputs that are not behind a hash. */
  readonly permitBareMultisig: boolean;
  /** Bytes of an OP_RETURN script. */
  readonly maxDataCarrierBytes: number;
}

/** Bitcoin Core's defaults of the years in which most of its fee market was written about. */
export const defaultMempoolPolicy: MempoolPolicy = {
  requireStandard: true,
  fullReplaceByFee: true,
  minRelayFeeRate: 1000n,
  incrementalRelayFeeRate: 1000n,
  dustRelayFeeRate: 3000n,
  maxMempoolVsize: 300_000_000,
  expirySeconds: 336 * 3600,
  maxAncestors: 25,
  maxAncestorVsize: 101_000,
  maxDescendants: 25,
  maxDescendantVsize: 101_000,
  maxReplacements: 100,
  maxStandardWeight: 400_000,
  maxStandardSigopsCost: 16_000,
  permitBareMultisig: true,
  maxDataCarrierBytes: 83,
};

/** Virtual bytes one signature operation counts for at least, so that sigops cannot crowd a block cheaply.
 * @see Bitcoin Core `DEFAULT_BYTES_PER_SIGOP`, src/policy/policy.h */
export const bytesPerSigop = 20;
