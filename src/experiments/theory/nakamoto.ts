import { poissonTerms } from './poisson-terms.ts';

/** Satoshi Nakamoto's estimate that an attacker with share `q` of the hash power ever draws level after the merchant has
 * waited for `z` confirmations. An approximation: it lets the z honest blocks take exactly their mean time, so that the
 * attacker's progress is Poisson. A simulation of the race tends to `rosenfeldProbability`, not to this.
 * @param q 0 ≤ q < 1
 * @param z whole number ≥ 0
 * @see whitepaper §11 */
export function nakamotoProbability(q: number, z: number): number {
  const p = 1 - q;
  if (q >= p || z === 0) return 1;
  // Σ Poisson(k)·(q/p)^(z−k) over k ≤ z, and all of Poisson(k) beyond: the paper's formula with nothing subtracted.
  let sum = 0;
  poissonTerms((z * q) / p, (k, probability) => {
    sum += k >= z ? probability : probability * (q / p) ** (z - k);
  });
  return sum;
}
