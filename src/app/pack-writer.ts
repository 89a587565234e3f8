/** Writes numbers and bytes one after the other, each in as little room as it needs; `PackReader` reads them back. */
export class PackWriter {
  #bytes = new Uint8Array(4096);
  length = 0;

  /** What was written so far, without room to spare. */
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte. */
  count(value: number): void {
    this.#makeRoom(8);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.length++] = 128 + (rest % 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.length++] = rest;
  }

  /** Satoshis as decimal text; whatever is no such number is kept as the text it is. */
  amount(text: string): void {
    const value = Number(text);
    if (text !== '' && value >= 0 && Number.isSafeInteger(value + 2) && String(value) === text) {
      this.count(value + 2);
    } else if (text === '') this.count(0);
    else {
      const letters = new TextEncoder().encode(text);
      this.count(1);
      this.count(letters.length);
      this.bytes(letters);
    }
  }

  #makeRoom(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.length + more, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }
}
