import { DecodeError } from './decode-error.ts';

const digits = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

/** Bytes that are turned into text at once: the length of a hash. */
const chunk = 32;
const codes: number[] = new Array<number>(2 * chunk).fill(0);

/** Lower-case hex of `bytes`, two digits a byte. Added up digit by digit it would stay a tree of small strings, which
 * takes ten times the memory; so it is made in whole chunks. */
export function bytesToHex(bytes: Uint8Array): string {
  let hex = '';
  for (let at = 0; at < bytes.length; at += chunk) {
    const count = Math.min(chunk, bytes.length - at);
    for (let i = 0; i < count; i++) writeDigits(i, bytes[at + i]!);
    hex += textOf(count);
  }
  return hex;
}

/** The same, last byte first: how Bitcoin displays hashes. */
export function bytesToHexReversed(bytes: Uint8Array): string {
  let hex = '';
  for (let end = bytes.length; end > 0; end -= chunk) {
    const count = Math.min(chunk, end);
    for (let i = 0; i < count; i++) writeDigits(i, bytes[end - 1 - i]!);
    hex += textOf(count);
  }
  return hex;
}

function writeDigits(place: number, byte: number): void {
  codes[2 * place] = digits[byte >> 4]!;
  codes[2 * place + 1] = digits[byte & 15]!;
}

function textOf(count: number): string {
  return count === chunk ? String.fromCharCode(...codes) : String.fromCharCode(...codes.slice(0, 2 * count));
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
