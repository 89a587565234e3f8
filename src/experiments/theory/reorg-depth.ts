import { forkRateAmong } from './fork-rate.ts';

/** A bound on how often a block leads to a reorganisation at least `depth` deep: for each of these heights both branches
 * found a block before the other's news had travelled for `delay`, and finds have no memory. So it falls at least
 * geometrically: with every confirmation a payment is safer by the same factor.
 * @param miners equal miners without an attacker among them
 * @see whitepaper §11 ("drops exponentially"); J. Garay, A. Kiayias & N. Leonardos, The Bitcoin Backbone Protocol,
 *   EUROCRYPT 2015, for the common prefix property */
export function reorgDepthBound(depth: number, miners: number, delay: number, spacing: number): number {
  return forkRateAmong(miners, delay, spacing) ** depth;
}
