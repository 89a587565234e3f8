/** The four bytes at `at` as an int32, most significant first, as SHA-256 reads its message (FIPS 180-4 §3.1). */
export function bigEndianWord(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
}

/** The int32 with its four bytes in the opposite order. */
export function swapBytes(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}
