import { LogKind } from '#simulation/log';
import { countThrough } from './column.ts';
import type { LogRow } from './history.ts';

/** Rows are summarised (and forgotten) in groups of this many. */
const groupSize = 256;

/** Message rows in a ring: once `capacity` is reached, the oldest are forgotten a group at a time.
 * Positions are logical: 0 is the oldest row still kept. */
export class MessageStore {
  /** Everything with a time above this is kept; −Infinity while nothing was forgotten. */
  completeAfter = Number.NEGATIVE_INFINITY;
  length = 0;
  /** How many rows were forgotten so far. */
  forgotten = 0;
  /** Longest flight seen, microseconds: how far back a message under way can have been sent. */
  longestFlight = 0;
  readonly #capacity: number;
  #size: number;
  #start = 0;
  #row: Float64Array;
  #time: Float64Array;
  #x: Float64Array;
  /** When a send stops being under way: its arrival, or the moment it was lost. */
  #ends: Float64Array;
  #kind: Uint8Array;
  #a: Int32Array;
  #b: Int32Array;
  #object: Int32Array;
  /** At least the largest end in each physical group, so that finished groups are skipped at once. */
  #groupEnd: Float64Array;

  constructor(capacity: number) {
    this.#capacity = Math.max(1, Math.ceil(capacity / groupSize)) * groupSize;
    this.#size = Math.min(this.#capacity, 4 * groupSize);
    this.#row = new Float64Array(this.#size);
    this.#time = new Float64Array(this.#size);
    this.#x = new Float64Array(this.#size);
    this.#ends = new Float64Array(this.#size);
    this.#kind = new Uint8Array(this.#size);
    this.#a = new Int32Array(this.#size);
    this.#b = new Int32Array(this.#size);
    this.#object = new Int32Array(this.#size);
    this.#groupEnd = new Float64Array(this.#size / groupSize);
  }

  push(row: number, time: number, kind: number, a: number, b: number, object: number, x: number): void {
    if (this.length === this.#size) this.#makeRoom();
    const slot = (this.#start + this.length) % this.#size;
    this.#row[slot] = row;
    this.#time[slot] = time;
    this.#kind[slot] = kind;
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#object[slot] = object;
    this.#x[slot] = x;
    const ends = kind === LogKind.send ? x : Number.NEGATIVE_INFINITY;
    this.#ends[slot] = ends;
    const group = (slot / groupSize) | 0;
    if (slot % groupSize === 0 || ends > (this.#groupEnd[group] as number)) this.#groupEnd[group] = ends;
    if (kind === LogKind.send && x - time > this.longestFlight) this.longestFlight = x - time;
    this.length++;
    if (kind === LogKind.lost) this.#endFlight(this.length - 1, time, x);
  }

  rowAt(position: number): number {
    return this.#row[this.#slot(position)] as number;
  }

  timeAt(position: number): number {
    return this.#time[this.#slot(position)] as number;
  }

  read(position: number): LogRow {
    const slot = this.#slot(position);
    return {
      row: this.#row[slot] as number,
      time: this.#time[slot] as number,
      kind: this.#kind[slot] as number,
      a: this.#a[slot] as number,
      b: this.#b[slot] as number,
      object: this.#object[slot] as number,
      x: this.#x[slot] as number,
    };
  }

  /** The smallest payload index that a kept row names; Infinity when there is none. */
  smallestPayload(): number {
    let smallest = Number.POSITIVE_INFINITY;
    for (let position = 0; position < this.length; position++) {
      const payload = this.#object[this.#slot(position)] as number;
      if (payload >= 0 && payload < smallest) smallest = payload;
    }
    return smallest;
  }

  isSend(position: number): boolean {
    return this.#kind[this.#slot(position)] === LogKind.send;
  }

  /** How many kept rows have an index below `row`. */
  countBelowRow(row: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rowAt(middle) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** How many kept rows have a time ≤ `time`. */
  countThroughTime(time: number): number {
    const toEnd = this.#size - this.#start;
    if (this.length > toEnd && (this.#time[0] as number) <= time) {
      return toEnd + countThrough(this.#time, this.length - toEnd, time);
    }
    let low = 0;
    let high = Math.min(this.length, toEnd);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#time[this.#start + middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls `visit` for every message under way at (`time`, rows below `index`), oldest first; the arguments are
   * its row, from, to, payload, time sent and time of arrival. */
  underWay(
    time: number,
    index: number,
    visit: (row: number, a: number, b: number, payload: number, sent: number, arrives: number) => void,
  ): void {
    const to = this.countBelowRow(index);
    let position = this.countThroughTime(time - this.longestFlight - 1);
    while (position < to) {
      const slot = this.#slot(position);
      if ((this.#groupEnd[(slot / groupSize) | 0] as number) <= time) {
        position += groupSize - (slot % groupSize);
        continue;
      }
      if ((this.#ends[slot] as number) > time) {
        visit(
          this.#row[slot] as number,
          this.#a[slot] as number,
          this.#b[slot] as number,
          this.#object[slot] as number,
          this.#time[slot] as number,
          this.#x[slot] as number,
        );
      }
      position++;
    }
  }

  /** Forgets every row from `row` on, as if it had never happened. */
  truncate(row: number): void {
    const keep = this.countBelowRow(row);
    for (let position = this.length - 1; position >= keep; position--) {
      const slot = this.#slot(position);
      if (this.#kind[slot] !== LogKind.lost) continue;
      const sent = this.#findFlight(position, this.#x[slot] as number, this.#time[slot] as number);
      if (sent >= 0) this.#ends[sent] = this.#x[sent] as number;
    }
    this.length = keep;
  }

  clone(): MessageStore {
    const copy = new MessageStore(this.#capacity);
    copy.completeAfter = this.completeAfter;
    copy.forgotten = this.forgotten;
    copy.longestFlight = this.longestFlight;
    copy.length = this.length;
    copy.#size = this.#size;
    copy.#start = this.#start;
    copy.#row = this.#row.slice();
    copy.#time = this.#time.slice();
    copy.#x = this.#x.slice();
    copy.#ends = this.#ends.slice();
    copy.#kind = this.#kind.slice();
    copy.#a = this.#a.slice();
    copy.#b = this.#b.slice();
    copy.#object = this.#object.slice();
    copy.#groupEnd = this.#groupEnd.slice();
    return copy;
  }

  #slot(position: number): number {
    const slot = this.#start + position;
    return slot < this.#size ? slot : slot - this.#size;
  }

  /** A lost message is under way only until it was lost. */
  #endFlight(position: number, time: number, sentAt: number): void {
    const sent = this.#findFlight(position, sentAt, undefined);
    if (sent >= 0) this.#ends[sent] = time;
  }

  /** Slot of the send that the `lost` row at `position` is about: the last whose end is still its arrival
   * (`endedAt` undefined), or that was ended at `endedAt`. */
  #findFlight(position: number, sentAt: number, endedAt: number | undefined): number {
    const lost = this.#slot(position);
    const to = Math.min(position, this.countThroughTime(sentAt));
    for (let candidate = to - 1; candidate >= 0; candidate--) {
      const slot = this.#slot(candidate);
      if (this.#time[slot] !== sentAt) return -1;
      if (
        this.#kind[slot] === LogKind.send &&
        this.#a[slot] === this.#b[lost] &&
        this.#b[slot] === this.#a[lost] &&
        this.#object[slot] === this.#object[lost] &&
        this.#ends[slot] === (endedAt ?? this.#x[slot])
      ) {
        return slot;
      }
    }
    return -1;
  }

  #makeRoom(): void {
    if (this.#size < this.#capacity) {
      this.#grow(Math.min(this.#capacity, this.#size * 2));
      return;
    }
    this.completeAfter = Math.max(this.completeAfter, this.timeAt(groupSize - 1));
    this.#start = (this.#start + groupSize) % this.#size;
    this.length -= groupSize;
    this.forgotten += groupSize;
  }

  /** Only before the first row is forgotten, so the oldest row is still in slot 0. */
  #grow(size: number): void {
    const float = (old: Float64Array) => {
      const grown = new Float64Array(size);
      grown.set(old);
      return grown;
    };
    const int = (old: Int32Array) => {
      const grown = new Int32Array(size);
      grown.set(old);
      return grown;
    };
    const kind = new Uint8Array(size);
    kind.set(this.#kind);
    const groupEnd = new Float64Array(size / groupSize);
    groupEnd.set(this.#groupEnd);
    this.#size = size;
    this.#row = float(this.#row);
    this.#time = float(this.#time);
    this.#x = float(this.#x);
    this.#ends = float(this.#ends);
    this.#a = int(this.#a);
    this.#b = int(this.#b);
    this.#object = int(this.#object);
    this.#kind = kind;
    this.#groupEnd = groupEnd;
  }
}
