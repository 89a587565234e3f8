/** A network through which a block spreads by announcement, request and block. */
export interface SpreadNetwork {
  readonly nodes: number;
  readonly links: readonly { readonly a: number; readonly b: number; readonly latencyMicros: number }[];
  /** Of every link, each way. */
  readonly bytesPerSecond: number;
  /** Bytes of the whole messages. */
  readonly announcement: number;
  readonly request: number;
  readonly block: number;
}

/** When each node has a block that node `finder` finds at time 0, if every node asks whoever announces first, and only that one.
 *
 *     has it ──inv──▶ ──getdata──▶ ──block──▶ has it, announces it to all its peers
 *            three times the latency and the time that three messages take to be sent
 *
 * @returns microseconds, by node */
export function spreadByAnnouncement(network: SpreadNetwork, finder: number): readonly number[] {
  const { announce, deliver } = costs(network);
  return spread(network, finder, (link) => ({
    asked: announce + link.latencyMicros,
    had: announce + deliver + 3 * link.latencyMicros,
  }));
}

/** The least time in which a block can be everywhere: the shortest paths, each link counted with the three messages it takes.
 * Announcements are not always answered in that order, so that the real spread is as quick at best.
 * @returns microseconds, by node */
export function spreadByShortestPaths(network: SpreadNetwork, finder: number): readonly number[] {
  const { announce, deliver } = costs(network);
  return spread(network, finder, (link) => {
    const all = announce + deliver + 3 * link.latencyMicros;
    return { asked: all, had: all };
  });
}

/** When a part of all nodes has the block, the finder among them, on average over who finds it.
 * @param spreads one for each finder, all equally likely
 * @param percent of the nodes
 * @returns microseconds */
export function timeUntil(percent: number, spreads: readonly (readonly number[])[]): number {
  const each = spreads.map((times) => {
    const inOrder = [...times].sort((one, other) => one - other);
    return inOrder[Math.ceil((times.length * percent) / 100) - 1] ?? Number.NaN;
  });
  return each.reduce((sum, time) => sum + time, 0) / each.length;
}

function costs({ bytesPerSecond, announcement, request, block }: SpreadNetwork) {
  const sending = (bytes: number) => Math.ceil((bytes * 1_000_000) / bytesPerSecond);
  return { announce: sending(announcement), deliver: sending(request) + sending(block) };
}

/** Who is asked first delivers: nodes are settled in the order in which they ask (Dijkstra, when asking is having). */
function spread(
  { nodes, links }: SpreadNetwork,
  finder: number,
  cost: (link: SpreadNetwork['links'][number]) => { readonly asked: number; readonly had: number },
): readonly number[] {
  const neighbours: { readonly to: number; readonly asked: number; readonly had: number }[][] = Array.from(
    { length: nodes },
    () => [],
  );
  for (const link of links) {
    const { asked, had } = cost(link);
    neighbours[link.a]!.push({ to: link.b, asked, had });
    neighbours[link.b]!.push({ to: link.a, asked, had });
  }
  const known = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY);
  const queue: { readonly node: number; readonly asks: number; readonly has: number }[] = [];
  const settled = new Uint8Array(nodes);
  push(queue, { node: finder, asks: 0, has: 0 });
  for (let next = pop(queue); next !== undefined; next = pop(queue)) {
    const { node, has } = next;
    if (settled[node] === 1) continue;
    settled[node] = 1;
    known[node] = has;
    for (const { to, asked, had } of neighbours[node]!)
      if (settled[to] === 0) push(queue, { node: to, asks: has + asked, has: has + had });
  }
  return known;
}

interface Asking {
  readonly node: number;
  readonly asks: number;
  readonly has: number;
}

/** A binary heap: the earliest first. */
function push(heap: Asking[], item: Asking): void {
  let at = heap.length;
  heap.push(item);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (heap[above]!.asks <= item.asks) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = item;
}

function pop(heap: Asking[]): Asking | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const below = right < heap.length && heap[right]!.asks < heap[left]!.asks ? right : left;
    if (below >= heap.length || heap[below]!.asks >= last.asks) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return first;
}
