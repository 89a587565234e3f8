import { LogKind } from '#simulation/log';
import type { LogRow } from './history.ts';

/** Rows are summarised (and forgotten) in groups of this many. */
const groupSize = 256;

/** Rows come and go in groups; segments of so many groups are allocated one at a time, so that growing moves nothing. */
const groupsPerSegment = 64;
const segmentSize = groupSize * groupsPerSegment;

/** A stretch of the ring as columns. */
class Segment {
  readonly row = new Float64Array(segmentSize);
  readonly time = new Float64Array(segmentSize);
  readonly x = new Float64Array(segmentSize);
  /** When a send stops being under way: its arrival, or the moment it was lost. */
  readonly ends = new Float64Array(segmentSize);
  readonly kind = new Uint8Array(segmentSize);
  readonly a = new Int32Array(segmentSize);
  readonly b = new Int32Array(segmentSize);
  readonly object = new Int32Array(segmentSize);
  /** At least the largest end in each group, so that finished groups are skipped at once. */
  readonly groupEnd = new Float64Array(groupsPerSegment);
  /** At most the smallest payload in each group. */
  readonly groupPayload = new Float64Array(groupsPerSegment);

  clone(): Segment {
    const copy = new Segment();
    for (const name of Object.keys(this) as (keyof Segment)[]) {
      if (name !== 'clone') copy[name].set(this[name]);
    }
    return copy;
  }
}

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
  /** Slots in use or free, all of them in `#segments`. */
  #size = 0;
  /** Slot of position 0. */
  #start = 0;
  readonly #segments: Segment[] = [];

  constructor(capacity: number) {
    this.#capacity = Math.max(1, Math.ceil(capacity / groupSize)) * groupSize;
  }

  push(row: number, time: number, kind: number, a: number, b: number, object: number, x: number): void {
    if (this.length === this.#size) this.#makeRoom();
    const slot = this.#slot(this.length);
    const segment = this.#segment(slot);
    const at = slot % segmentSize;
    segment.row[at] = row;
    segment.time[at] = time;
    segment.kind[at] = kind;
    segment.a[at] = a;
    segment.b[at] = b;
    segment.object[at] = object;
    segment.x[at] = x;
    const ends = kind === LogKind.send ? x : Number.NEGATIVE_INFINITY;
    segment.ends[at] = ends;
    const group = (at / groupSize) | 0;
    const first = at % groupSize === 0;
    const payload = object >= 0 ? object : Number.POSITIVE_INFINITY;
    if (first || ends > (segment.groupEnd[group] as number)) segment.groupEnd[group] = ends;
    if (first || payload < (segment.groupPayload[group] as number)) segment.groupPayload[group] = payload;
    if (kind === LogKind.send && x - time > this.longestFlight) this.longestFlight = x - time;
    this.length++;
    if (kind === LogKind.lost) this.#endFlight(this.length - 1, time, x);
  }

  rowAt(position: number): number {
    const slot = this.#slot(position);
    return this.#segment(slot).row[slot % segmentSize] as number;
  }

  timeAt(position: number): number {
    const slot = this.#slot(position);
    return this.#segment(slot).time[slot % segmentSize] as number;
  }

  read(position: number): LogRow {
    const slot = this.#slot(position);
    const { row, time, kind, a, b, object, x } = this.#segment(slot);
    const at = slot % segmentSize;
    return {
      row: row[at] as number,
      time: time[at] as number,
      kind: kind[at] as number,
      a: a[at] as number,
      b: b[at] as number,
      object: object[at] as number,
      x: x[at] as number,
    };
  }

  /** At most the smallest payload index that a kept row names; Infinity when there is none. */
  smallestPayload(): number {
    let smallest = Number.POSITIVE_INFINITY;
    for (let position = 0; position < this.length; position += groupSize) {
      const slot = this.#slot(position);
      const group = ((slot % segmentSize) / groupSize) | 0;
      smallest = Math.min(smallest, this.#segment(slot).groupPayload[group] as number);
    }
    return smallest;
  }

  isSend(position: number): boolean {
    const slot = this.#slot(position);
    return this.#segment(slot).kind[slot % segmentSize] === LogKind.send;
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
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) <= time) low = middle + 1;
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
      const segment = this.#segment(slot);
      let at = slot % segmentSize;
      const groupEnds = at + groupSize - (at % groupSize);
      const last = Math.min(groupEnds, at + to - position);
      position += last - at;
      if ((segment.groupEnd[(at / groupSize) | 0] as number) <= time) continue;
      for (; at < last; at++) {
        if ((segment.ends[at] as number) <= time) continue;
        visit(
          segment.row[at] as number,
          segment.a[at] as number,
          segment.b[at] as number,
          segment.object[at] as number,
          segment.time[at] as number,
          segment.x[at] as number,
        );
      }
    }
  }

  /** Forgets every row from `row` on, as if it had never happened. */
  truncate(row: number): void {
    const keep = this.countBelowRow(row);
    for (let position = this.length - 1; position >= keep; position--) {
      const { kind, time, x } = this.read(position);
      if (kind !== LogKind.lost) continue;
      const sent = this.#findFlight(position, x, time);
      if (sent >= 0) this.#setEnd(sent, this.#segment(sent).x[sent % segmentSize] as number);
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
    for (const segment of this.#segments) copy.#segments.push(segment.clone());
    return copy;
  }

  #slot(position: number): number {
    const slot = this.#start + position;
    return slot < this.#size ? slot : slot - this.#size;
  }

  #segment(slot: number): Segment {
    return this.#segments[(slot / segmentSize) | 0] as Segment;
  }

  #setEnd(slot: number, end: number): void {
    this.#segment(slot).ends[slot % segmentSize] = end;
  }

  /** A lost message is under way only until it was lost. */
  #endFlight(position: number, time: number, sentAt: number): void {
    const sent = this.#findFlight(position, sentAt, undefined);
    if (sent >= 0) this.#setEnd(sent, time);
  }

  /** Slot of the send that the `lost` row at `position` is about: the last whose end is still its arrival
   * (`endedAt` undefined), or that was ended at `endedAt`. */
  #findFlight(position: number, sentAt: number, endedAt: number | undefined): number {
    const lost = this.read(position);
    const to = Math.min(position, this.countThroughTime(sentAt));
    for (let candidate = to - 1; candidate >= 0; candidate--) {
      const slot = this.#slot(candidate);
      const segment = this.#segment(slot);
      const at = slot % segmentSize;
      if (segment.time[at] !== sentAt) return -1;
      if (
        segment.kind[at] === LogKind.send &&
        segment.a[at] === lost.b &&
        segment.b[at] === lost.a &&
        segment.object[at] === lost.object &&
        segment.ends[at] === (endedAt ?? segment.x[at])
      ) {
        return slot;
      }
    }
    return -1;
  }

  #makeRoom(): void {
    if (this.#size < this.#capacity) {
      // Nothing was forgotten yet, so position 0 is slot 0 and the ring can grow at its end.
      this.#segments.push(new Segment());
      this.#size = Math.min(this.#capacity, this.#segments.length * segmentSize);
      return;
    }
    this.completeAfter = Math.max(this.completeAfter, this.timeAt(groupSize - 1));
    this.#start = (this.#start + groupSize) % this.#size;
    this.length -= groupSize;
    this.forgotten += groupSize;
  }
}
