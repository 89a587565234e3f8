import { negativeBinomialTerms } from './negative-binomial-terms.ts';

/** How a double spend is counted. */
export interface RaceConvention {
  /** Whether the attacker wins when its branch is as long as the public one, or only when it is longer. */
  readonly win: 'level' | 'ahead';
  /** Blocks of the secret branch that exist before the payment is made. */
  readonly preMined: number;
}

/** The exact probability that a double spend ever succeeds, by an attacker who never gives up: while the honest ones find
 * z blocks the attacker finds m (negative binomial), and from d behind it catches up with probability (q/p)^d.
 * One pre-mined block and the need to be strictly ahead cancel out.
 * @param q the attacker's share of all hash power, 0 ≤ q < 1
 * @param z confirmations the merchant waits for, a whole number ≥ 0
 * @see M. Rosenfeld, Analysis of Hashrate-Based Double Spending, 2012, arXiv:1402.2009, §4 and §5 */
export function raceProbability(q: number, z: number, { win, preMined }: RaceConvention): number {
  const p = 1 - q;
  const needed = z + (win === 'ahead' ? 1 : 0) - preMined;
  if (q >= p || needed <= 0) return 1;
  if (q === 0) return 0;
  let sum = 0;
  negativeBinomialTerms(q, z, (m, probability) => {
    sum += m >= needed ? probability : probability * (q / p) ** (needed - m);
  });
  return Math.min(1, sum);
}

/** The usual form of the exact probability: Rosenfeld's attacker has one block pre-mined and must get strictly ahead, which
 * equals drawing level without one.
 * @see M. Rosenfeld, 2012, §5; the same closed form in C. Grunspan & R. Pérez-Marco, Double Spend Races, arXiv:1702.02867 */
export function rosenfeldProbability(q: number, z: number): number {
  return raceProbability(q, z, { win: 'level', preMined: 0 });
}

/** The fewest confirmations after which a double spend succeeds with a probability below `risk`; Infinity when none do.
 * @see M. Rosenfeld, 2012, table 2 */
export function confirmationsNeeded(q: number, risk: number): number {
  if (q >= 0.5) return Number.POSITIVE_INFINITY;
  let z = 0;
  while (rosenfeldProbability(q, z) >= risk) z++;
  return z;
}
