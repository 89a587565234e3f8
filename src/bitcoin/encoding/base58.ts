import { base58 } from '@scure/base';
import { DecodeError } from './decode-error.ts';

/** Base58's digits: no 0, O, I or l, which look alike. */
export const base58Alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Longest text that is read: the conversion takes time that grows with the square of it. */
const maxCharacters = 2048;

/** Bytes as a number in base 58; each leading zero byte is a leading `1`.
 * @see Bitcoin Core src/base58.cpp */
export function encodeBase58(bytes: Uint8Array): string {
  return base58.encode(bytes);
}

/** The bytes that a base58 text stands for.
 * @throws {DecodeError} with the position of the first character outside the alphabet, or of the end when the text is too long */
export function decodeBase58(text: string): Uint8Array {
  if (text.length > maxCharacters)
    throw new DecodeError(`base58 text is longer than ${maxCharacters} characters`, text.length);
  for (let i = 0; i < text.length; i++)
    if (!base58Alphabet.includes(text[i]!)) throw new DecodeError(`'${text[i]}' is not a base58 digit`, i);
  return base58.decode(text);
}
