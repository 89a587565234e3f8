type Numbers = Float64Array | Int32Array | Uint8Array;

/** A typed array that grows at its end and can be cut there: one column of the folded log.
 * `values` is replaced when it grows, so read it afresh and only below `length`. */
export class Column<T extends Numbers> {
  values: T;
  length = 0;
  /** Where the last search in it ended: the next one usually ends there or one further. */
  hint = 0;
  readonly #allocate: (size: number) => T;

  /** @param allocate makes an empty array of the wanted size, e.g. `(size) => new Int32Array(size)` */
  constructor(allocate: (size: number) => T, capacity = 4) {
    this.#allocate = allocate;
    this.values = allocate(capacity);
  }

  push(value: number): void {
    this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Makes room for `size` entries in all. */
  reserve(size: number): void {
    if (size <= this.values.length) return;
    const grown = this.#allocate(Math.max(size, this.values.length * 2));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  /** The entry at `index`; 0 beyond the end. */
  at(index: number): number {
    return index < this.length ? (this.values[index] as number) : 0;
  }

  truncate(length: number): void {
    if (length < this.length) this.length = length;
  }

  clone(): Column<T> {
    const copy = new Column(this.#allocate, Math.max(4, this.length));
    copy.values.set(this.values.subarray(0, this.length));
    copy.length = this.length;
    return copy;
  }
}

/** A growable column of 32-bit integers. */
export type IntColumn = Column<Int32Array>;
/** A growable column of doubles: times, row numbers, amounts. */
export type FloatColumn = Column<Float64Array>;

export function intColumn(capacity?: number): IntColumn {
  return new Column((size) => new Int32Array(size), capacity);
}

export function floatColumn(capacity?: number): FloatColumn {
  return new Column((size) => new Float64Array(size), capacity);
}

export function byteColumn(capacity?: number): Column<Uint8Array> {
  return new Column((size) => new Uint8Array(size), capacity);
}

/** How many of the first `length` ascending values are < `limit`. */
export function countBelow(values: ArrayLike<number>, length: number, limit: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `length` ascending values are ≤ `limit`. */
export function countThrough(values: ArrayLike<number>, length: number, limit: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
