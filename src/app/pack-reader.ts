/** Reads what `PackWriter` wrote, in the same order. */
export class PackReader {
  readonly #bytes: Uint8Array;
  #at: number;

  /** @param start where to begin in `bytes` */
  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** The next `length` bytes, shared with the pack. */
  bytes(length: number): Uint8Array {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  count(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#bytes[this.#at++] as number;
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
  }

  amount(): string {
    const value = this.count();
    if (value >= 2) return String(value - 2);
    return value === 0 ? '' : new TextDecoder().decode(this.bytes(this.count()));
  }
}
