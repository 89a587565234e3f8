import { DecodeError } from './decode-error.ts';

const digits = '0123456789abcdef';
const pairs: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => digits[byte >> 4]! + digits[byte & 15]!,
);

/** Lower-case hex of `bytes`, two digits a byte. */
export function bytesToHex(bytes: Uint8Array): string {
  let hex = '';
  for (let i = 0; i < bytes.length; i++) hex += pairs[bytes[i]!];
  return hex;
}

/** The same, last byte first: how Bitcoin displays hashes. */
export function bytesToHexReversed(bytes: Uint8Array): string {
  let hex = '';
  for (let i = bytes.length - 1; i >= 0; i--) hex += pairs[bytes[i]!];
  return hex;
}

/** The bytes that `hex` (either case, no separators) stands for.
 * @throws {DecodeError} with the character offset, on an odd length or a character that is no hex digit */
export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < hex.length; i++) {
    const code = hex.charCodeAt(i);
    const digit =
      code >= 48 && code <= 57
        ? code - 48
        : code >= 97 && code <= 102
          ? code - 87
          : code >= 65 && code <= 70
            ? code - 55
            : -1;
    if (digit < 0) throw new DecodeError(`'${hex[i]}' is not a hex digit`, i);
    if (i >> 1 < bytes.length) bytes[i >> 1] = (bytes[i >> 1]! << 4) | digit;
  }
  if (hex.length % 2 !== 0) throw new DecodeError('hex needs an even number of digits', hex.length);
  return bytes;
}
