/** What a Finney attack risks between its payment and its publication. */
export interface FinneyRisk {
  /** Probability that nobody else finds a block in the meantime. */
  readonly success: number;
  /** From this many block rewards on, an amount is worth the block at risk. */
  readonly amountInRewards: number;
}

/** A block is found and kept back for `wait`; it is lost when one of the others finds a block first. Their finds are a Poisson
 * process, so that none comes with probability e^(−(1 − q)·wait / spacing): about 1 − wait / spacing for a small share.
 * @param wait from the payment to the publication @param spacing mean time between blocks, in the same unit
 * @see H. Finney, bitcointalk.org topic 3441, 13 February 2011 */
export function finneyRisk(q: number, wait: number, spacing: number): FinneyRisk {
  const success = Math.exp((-(1 - q) * wait) / spacing);
  return { success, amountInRewards: (1 - success) / success };
}
