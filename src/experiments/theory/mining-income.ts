/** How income over a number of blocks scatters. */
export interface Income {
  /** Mean share of all rewards. */
  readonly mean: number;
  /** Standard deviation over the mean. */
  readonly deviation: number;
}

/** A miner alone: of `blocks` blocks it finds a binomial number, so the relative deviation is √((1 − s)/(s·n)): it falls
 * with the square root of time, never to zero (law of large numbers).
 * @param share of all hash power, 0 < s < 1 */
export function incomeAlone(share: number, blocks: number): Income {
  return { mean: share, deviation: Math.sqrt((1 - share) / (share * blocks)) };
}

/** A member of a pool that pays in proportion to shares: the pool's blocks are binomial, and given them the member's part
 * of the shares is too. Shares are much more frequent than blocks, so almost only the pool's own luck is left.
 * @param pool the pool's share of all hash power, the member's included
 * @param sharesPerBlock mean number of shares in the work of one block
 * @see M. Rosenfeld, Analysis of Bitcoin Pooled Mining Reward Systems, 2011, arXiv:1112.4980, §2.2 */
export function incomeInPool(share: number, pool: number, blocks: number, sharesPerBlock: number): Income {
  const part = share / pool;
  const shares = pool * blocks * sharesPerBlock;
  const meanBlocks = pool * blocks;
  const squareOfBlocks = meanBlocks * (1 - pool) + meanBlocks ** 2;
  const squareOfPart = part ** 2 + (part * (1 - part)) / shares;
  const variance = (squareOfBlocks * squareOfPart - (meanBlocks * part) ** 2) / blocks ** 2;
  return { mean: share, deviation: Math.sqrt(variance) / share };
}

/** The probability that a miner with this share finds exactly `found` of `blocks` blocks. */
export function binomialProbability(found: number, blocks: number, share: number): number {
  if (found < 0 || found > blocks) return 0;
  let logarithm = found * Math.log(share) + (blocks - found) * Math.log1p(-share);
  for (let i = 1; i <= found; i++) logarithm += Math.log((blocks - found + i) / i);
  return Math.exp(logarithm);
}
