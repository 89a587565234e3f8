import { assert } from '#bitcoin/encoding/assert';

/** Kinds of events; at equal times lower kinds come first, equal kinds by their tie-break. */
export const EventKind = { found: 0, deliver: 1, link: 2, timer: 3, traffic: 4, action: 5 } as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

/** One scheduled event, as taken from the queue. The object is reused by the next `pop`. */
export interface ScheduledEvent {
  time: number;
  kind: number;
  tie: number;
  /** Node it is for, or −1. */
  node: number;
  /** What the number means depends on the kind (link direction, timer, action, …). */
  source: number;
  /** One more number, for deliveries the time of sending. */
  x: number;
  /** Place of a message in the payload table, or −1. */
  payload: number;
}

const bucketBits = 7;
const bucketCount = 1 << 14;
const bucketMask = bucketCount - 1;

/** Fields of a slot. All of an event's numbers lie in one cache line: with tens of thousands of events under way,
 * memory is what the queue waits for. */
const slotBits = 3;
const atTie = 1;
const atKind = 2;
const atNode = 3;
const atSource = 4;
const atX = 5;
const atPayload = 6;
const atNext = 7;

/** With fewer events than this under way, a heap alone serves them: a small world then costs next to nothing to copy. */
const wheelFrom = 64;

const noWords = new Int32Array(0);

/** The future: events ordered by (time, kind, tie), never by the order of insertion.
 *
 * A calendar queue: a wheel of 2^14 buckets of 2^7 µs (2.1 s), each an unsorted list until its turn comes, and a binary
 * heap for what lies beyond the wheel. Slots are rows of one array of numbers, so that a copy is a `slice`. */
export class EventQueue {
  private slots: Float64Array;
  private free = -1;
  private used = 0;

  private hasWheel = false;
  /** First slot of each bucket, plus one: 0 means none. */
  private heads = noWords;
  private occupied = noWords;
  private wheelSize = 0;
  /** Bucket number (not index) that `current` was taken from; the wheel covers (cursor, cursor + bucketCount). */
  private cursor = 0;
  /** Slots of the bucket under the cursor, latest first, so that pop takes from the end. */
  private current: number[] = [];
  private far: number[] = [];
  /** Simulated present: nothing will be scheduled before it. Set by `pop`, and by the world when it acts in between. */
  now = 0;
  private readonly out: ScheduledEvent = {
    time: 0,
    kind: 0,
    tie: 0,
    node: -1,
    source: 0,
    x: 0,
    payload: -1,
  };

  constructor(slots = new Float64Array(32 << slotBits)) {
    this.slots = slots;
  }

  get size(): number {
    return this.current.length + this.wheelSize + this.far.length;
  }

  push(
    time: number,
    kind: number,
    tie: number,
    node: number,
    source: number,
    x: number,
    payload: number,
  ): void {
    const slot = this.takeSlot();
    const at = slot << slotBits;
    const { slots } = this;
    slots[at] = time;
    slots[at + atTie] = tie;
    slots[at + atKind] = kind;
    slots[at + atNode] = node;
    slots[at + atSource] = source;
    slots[at + atX] = x;
    slots[at + atPayload] = payload;
    this.insert(slot);
  }

  /** Time of the next event, Infinity when there is none. */
  peekTime(): number {
    return this.settle() ? this.slots[this.nextSlot() << slotBits]! : Number.POSITIVE_INFINITY;
  }

  /** Removes and returns the next event. The returned object is overwritten by the next call. */
  pop(): ScheduledEvent {
    assert(this.settle(), 'pop needs a scheduled event');
    const slot = this.hasWheel ? this.current.pop()! : this.popFar();
    const out = this.out;
    const at = slot << slotBits;
    const { slots } = this;
    out.time = this.now = slots[at]!;
    out.tie = slots[at + atTie]!;
    out.kind = slots[at + atKind]!;
    out.node = slots[at + atNode]!;
    out.source = slots[at + atSource]!;
    out.x = slots[at + atX]!;
    out.payload = slots[at + atPayload]!;
    slots[at + atNext] = this.free;
    this.free = slot;
    return out;
  }

  copy(): EventQueue {
    const copy = new EventQueue(this.slots.slice(0, Math.max(this.used, 1) << slotBits));
    copy.free = this.free;
    copy.used = this.used;
    copy.hasWheel = this.hasWheel;
    copy.heads = this.heads.slice();
    copy.occupied = this.occupied.slice();
    copy.wheelSize = this.wheelSize;
    copy.cursor = this.cursor;
    copy.current = this.current.slice();
    copy.far = this.far.slice();
    copy.now = this.now;
    return copy;
  }

  private nextSlot(): number {
    return this.hasWheel ? this.current[this.current.length - 1]! : this.far[0]!;
  }

  private takeSlot(): number {
    if (this.free >= 0) {
      const slot = this.free;
      this.free = this.slots[(slot << slotBits) + atNext]!;
      return slot;
    }
    if (this.used << slotBits === this.slots.length) this.grow();
    return this.used++;
  }

  private grow(): void {
    const wider = new Float64Array(this.slots.length * 2);
    wider.set(this.slots);
    this.slots = wider;
  }

  private insert(slot: number): void {
    if (!this.hasWheel) {
      this.insertFar(slot);
      if (this.far.length >= wheelFrom) this.startWheel();
      return;
    }
    const bucket = Math.floor(this.slots[slot << slotBits]! / (1 << bucketBits));
    if (bucket < this.cursor) this.rewind();
    if (bucket <= this.cursor) this.insertCurrent(slot);
    else if (bucket < this.cursor + bucketCount) this.insertWheel(slot, bucket & bucketMask);
    else this.insertFar(slot);
  }

  private startWheel(): void {
    const waiting = this.far;
    this.hasWheel = true;
    this.heads = new Int32Array(bucketCount);
    this.occupied = new Int32Array(bucketCount >> 5);
    this.cursor = Math.floor(this.now / (1 << bucketBits));
    this.far = [];
    for (const slot of waiting) this.insert(slot);
  }

  /** A peek had moved the cursor beyond the present, and now something comes in between: brings it back. */
  private rewind(): void {
    const from = this.cursor;
    const to = Math.floor(this.now / (1 << bucketBits));
    const displaced = this.current;
    this.current = [];
    for (let bucket = Math.max(to + bucketCount, from + 1); bucket < from + bucketCount; bucket++) {
      const index = bucket & bucketMask;
      if (this.occupied[index >> 5] === 0) {
        bucket |= 31;
        continue;
      }
      for (let slot = this.heads[index]! - 1; slot >= 0; slot = this.slots[(slot << slotBits) + atNext]!) {
        displaced.push(slot);
        this.wheelSize--;
      }
      this.heads[index] = 0;
      this.occupied[index >> 5]! &= ~(1 << (index & 31));
    }
    this.cursor = to;
    for (const slot of displaced) this.insert(slot);
  }

  private insertWheel(slot: number, index: number): void {
    this.slots[(slot << slotBits) + atNext] = this.heads[index]! - 1;
    this.heads[index] = slot + 1;
    this.occupied[index >> 5]! |= 1 << (index & 31);
    this.wheelSize++;
  }

  private insertCurrent(slot: number): void {
    const current = this.current;
    let low = 0;
    let high = current.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.before(slot, current[middle]!)) low = middle + 1;
      else high = middle;
    }
    if (low === current.length) current.push(slot);
    else current.splice(low, 0, slot);
  }

  /** Makes sure that the next event is the last of `current`; false when the queue is empty. */
  private settle(): boolean {
    if (!this.hasWheel) return this.far.length > 0;
    while (this.current.length === 0) {
      if (this.wheelSize === 0) {
        if (this.far.length === 0) return false;
        this.cursor = Math.floor(this.slots[this.far[0]! << slotBits]! / (1 << bucketBits)) - 1;
        this.pullFar();
        continue;
      }
      this.advance();
    }
    return true;
  }

  /** Moves the cursor to the next occupied bucket of the wheel and sorts it. */
  private advance(): void {
    const start = (this.cursor + 1) & bucketMask;
    let word = start >> 5;
    let bits = (this.occupied[word]! & (-1 << (start & 31))) >>> 0;
    while (bits === 0) {
      word = (word + 1) & (this.occupied.length - 1);
      bits = this.occupied[word]!;
    }
    const index = (word << 5) | (31 - Math.clz32(bits & -bits));
    this.cursor += 1 + ((index - start) & bucketMask);
    const current = this.current;
    for (let slot = this.heads[index]! - 1; slot >= 0; slot = this.slots[(slot << slotBits) + atNext]!)
      current.push(slot);
    this.heads[index] = 0;
    this.occupied[index >> 5]! &= ~(1 << (index & 31));
    this.wheelSize -= current.length;
    if (current.length > 24) current.sort((p, q) => (this.before(p, q) ? 1 : -1));
    else this.insertionSort(current);
    this.pullFar();
  }

  private insertionSort(slots: number[]): void {
    for (let i = 1; i < slots.length; i++) {
      const slot = slots[i]!;
      let j = i - 1;
      while (j >= 0 && this.before(slots[j]!, slot)) {
        slots[j + 1] = slots[j]!;
        j--;
      }
      slots[j + 1] = slot;
    }
  }

  private pullFar(): void {
    const end = (this.cursor + bucketCount) * (1 << bucketBits);
    while (this.far.length > 0 && this.slots[this.far[0]! << slotBits]! < end) this.insert(this.popFar());
  }

  private before(p: number, q: number): boolean {
    const { slots } = this;
    const atP = p << slotBits;
    const atQ = q << slotBits;
    const time = slots[atP]! - slots[atQ]!;
    if (time !== 0) return time < 0;
    const kind = slots[atP + atKind]! - slots[atQ + atKind]!;
    if (kind !== 0) return kind < 0;
    return slots[atP + atTie]! < slots[atQ + atTie]!;
  }

  private insertFar(slot: number): void {
    const far = this.far;
    let i = far.length;
    far.push(slot);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(slot, far[parent]!)) break;
      far[i] = far[parent]!;
      i = parent;
    }
    far[i] = slot;
  }

  private popFar(): number {
    const far = this.far;
    const first = far[0]!;
    const last = far.pop()!;
    if (far.length === 0) return first;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= far.length) break;
      if (child + 1 < far.length && this.before(far[child + 1]!, far[child]!)) child++;
      if (!this.before(far[child]!, last)) break;
      far[i] = far[child]!;
      i = child;
    }
    far[i] = last;
    return first;
  }
}
