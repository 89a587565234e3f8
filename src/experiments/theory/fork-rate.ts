/** The probability that some block is found within `delay` after another, when all hash power finds one every `spacing`.
 * @param delay τ, in the unit of `spacing`
 * @see C. Decker & R. Wattenhofer, Information Propagation in the Bitcoin Network, IEEE P2P 2013, §V, for small 1/T */
export function forkRate(delay: number, spacing: number): number {
  return -Math.expm1(-delay / spacing);
}

/** The same among N equal miners when everybody else learns of a block exactly `delay` later: the winner itself is
 * informed, so only (N − 1)/N of the hash power can fork it. Exact for a block found while all agree. */
export function forkRateAmong(miners: number, delay: number, spacing: number): number {
  return forkRate(delay * (1 - 1 / miners), spacing);
}
