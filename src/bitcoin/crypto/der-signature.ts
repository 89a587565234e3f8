import { concatBytes } from '../encoding/concat-bytes.ts';
import { bytesToNumber, CURVE_ORDER, numberToBytes } from './curve.ts';

/** The two numbers of an ECDSA signature, each 0 … CURVE_ORDER − 1; zero never verifies. */
export interface EcdsaSignature {
  readonly r: bigint;
  readonly s: bigint;
}

/** The strict DER form `30 len 02 len r 02 len s` of a signature.
 * @see BIP-0066 */
export function encodeDerSignature(signature: EcdsaSignature): Uint8Array {
  const r = derInteger(signature.r);
  const s = derInteger(signature.s);
  return concatBytes(Uint8Array.of(0x30, r.length + s.length), r, s);
}

function derInteger(value: bigint): Uint8Array {
  const bytes = numberToBytes(value);
  let start = 0;
  while (start < 31 && bytes[start] === 0) start++;
  // A first byte of 80 or more would mean a negative number.
  const padding = bytes[start]! >= 0x80 ? [0] : [];
  return Uint8Array.of(0x02, 32 - start + padding.length, ...padding, ...bytes.subarray(start));
}

/** Reads a signature as leniently as Bitcoin did when OpenSSL parsed it: garbage in lengths and after the end passes.
 * @returns undefined when even that is impossible; (0, 0) when a number is too large
 * @see Bitcoin Core `ecdsa_signature_parse_der_lax`, src/pubkey.cpp */
export function parseDerSignatureLax(input: Uint8Array): EcdsaSignature | undefined {
  let position = 0;
  if (input[position++] !== 0x30) return undefined;
  const sequenceLength = input[position++];
  if (sequenceLength === undefined) return undefined;
  if (sequenceLength >= 0x80) {
    if (sequenceLength - 0x80 > input.length - position) return undefined;
    position += sequenceLength - 0x80;
  }
  const r = readInteger(input, position);
  if (r === undefined) return undefined;
  const s = readInteger(input, r.end);
  if (s === undefined) return undefined;
  if (r.value === undefined || s.value === undefined) return { r: 0n, s: 0n };
  return { r: r.value, s: s.value };
}

interface LaxInteger {
  /** undefined when not below the group order */
  readonly value: bigint | undefined;
  readonly end: number;
}

function readInteger(input: Uint8Array, start: number): LaxInteger | undefined {
  let position = start;
  if (input[position++] !== 0x02) return undefined;
  let length = input[position++];
  if (length === undefined) return undefined;
  if (length >= 0x80) {
    let lengthBytes = length - 0x80;
    if (lengthBytes > input.length - position) return undefined;
    while (lengthBytes > 0 && input[position] === 0) {
      position++;
      lengthBytes--;
    }
    if (lengthBytes >= 4) return undefined;
    length = 0;
    for (; lengthBytes > 0; lengthBytes--) length = length * 256 + input[position++]!;
  }
  if (length > input.length - position) return undefined;
  const end = position + length;
  while (position < end && input[position] === 0) position++;
  if (end - position > 32) return { value: undefined, end };
  const value = bytesToNumber(input.subarray(position, end));
  return { value: value < CURVE_ORDER ? value : undefined, end };
}

/** Whether s is in the lower half, so that nobody can turn the signature into its twin (r, −s).
 * @see BIP-0062 rule 5; Bitcoin Core `CPubKey::CheckLowS` */
export function hasLowS(derSignature: Uint8Array): boolean {
  const signature = parseDerSignatureLax(derSignature);
  return signature !== undefined && signature.s <= CURVE_ORDER / 2n;
}
