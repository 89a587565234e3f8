/** What Decker and Wattenhofer measured in the Bitcoin network of 2012 (block heights 180,000 to 190,000).
 * @see C. Decker & R. Wattenhofer, Information Propagation in the Bitcoin Network, IEEE P2P 2013,
 *   doi:10.1109/P2P.2013.6688704 */
export const deckerWattenhofer = {
  medianSeconds: 6.5,
  meanSeconds: 12.6,
  /** After this long all but `withoutAfterMost` of the nodes had a block. */
  mostSeconds: 40,
  withoutAfterMost: 0.05,
  blocks: 10_000,
  forks: 169,
  meanIntervalSeconds: 633.68,
  /** ∫(1 − f) of their measured f, seconds. */
  uninformedSeconds: 11.37,
  predictedForkRate: 0.0178,
} as const;

/** The probability of a fork when a share 1 − f(t) of the hash power does not know a block t seconds after its find:
 * 1 − (1 − P_b)^∫(1 − f), with P_b the probability of a find in one second.
 * @param uninformedSeconds ∫₀^∞ (1 − f(t)) dt, the mean delay by hash power
 * @param meanIntervalSeconds 1 / P_b, at least 1
 * @see C. Decker & R. Wattenhofer, 2013, eq. (4) */
export function integralForkRate(uninformedSeconds: number, meanIntervalSeconds: number): number {
  return -Math.expm1(uninformedSeconds * Math.log1p(-1 / meanIntervalSeconds));
}

/** ∫(1 − f) of a step function f: miner i, with this share of the hash power, learns of the block after this delay.
 * @param known shares add up to 1; delays in any unit, which the answer has too */
export function uninformedIntegral(
  known: readonly { readonly share: number; readonly delay: number }[],
): number {
  return known.reduce((sum, { share, delay }) => sum + share * delay, 0);
}
