/** An amount paid for a size; the rate itself is never formed, so nothing is rounded. */
export interface FeeAndSize {
  /** satoshis */
  readonly fee: bigint;
  /** virtual bytes, above zero */
  readonly vsize: number;
}

/** Which of two pays more per virtual byte: positive when `a` does, negative when `b`, zero when equal.
 * @see Bitcoin Core `FeeRateCompare`, src/util/feefrac.h */
export function compareFeeRates(a: FeeAndSize, b: FeeAndSize): number {
  const left = Number(a.fee) * b.vsize;
  const right = Number(b.fee) * a.vsize;
  // Nearly always both products are exact as numbers, which compare many times faster than bigints.
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right;
  const exact = a.fee * BigInt(b.vsize) - b.fee * BigInt(a.vsize);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** The fee that `vsize` virtual bytes cost at `rate`, rounded up.
 * @param rate sat/kvB
 * @see Bitcoin Core `CFeeRate::GetFee`, src/policy/feerate.cpp */
export function feeAtRate(rate: bigint, vsize: number): bigint {
  return (rate * BigInt(vsize) + 999n) / 1000n;
}

/** The rate of a fee, sat/kvB, rounded down. */
export function feeRateOf({ fee, vsize }: FeeAndSize): bigint {
  return (fee * 1000n) / BigInt(vsize);
}
