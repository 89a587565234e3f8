/** Port of regtest nodes. */
export const port = 18444;

/** IPv4 address of a simulated node, from the private range 10.0.0.0/8. */
export function ipOf(node: number): string {
  return `10.${(node >> 16) & 255}.${(node >> 8) & 255}.${(node & 255) + 1}`;
}
