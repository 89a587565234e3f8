/** The whole hash rate that gives a node the share nearest to `share` beside all others' `others`.
 * @param share 0 … below 1 */
export function rateForShare(share: number, others: number): number {
  return Math.max(0, Math.min(1_000_000, Math.round((share * others) / (1 - share))));
}
