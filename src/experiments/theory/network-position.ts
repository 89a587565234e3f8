import { defaultBytesPerSecond, latencyBetween } from '#simulation/network/link';
import type { Scenario } from '#simulation/scenario/scenario';

/** What the place of everybody in the network means for an attack, read off the links alone. */
export interface NetworkPosition {
  /** Share of the honest hash power that a rival branch of the attacker's reaches before the honest block with which it is
   * level, when it is shown in answer to that block: γ of Eyal and Sirer, with the finder among those it does not reach. */
  readonly gamma: number;
  /** Mean time until a block of an honest miner is known where the honest hash power is, the finder's own included,
   * microseconds. */
  readonly delayMicros: number;
}

/** An announcement or request, and a usual block. */
const messageBytes = 61;
const blockBytes = 2_000;

/** γ and the delay among the honest miners, worked out by letting a block of each honest miner run through the links that
 * exist at the start: announcement, request, block, and on from there by whoever takes it up; of two of equal height everybody
 * keeps the one that was there first. Nothing is drawn by lot.
 * The attacker passes on no block that its own branch can match.
 * @param signal name of the node whose knowledge of the honest block makes the attacker show its branch: its own, or that of
 *   the merchant whom it watches
 * @returns undefined when there are no honest miners, or the attacker is alone
 * @see I. Eyal & E. G. Sirer, Majority is not Enough, FC 2014, §4 */
export function networkPosition(
  scenario: Scenario,
  attacker: string,
  signal = attacker,
): NetworkPosition | undefined {
  const honest = scenario.nodes.filter(
    ({ name, role, hashRate }) => role !== 'attacker' && name !== attacker && hashRate > 0,
  );
  const power = honest.reduce((sum, { hashRate }) => sum + hashRate, 0);
  if (power === 0 || !scenario.nodes.some(({ name }) => name === attacker)) return undefined;
  const wires = wiresOf(scenario);
  let won = 0;
  let delay = 0;
  for (const finder of honest) {
    const first = { node: finder.name, at: 0 };
    const heard = spread(wires, [first], undefined);
    const shownAt = spread(wires, [first], attacker).get(signal)?.at;
    // It looks again a microsecond after it has learned something.
    const answer = shownAt === undefined ? [] : [{ node: attacker, at: shownAt + 1 }];
    const both = spread(wires, [first, ...answer], attacker);
    for (const { name, hashRate } of honest) {
      if (both.get(name)?.source === 1) won += finder.hashRate * hashRate;
      delay += finder.hashRate * hashRate * (heard.get(name)?.at ?? 0);
    }
  }
  return { gamma: won / power ** 2, delayMicros: delay / power ** 2 };
}

/** The share of all blocks that honest miners add to their chain at least while blocks need `delay` to get about: who has not
 * heard of a block yet works for nothing.
 * @param p their share of all hash power @param delay mean, in units of the mean time between blocks of everybody
 * @see Y. Sompolinsky & A. Zohar, Secure High-Rate Transaction Processing in Bitcoin, FC 2015, §4: λ / (1 + λD) */
export function honestGrowth(p: number, delay: number): number {
  return p / (1 + p * delay);
}

interface Wire {
  readonly to: string;
  /** One announcement or request, and one block, microseconds. */
  readonly leg: number;
  readonly block: number;
}

function wiresOf({ nodes, links }: Scenario): ReadonlyMap<string, readonly Wire[]> {
  const places = new Map(nodes.map((node) => [node.name, node]));
  const wires = new Map<string, Wire[]>(nodes.map(({ name }) => [name, []]));
  for (const { a, b, latencyMicros, bytesPerSecond = defaultBytesPerSecond } of links) {
    const latency = latencyMicros ?? latencyBetween(places.get(a)!, places.get(b)!);
    const wire = (to: string): Wire => ({
      to,
      leg: latency + Math.ceil((messageBytes * 1e6) / bytesPerSecond),
      block: latency + Math.ceil((blockBytes * 1e6) / bytesPerSecond),
    });
    wires.get(a)?.push(wire(b));
    wires.get(b)?.push(wire(a));
  }
  return wires;
}

interface Taken {
  /** Number of the block, by the order of the sources. */
  readonly source: number;
  readonly at: number;
}

/** When each node takes up which of the blocks that set out from the sources.
 * @param silent passes on no block but its own */
function spread(
  wires: ReadonlyMap<string, readonly Wire[]>,
  sources: readonly { readonly node: string; readonly at: number }[],
  silent: string | undefined,
): ReadonlyMap<string, Taken> {
  const taken = new Map<string, Taken>();
  const asked = new Set<string>();
  // A node asks whoever announces a block first; the block follows.
  const events: {
    readonly at: number;
    readonly node: string;
    readonly source: number;
    /** Over which it is announced; a block that is there comes over none. */
    readonly wire?: Wire;
    readonly own?: true;
  }[] = sources.map(({ node, at }, source) => ({ at, node, source, own: true }));
  for (;;) {
    events.sort((p, q) => q.at - p.at);
    const event = events.pop();
    if (event === undefined) return taken;
    const { at, node, source, wire, own } = event;
    if (wire !== undefined) {
      if (asked.has(`${source} ${node}`)) continue;
      asked.add(`${source} ${node}`);
      events.push({ at: at + wire.leg + wire.block, node, source });
      continue;
    }
    asked.add(`${source} ${node}`);
    // Whoever made it follows it, whatever came before.
    if (own !== true && taken.has(node)) continue;
    taken.set(node, { source, at });
    if (node === silent && own !== true) continue;
    for (const next of wires.get(node) ?? [])
      events.push({ at: at + next.leg, node: next.to, source, wire: next });
  }
}
