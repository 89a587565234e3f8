import { assert } from './assert.ts';

/** Collects little-endian values into one growing buffer; take the result with `finish`.
 * @see Bitcoin Core src/serialize.h */
export class ByteWriter {
  private buffer: Uint8Array;
  private used = 0;

  /** @param capacity expected size in bytes; an exact guess saves every copy */
  constructor(capacity = 256) {
    this.buffer = new Uint8Array(capacity);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.used;
  }

  /** One byte. */
  u8(value: number): this {
    const at = this.grow(1);
    this.buffer[at] = value;
    return this;
  }

  /** Two bytes. */
  u16(value: number): this {
    const at = this.grow(2);
    this.buffer[at] = value;
    this.buffer[at + 1] = value >>> 8;
    return this;
  }

  /** Four bytes; signed and unsigned 32-bit numbers alike. */
  u32(value: number): this {
    const at = this.grow(4);
    this.buffer[at] = value;
    this.buffer[at + 1] = value >>> 8;
    this.buffer[at + 2] = value >>> 16;
    this.buffer[at + 3] = value >>> 24;
    return this;
  }

  /** Four bytes, two's complement. */
  i32(value: number): this {
    return this.u32(value);
  }

  /** Eight bytes; negative amounts as two's complement. */
  u64(value: bigint): this {
    // Amounts are small enough for numbers, which are quicker by far.
    if (value >= 0n && value <= maxSafe) {
      const number = Number(value);
      return this.u32(number % 0x1_0000_0000).u32(Math.floor(number / 0x1_0000_0000));
    }
    const unsigned = BigInt.asUintN(64, value);
    this.u32(Number(unsigned & 0xffffffffn));
    return this.u32(Number(unsigned >> 32n));
  }

  /** Eight bytes, two's complement. */
  i64(value: bigint): this {
    return this.u64(value);
  }

  /** The bytes as they are. */
  bytes(bytes: Uint8Array): this {
    const at = this.grow(bytes.length);
    this.buffer.set(bytes, at);
    return this;
  }

  /** The length as CompactSize, then the bytes. */
  varBytes(bytes: Uint8Array): this {
    return this.compactSize(bytes.length).bytes(bytes);
  }

  /** A length or count in its shortest form.
   * @param value integer, 0 … 2⁵³ − 1, or bigint up to 2⁶⁴ − 1 */
  compactSize(value: number | bigint): this {
    if (typeof value === 'bigint') {
      return value > 0xffffffffn ? this.u8(0xff).u64(value) : this.compactSize(Number(value));
    }
    if (value < 0xfd) return this.u8(value);
    if (value <= 0xffff) return this.u8(0xfd).u16(value);
    if (value <= 0xffffffff) return this.u8(0xfe).u32(value);
    return this.u8(0xff).u64(BigInt(value));
  }

  /** A hash of 64 hex digits in display order, as its 32 bytes in internal (reversed) order. */
  hash(displayed: string): this {
    assert(displayed.length === 64, 'a hash has 64 hex digits');
    const at = this.grow(32);
    for (let i = 0; i < 32; i++) {
      const high = digitOf(displayed.charCodeAt(62 - 2 * i));
      this.buffer[at + i] = (high << 4) | digitOf(displayed.charCodeAt(63 - 2 * i));
    }
    return this;
  }

  /** Everything written, as an array of exactly that size. */
  finish(): Uint8Array {
    return this.used === this.buffer.length ? this.buffer : this.buffer.slice(0, this.used);
  }

  /** Everything written, as a view that the next use of this writer overwrites. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.used);
  }

  /** Begins again in the same buffer. */
  restart(): this {
    this.used = 0;
    return this;
  }

  private grow(length: number): number {
    const at = this.used;
    const needed = at + length;
    if (needed > this.buffer.length) {
      const larger = new Uint8Array(Math.max(needed, this.buffer.length * 2));
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.used = needed;
    return at;
  }
}

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Value of a hex digit's character code; hashes are lower-case by construction. */
function digitOf(code: number): number {
  return code <= 57 ? code - 48 : code - 87;
}
