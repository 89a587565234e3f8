/** How many tries a find takes on average: 2²⁵⁶ / (target + 1), to about 15 digits.
 * @param target 32 bytes, big-endian */
export function expectedTries(target: Uint8Array): number {
  let value = 0;
  for (const byte of target) value = value * 256 + byte;
  return 2 ** 256 / (value + 1);
}
