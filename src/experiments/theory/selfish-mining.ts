/** The share of main-chain blocks that a selfish pool wins.
 * @param alpha the pool's share of all hash power, 0 ≤ α < 1/2
 * @param gamma share of the honest hash power that mines on the pool's branch in a tie, 0 … 1
 * @see I. Eyal & E. G. Sirer, Majority is not Enough: Bitcoin Mining is Vulnerable, FC 2014, arXiv:1311.0243, eq. (8) */
export function selfishRevenue(alpha: number, gamma: number): number {
  const honest = 1 - alpha;
  return (
    (alpha * honest ** 2 * (4 * alpha + gamma * (1 - 2 * alpha)) - alpha ** 3) /
    (1 - alpha * (1 + (2 - alpha) * alpha))
  );
}

/** The share from which on withholding pays more blocks than honest mining: 1/3 at γ = 0, 1/4 at 1/2, 0 at 1.
 * @see I. Eyal & E. G. Sirer, 2014, observation 1 */
export function selfishThreshold(gamma: number): number {
  return (1 - gamma) / (3 - 2 * gamma);
}

/** The largest γ that a position in the network can give among k equal honest miners: whoever found the rival block
 * mines on its own, however fast the pool is. */
export function largestGamma(honestMiners: number): number {
  return 1 - 1 / honestMiners;
}
