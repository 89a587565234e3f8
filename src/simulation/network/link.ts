import { finish, mix } from '../random/mix.ts';

/** A TCP connection: each direction is first in first out; a lost segment costs a retransmission delay. */
export interface Link {
  readonly index: number;
  /** Who dialled, and who answered (node indices). */
  readonly a: number;
  readonly b: number;
  /** uint32 of both names and the how-manieth connection between them. */
  readonly key: number;
  readonly latencyMicros: number;
  readonly bytesPerSecond: number;
  readonly lossPerMillion: number;
  open: boolean;
  /** Microseconds until which each direction (0: a → b) is busy sending, and its last arrival. */
  busyUntil: [number, number];
  lastArrival: [number, number];
  /** Messages sent each way, for ties and losses. */
  sent: [number, number];
}

export function copyLink(link: Link): Link {
  return {
    ...link,
    busyUntil: [link.busyUntil[0], link.busyUntil[1]],
    lastArrival: [link.lastArrival[0], link.lastArrival[1]],
    sent: [link.sent[0], link.sent[1]],
  };
}

/** TCP's smallest retransmission timeout (RFC 6298 allows less than its 1 s; Linux uses 200 ms). */
const retransmissionMicros = 200_000;

/** Books `size` bytes onto one direction and returns when the last of them arrives, microseconds.
 * Losses are a pure function of (link, direction, message number): a replay loses the same segments. */
export function transmit(link: Link, direction: 0 | 1, size: number, now: number): number {
  const start = Math.max(now, link.busyUntil[direction]);
  const sent = start + Math.ceil((size * 1_000_000) / link.bytesPerSecond);
  link.busyUntil[direction] = sent;
  const number = link.sent[direction]++;
  const delay = link.lossPerMillion === 0 ? 0 : lossDelay(link, direction, number);
  const arrival = Math.max(sent + link.latencyMicros + delay, link.lastArrival[direction]);
  link.lastArrival[direction] = arrival;
  return arrival;
}

/** Each loss doubles the timeout (RFC 6298 §5.5), at most six times. */
function lossDelay(link: Link, direction: 0 | 1, number: number): number {
  let delay = 0;
  for (let attempt = 0; attempt < 6; attempt++) {
    const draw = finish(mix(mix(mix(link.key, direction), number), attempt)) % 1_000_000;
    if (draw >= link.lossPerMillion) break;
    delay += retransmissionMicros << attempt;
  }
  return delay;
}

/** One-way latency over a map: 8 ms of equipment and up to about 110 ms of fibre for the unit square's diagonal.
 * Positions 0 … 1; distances in integer thousandths, so that no rounding differs between machines. */
export function latencyBetween(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const dx = Math.round((a.x - b.x) * 1000);
  const dy = Math.round((a.y - b.y) * 1000);
  return 8_000 + integerSquareRoot(dx * dx + dy * dy) * 80;
}

/** ⌊√n⌋ for integers below 2^31, without Math.sqrt. */
export function integerSquareRoot(n: number): number {
  if (n < 2) return n;
  let guess = 1 << ((32 - Math.clz32(n) + 1) >> 1);
  for (;;) {
    const next = Math.floor((guess + Math.floor(n / guess)) / 2);
    if (next >= guess) return guess;
    guess = next;
  }
}
