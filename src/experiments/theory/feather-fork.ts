import { gamblersRuin } from './gamblers-ruin.ts';

/** The probability that a feather fork replaces a block to which its miner objects.
 *
 *     parent ── block ── …             everybody else, also those who leave the payment out of their own blocks
 *          \── …                       the censor with q, from one behind, until it is `giveUp` behind
 *
 * It needs two more finds than the others before they have `giveUp` − 1 more: the gambler's ruin from giveUp − 1 with the
 * upper end at giveUp + 1,
 *
 *     P = (1 − (p/q)^(giveUp − 1)) / (1 − (p/q)^(giveUp + 1)),   P = q² / (1 − pq) for giveUp = 2.
 *
 * Miller's q² is the first term: two finds in a row, without the forks that draw level in between.
 * @param q share of all hash power that mines the fork, 0 … 1 (both excluded)
 * @see A. Miller, Feather-forks: enforcing a blacklist with sub-50% hash power, bitcointalk.org topic 312668, 2013;
 *   W. Feller I, XIV.2 */
export function featherFork(q: number, giveUp: number): number {
  return gamblersRuin(q, 2, giveUp - 1).win;
}

/** Mean number of blocks until one is found by somebody who takes the payment.
 * @param refusing share of all hash power that leaves it out, the censor's included */
export function blocksUntilTaken(refusing: number): number {
  return refusing < 1 ? 1 / (1 - refusing) : Number.POSITIVE_INFINITY;
}
