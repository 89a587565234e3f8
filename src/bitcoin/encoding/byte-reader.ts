import { MAX_SIZE } from './compact-size.ts';
import { DecodeError } from './decode-error.ts';

/** A witness of a million empty items then costs a million references instead of as many arrays. */
const noBytes = new Uint8Array(0);

/** A cursor over bytes that come from outside: every read is checked, little-endian as Bitcoin writes.
 * Each method throws `DecodeError` with the offset of the value that could not be read.
 * @see Bitcoin Core src/serialize.h */
export class ByteReader {
  readonly source: Uint8Array;
  private position: number;

  constructor(source: Uint8Array, offset = 0) {
    this.source = source;
    this.position = offset;
  }

  /** Offset of the next unread byte. */
  get offset(): number {
    return this.position;
  }

  /** Number of unread bytes. */
  get remaining(): number {
    return this.source.length - this.position;
  }

  /** One byte. */
  u8(): number {
    return this.source[this.take(1)]!;
  }

  /** Two bytes, 0 … 65535. */
  u16(): number {
    const at = this.take(2);
    return this.source[at]! | (this.source[at + 1]! << 8);
  }

  /** Four bytes, −2³¹ … 2³¹ − 1. */
  i32(): number {
    const at = this.take(4);
    const s = this.source;
    return s[at]! | (s[at + 1]! << 8) | (s[at + 2]! << 16) | (s[at + 3]! << 24);
  }

  /** Four bytes, 0 … 2³² − 1. */
  u32(): number {
    return this.i32() >>> 0;
  }

  /** Eight bytes, 0 … 2⁶⁴ − 1. */
  u64(): bigint {
    this.require(8);
    const low = this.u32();
    const high = this.u32();
    return high < 0x200000 ? BigInt(high * 0x1_0000_0000 + low) : (BigInt(high) << 32n) | BigInt(low);
  }

  /** Eight bytes, −2⁶³ … 2⁶³ − 1: an amount as it stands in an output. */
  i64(): bigint {
    return BigInt.asIntN(64, this.u64());
  }

  /** The next `length` bytes, copied; no bytes are one shared array. */
  bytes(length: number): Uint8Array {
    if (length === 0) return noBytes;
    const at = this.take(length);
    return this.source.slice(at, at + length);
  }

  /** A length as CompactSize, then that many bytes, copied.
   * @param max most bytes allowed; the refusal comes before anything is read */
  varBytes(max = MAX_SIZE): Uint8Array {
    return this.bytes(this.compactSize(max));
  }

  /** A CompactSize in its only canonical form, at most `max` (never above `MAX_SIZE`).
   * @see Bitcoin Core `ReadCompactSize` with range check */
  compactSize(max = MAX_SIZE): number {
    const start = this.position;
    const first = this.source[start];
    const value = first !== undefined && first < 0xfd ? this.u8() : Number(this.compactSizeU64());
    if (value > max || value > MAX_SIZE) {
      throw new DecodeError(`ReadCompactSize(): size too large (${value})`, start);
    }
    return value;
  }

  /** A canonical CompactSize without the size limit, for fields that are numbers rather than lengths.
   * @see Bitcoin Core `ReadCompactSize` without range check */
  compactSizeU64(): bigint {
    const start = this.position;
    const first = this.u8();
    if (first < 0xfd) return BigInt(first);
    const value = first === 0xfd ? BigInt(this.u16()) : first === 0xfe ? BigInt(this.u32()) : this.u64();
    const least = first === 0xfd ? 0xfdn : first === 0xfe ? 0x10000n : 0x100000000n;
    if (value < least) throw new DecodeError('non-canonical ReadCompactSize()', start);
    return value;
  }

  /** Refuses bytes that are left over; call it when the whole input must have been one value. */
  expectEnd(): void {
    if (this.remaining > 0) throw new DecodeError(`${this.remaining} bytes too many`, this.position);
  }

  private require(length: number): void {
    if (length > this.source.length - this.position) {
      throw new DecodeError(`end of data: ${length} bytes wanted, ${this.remaining} left`, this.position);
    }
  }

  private take(length: number): number {
    this.require(length);
    const at = this.position;
    this.position = at + length;
    return at;
  }
}
