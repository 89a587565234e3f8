/** Hands out the Poisson probabilities of 0, 1, 2, … until the rest cannot be seen in a double.
 * @param mean 0 … 700 */
export function poissonTerms(mean: number, take: (k: number, probability: number) => void): void {
  let probability = Math.exp(-mean);
  for (let k = 0; ; k++) {
    take(k, probability);
    if (k > mean && probability < 1e-300) return;
    probability *= mean / (k + 1);
  }
}
