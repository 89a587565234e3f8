import { finish, mix } from '../random/mix.ts';
import type { Link } from './link.ts';

/** TCP's smallest retransmission timeout (RFC 6298 allows less than its 1 s; Linux uses 200 ms). */
const retransmissionMicros = 200_000;

/** Everything about connections that changes, as columns: two entries a link, one for each direction (0: a → b).
 * Per direction first in first out; a lost segment costs a retransmission delay. */
export class Links {
  readonly all: Link[];
  private open: Uint8Array;
  /** Microseconds until which a direction is busy sending. */
  private busyUntil: Float64Array;
  private lastArrival: Float64Array;
  /** Messages sent, for ties and losses. */
  private sent: Float64Array;

  constructor(from?: Links) {
    this.all = from === undefined ? [] : [...from.all];
    this.open = from?.open.slice() ?? new Uint8Array(16);
    this.busyUntil = from?.busyUntil.slice() ?? new Float64Array(32);
    this.lastArrival = from?.lastArrival.slice() ?? new Float64Array(32);
    this.sent = from?.sent.slice() ?? new Float64Array(32);
  }

  add(link: Link): void {
    if (link.index >= this.open.length) this.grow();
    this.all.push(link);
    this.open[link.index] = 1;
  }

  isOpen(index: number): boolean {
    return this.open[index] === 1;
  }

  close(index: number): void {
    this.open[index] = 0;
  }

  /** The how-manieth message goes next in a direction. */
  nextNumber(index: number, direction: number): number {
    return this.sent[index * 2 + direction]!;
  }

  /** Books `size` bytes onto one direction and returns when the last of them arrives, microseconds.
   * Losses are a pure function of (link, direction, message number): a replay loses the same segments. */
  transmit(link: Link, direction: number, size: number, now: number): number {
    const at = link.index * 2 + direction;
    const free = this.busyUntil[at]!;
    const sent = Math.max(free, now) + Math.ceil((size * 1_000_000) / link.bytesPerSecond);
    this.busyUntil[at] = sent;
    const number = this.sent[at]!;
    this.sent[at] = number + 1;
    let arrival = sent + link.latencyMicros;
    if (link.lossPerMillion > 0) arrival += lossDelay(link, direction, number);
    const last = this.lastArrival[at]!;
    if (arrival < last) arrival = last;
    this.lastArrival[at] = arrival;
    return arrival;
  }

  private grow(): void {
    const size = this.open.length * 2;
    const open = new Uint8Array(size);
    open.set(this.open);
    this.open = open;
    const widen = (from: Float64Array): Float64Array => {
      const to = new Float64Array(size * 2);
      to.set(from);
      return to;
    };
    this.busyUntil = widen(this.busyUntil);
    this.lastArrival = widen(this.lastArrival);
    this.sent = widen(this.sent);
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
