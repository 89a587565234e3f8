import { type SipHashKey, sipHash } from '../crypto/siphash.ts';
import { ByteReader } from '../encoding/byte-reader.ts';
import { ByteWriter } from '../encoding/byte-writer.ts';
import { concatBytes } from '../encoding/concat-bytes.ts';
import { DecodeError } from '../encoding/decode-error.ts';
import { bytesToHex } from '../encoding/hex.ts';

/** How a Golomb-coded set trades size for false matches. */
export interface GolombParameters {
  /** Bits of each remainder. */
  readonly p: number;
  /** Inverse of the false match rate. */
  readonly m: bigint;
}

/** A compact set of byte strings: hashed into 0 … n·m − 1, sorted, and the gaps written in Golomb-Rice code.
 * It is smaller than a Bloom filter for the same rate of false matches.
 * @param elements duplicates count once
 * @returns the number of elements as CompactSize, then the bits
 * @see BIP-0158 */
export function encodeGolombSet(
  elements: readonly Uint8Array[],
  key: SipHashKey,
  parameters: GolombParameters,
): Uint8Array {
  const distinct = [...new Map(elements.map((element) => [bytesToHex(element), element])).values()];
  const header = new ByteWriter(9).compactSize(distinct.length).finish();
  if (distinct.length === 0) return header;
  const bits = new BitWriter();
  let previous = 0n;
  for (const value of hashedValues(distinct, distinct.length, key, parameters)) {
    const gap = value - previous;
    previous = value;
    for (let quotient = gap >> BigInt(parameters.p); quotient > 0n; quotient--) bits.push(1);
    bits.push(0);
    for (let i = parameters.p - 1; i >= 0; i--) bits.push(Number((gap >> BigInt(i)) & 1n));
  }
  return concatBytes(header, bits.finish());
}

/** Whether any of the elements is probably in the set; “no” is certain.
 * @throws {DecodeError} when `filter` is no Golomb-coded set */
export function golombSetMatchesAny(
  filter: Uint8Array,
  elements: readonly Uint8Array[],
  key: SipHashKey,
  parameters: GolombParameters,
): boolean {
  const reader = new ByteReader(filter);
  const count = reader.compactSize();
  if (count === 0 || elements.length === 0) return false;
  const wanted = hashedValues(elements, count, key, parameters);
  const bits = new BitReader(filter, reader.offset);
  let value = 0n;
  let next = 0;
  for (let i = 0; i < count; i++) {
    let quotient = 0n;
    while (bits.next() === 1) quotient++;
    let remainder = 0n;
    for (let bit = 0; bit < parameters.p; bit++) remainder = (remainder << 1n) | BigInt(bits.next());
    value += (quotient << BigInt(parameters.p)) + remainder;
    while (next < wanted.length && wanted[next]! < value) next++;
    if (next === wanted.length) return false;
    if (wanted[next] === value) return true;
  }
  return false;
}

/** Hashes spread over 0 … count·m − 1 by multiplying instead of dividing, in rising order. */
function hashedValues(
  elements: readonly Uint8Array[],
  count: number,
  key: SipHashKey,
  { m }: GolombParameters,
): bigint[] {
  const range = BigInt(count) * m;
  const values = elements.map((element) => (sipHash(key, element) * range) >> 64n);
  return values.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

class BitWriter {
  private readonly bytes: number[] = [];
  private used = 0;

  /** Appends one bit, most significant of a byte first. */
  push(bit: number): void {
    if (this.used % 8 === 0) this.bytes.push(0);
    if (bit === 1) this.bytes[this.bytes.length - 1]! |= 0x80 >> (this.used % 8);
    this.used++;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

class BitReader {
  private readonly bytes: Uint8Array;
  private position: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.bytes = bytes;
    this.position = offset * 8;
  }

  next(): number {
    const byte = this.bytes[this.position >> 3];
    if (byte === undefined) throw new DecodeError('the filter ends within an element', this.bytes.length);
    return (byte >> (7 - (this.position++ & 7))) & 1;
  }
}
