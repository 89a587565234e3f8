/** Hands out the probabilities that the attacker has found m = 0, 1, 2, … blocks when the honest ones find their n-th:
 * C(m + n − 1, m)·pⁿ·qᵐ, until the rest cannot be seen in a double.
 * @param q the attacker's share, 0 ≤ q < 1
 * @see M. Rosenfeld, Analysis of Hashrate-Based Double Spending, 2012, arXiv:1402.2009, §4 */
export function negativeBinomialTerms(
  q: number,
  n: number,
  take: (m: number, probability: number) => void,
): void {
  let probability = (1 - q) ** n;
  const mean = (n * q) / (1 - q);
  for (let m = 0; ; m++) {
    take(m, probability);
    if (m > mean && probability < 1e-300) return;
    probability *= (q * (m + n)) / (m + 1);
  }
}
