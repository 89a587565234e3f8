/** Reads a stack item as a number: little-endian, the top bit of the last byte is the sign.
 * @param requireMinimal whether superfluous zero bytes are refused (MINIMALDATA)
 * @param maxSize bytes allowed: 4, for lock times 5
 * @returns undefined when too long or not minimal; both zeros are 0
 * @see Bitcoin Core `CScriptNum`, src/script/script.h */
export function decodeScriptNumber(
  bytes: Uint8Array,
  requireMinimal: boolean,
  maxSize = 4,
): number | undefined {
  const { length } = bytes;
  if (length > maxSize) return undefined;
  if (length === 0) return 0;
  const last = bytes[length - 1]!;
  // The last byte may be a bare sign only where the byte before it needs its top bit for the value.
  if (requireMinimal && (last & 0x7f) === 0 && (length === 1 || (bytes[length - 2]! & 0x80) === 0)) {
    return undefined;
  }
  let magnitude = last & 0x7f;
  for (let i = length - 2; i >= 0; i--) magnitude = magnitude * 256 + bytes[i]!;
  return (last & 0x80) !== 0 && magnitude !== 0 ? -magnitude : magnitude;
}

/** The shortest stack item for an integer of at most 53 bits; zero is empty.
 * @see Bitcoin Core `CScriptNum::serialize` */
export function encodeScriptNumber(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = Math.abs(value); rest > 0; rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  if (bytes.length > 0) {
    if (bytes[bytes.length - 1]! >= 0x80) bytes.push(0);
    if (value < 0) bytes[bytes.length - 1]! |= 0x80;
  }
  return Uint8Array.from(bytes);
}
