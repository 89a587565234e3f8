/** Largest length or count Bitcoin Core reads from a message or a file (`MAX_SIZE`): 32 MiB.
 * @see Bitcoin Core src/serialize.h */
export const MAX_SIZE = 0x02000000;

/** Bytes that `value` takes as a CompactSize: 1, 3, 5 or 9. */
export function sizeOfCompactSize(value: number): number {
  if (value < 0xfd) return 1;
  if (value <= 0xffff) return 3;
  return value <= 0xffffffff ? 5 : 9;
}
