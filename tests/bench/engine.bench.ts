/** Engine events per second in Node, beside a plain loop that only floods. `npm run bench -- engine`
 *
 * The world is the page's own: node code, links, log and trace hash on. Headers are searched in a first run that fills
 * the ledger, so that the measured run is scheduling and node work, not hashing; hashing has its own bench. */
import { bestSearch } from '#mining/best-search';
import { findPrologue } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { engineVersion, type Run } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { World } from '#simulation/world';
import { largeScenario } from './large-scenario.ts';

const search = bestSearch();
const second = 1_000_000;

/** The network both engines flood. */
function network(size: number, trafficMeanWaitMicros: number): Scenario {
  return largeScenario(size, { trafficMeanWaitMicros, hashRate: 400 });
}

/** Processor time of this process, so that a busy machine does not distort the ratio. */
function cpuMillis(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

interface Measured {
  readonly events: number;
  readonly millis: number;
  readonly blocks: number;
}

/** Events a second of the world over `span` simulated time, after the handshakes. */
function measureWorld(size: number, trafficMean: number, span: number): Measured {
  const run: Run = { engine: engineVersion, scenario: network(size, trafficMean), seed: 5, actions: [] };
  const prologue = findPrologue('classroom');
  const ledger = new Ledger();
  const warm = new World({ run, prologue, ledger });
  warm.runUntil(30 * second + span, search);
  const world = new World({ run, prologue, ledger });
  world.advance(30 * second);
  world.log_.discard();
  const events = world.variables.events;
  const blocks = world.blocks.length;
  const start = cpuMillis();
  for (let time = 30 * second; time < 30 * second + span; time += 10 * second) {
    world.advance(time + 10 * second);
    world.log_.discard();
  }
  const millis = cpuMillis() - start;
  return { events: world.variables.events - events, millis, blocks: world.blocks.length - blocks };
}

/** The rival: the same flood (announcement, request, body) over the same graph and latencies in a bare loop with a
 * binary heap of plain objects; no rules, no log, no hash, no bandwidth. */
function measurePlainFlood(size: number, blocks: number): Measured {
  const { nodes, links } = network(size, 0);
  const index = new Map(nodes.map((node, i) => [node.name, i]));
  const neighbours: { to: number; latency: number }[][] = nodes.map(() => []);
  for (const link of links) {
    const a = index.get(link.a)!;
    const b = index.get(link.b)!;
    const latency =
      8_000 + Math.round(Math.hypot(nodes[a]!.x - nodes[b]!.x, nodes[a]!.y - nodes[b]!.y) * 80_000);
    neighbours[a]!.push({ to: b, latency });
    neighbours[b]!.push({ to: a, latency });
  }
  let events = 0;
  const start = cpuMillis();
  for (let block = 0; block < blocks; block++) {
    const has = new Uint8Array(size);
    const asked = new Uint8Array(size);
    const heap: PlainEvent[] = [];
    const announce = (from: number, time: number) => {
      for (const { to, latency } of neighbours[from]!)
        pushHeap(heap, { time: time + latency, kind: 0, from, to, latency });
    };
    has[block % 4] = 1;
    asked[block % 4] = 1;
    announce(block % 4, 0);
    for (let event = popHeap(heap); event !== undefined; event = popHeap(heap)) {
      events++;
      const { kind, from, to, time, latency } = event;
      if (kind === 0 && asked[to] === 0) {
        asked[to] = 1;
        pushHeap(heap, { time: time + latency, kind: 1, from: to, to: from, latency });
      } else if (kind === 1) pushHeap(heap, { time: time + latency, kind: 2, from: to, to: from, latency });
      else if (kind === 2 && has[to] === 0) {
        has[to] = 1;
        announce(to, time);
      }
    }
  }
  return { events, millis: cpuMillis() - start, blocks };
}

interface PlainEvent {
  readonly time: number;
  readonly kind: number;
  readonly from: number;
  readonly to: number;
  readonly latency: number;
}

function pushHeap(heap: PlainEvent[], event: PlainEvent): void {
  let i = heap.push(event) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (heap[parent]!.time <= event.time) break;
    heap[i] = heap[parent]!;
    i = parent;
  }
  heap[i] = event;
}

function popHeap(heap: PlainEvent[]): PlainEvent | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.time < heap[child]!.time) child++;
    if (heap[child]!.time >= last.time) break;
    heap[i] = heap[child]!;
    i = child;
  }
  heap[i] = last;
  return first;
}

const perSecond = ({ events, millis }: Measured): number => events / millis / 1000;
const only = process.argv[2];
console.log('Engine events per second in Node (millions); rules, log and trace hash on.');
console.log('peers     workload      events    M events/s   plain flood loop   ratio');
for (const size of [100, 1_000, 10_000]) {
  if (only !== undefined && only !== String(size)) continue;
  const flood = measureWorld(size, 0, size >= 10_000 ? 600 * second : 3_600 * second);
  const plain = measurePlainFlood(size, Math.max(flood.blocks, 1));
  const mixed = process.env.FLOOD
    ? flood
    : measureWorld(
        size,
        size >= 10_000 ? 20 * second : 5 * second,
        size >= 10_000 ? 120 * second : 600 * second,
      );
  for (const [name, measured] of [
    ['block flood', flood],
    ['mixed', mixed],
  ] as const) {
    const ratio = perSecond(measured) / perSecond(plain);
    console.log(
      `${String(size).padStart(6)}    ${name.padEnd(12)}${String(measured.events).padStart(9)}${perSecond(measured).toFixed(2).padStart(13)}${perSecond(plain).toFixed(2).padStart(18)}${ratio.toFixed(2).padStart(9)}`,
    );
  }
}
