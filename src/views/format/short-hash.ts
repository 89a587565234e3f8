/** The last four digits of a hash: those tell objects apart, since the first ones of a block's hash are zeros. */
export function shortHash(hash: string): string {
  return hash.slice(-4);
}
