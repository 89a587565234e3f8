/** Port of regtest nodes. */
export const port = 18444;

/** IPv4 address of a simulated node, from the private range 10.0.0.0/8; of nodes that share a range, from 172.16.0.0/12.
 * @param network number of the shared range, 0 … 15 */
export function ipOf(node: number, network?: number): string {
  if (network !== undefined) return `172.${16 + (network & 15)}.${(node >> 8) & 255}.${(node & 255) + 1}`;
  return `10.${(node >> 16) & 255}.${(node >> 8) & 255}.${(node & 255) + 1}`;
}
