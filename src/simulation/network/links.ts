import { finish, mix } from '../random/mix.ts';
import type { Link } from './link.ts';

/** TCP's smallest retransmission timeout (RFC 6298 allows less than its 1 s; Linux uses 200 ms). */
const retransmissionMicros = 200_000;

/** Fields of one direction of one connection (0: a → b), in one cache line. */
const directionBits = 3;
/** Microseconds until which the direction is busy sending. */
const atBusyUntil = 0;
const atLastArrival = 1;
/** Messages sent so far, for ties and losses. */
const atSent = 2;
const atLatency = 3;
const atBytesPerSecond = 4;
const atKey = 5;
const atLoss = 6;

/** Every connection there ever was, and how each is doing.
 * Per direction first in first out; a lost segment costs a retransmission delay. */
export class Links {
  readonly all: Link[];
  private open: Uint8Array;
  private directions: Float64Array;
  /** Node that sends in each direction: all that a delivery needs of it. */
  private senders: Int32Array;

  constructor(from?: Links) {
    this.all = from === undefined ? [] : [...from.all];
    this.open = from?.open.slice() ?? new Uint8Array(16);
    this.directions = from?.directions.slice() ?? new Float64Array(32 << directionBits);
    this.senders = from?.senders.slice() ?? new Int32Array(32);
  }

  add(link: Link): void {
    if (link.index >= this.open.length) this.grow();
    this.all.push(link);
    this.open[link.index] = 1;
    for (const direction of [0, 1]) {
      const at = (link.index * 2 + direction) << directionBits;
      this.directions[at + atLatency] = link.latencyMicros;
      this.directions[at + atBytesPerSecond] = link.bytesPerSecond;
      this.senders[link.index * 2 + direction] = direction === 0 ? link.a : link.b;
      this.directions[at + atKey] = link.key;
      this.directions[at + atLoss] = link.lossPerMillion;
    }
  }

  isOpen(index: number): boolean {
    return this.open[index] === 1;
  }

  close(index: number): void {
    this.open[index] = 0;
  }

  senderOf(direction: number): number {
    return this.senders[direction]!;
  }

  keyOf(direction: number): number {
    return this.directions[(direction << directionBits) + atKey]!;
  }

  /** The how-manieth message goes next in a direction. */
  nextNumber(direction: number): number {
    return this.directions[(direction << directionBits) + atSent]!;
  }

  /** Books `size` bytes onto one direction and returns when the last of them arrives, microseconds.
   * Losses are a pure function of (link, direction, message number): a replay loses the same segments. */
  transmit(direction: number, size: number, now: number): number {
    const { directions } = this;
    const at = direction << directionBits;
    const free = directions[at + atBusyUntil]!;
    const sent = Math.max(free, now) + Math.ceil((size * 1_000_000) / directions[at + atBytesPerSecond]!);
    directions[at + atBusyUntil] = sent;
    const number = directions[at + atSent]!;
    directions[at + atSent] = number + 1;
    let arrival = sent + directions[at + atLatency]!;
    if (directions[at + atLoss]! > 0) arrival += lossDelay(this.all[direction >> 1]!, direction & 1, number);
    arrival = Math.max(arrival, directions[at + atLastArrival]!);
    directions[at + atLastArrival] = arrival;
    return arrival;
  }

  private grow(): void {
    const open = new Uint8Array(this.open.length * 2);
    open.set(this.open);
    this.open = open;
    const directions = new Float64Array(this.directions.length * 2);
    directions.set(this.directions);
    this.directions = directions;
    const senders = new Int32Array(this.senders.length * 2);
    senders.set(this.senders);
    this.senders = senders;
  }
}

/** Each loss doubles the timeout (RFC 6298 §5.5), at most six times. */
function lossDelay(link: Link, direction: number, number: number): number {
  let delay = 0;
  for (let attempt = 0; attempt < 6; attempt++) {
    const draw = finish(mix(mix(mix(link.key, direction), number), attempt)) % 1_000_000;
    if (draw >= link.lossPerMillion) break;
    delay += retransmissionMicros << attempt;
  }
  return delay;
}
