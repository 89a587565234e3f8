import type { HistoryStore } from '#app/create-history';
import type { LogRow } from '#app/history';
import { type LogColumns, LogKind, TxRemoval } from '#simulation/log';
import type { BlockRecord, NewRecords, TxRecord } from '#simulation/records';

/** What `append` takes; the worker's own type is out of reach from here. */
export type Advanced = Parameters<HistoryStore['append']>[0];

/** A made-up network's whole log: gossip, forks, reorganisations and lost messages, without any real bytes. */
export interface SyntheticLog {
  readonly rows: readonly LogRow[];
  readonly records: NewRecords;
}

/** mulberry32: small, seeded, good enough to make up a log. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface SyntheticOptions {
  readonly seed: number;
  readonly nodes?: number;
  readonly blocks?: number;
  /** Mean simulated microseconds between finds. */
  readonly spacing?: number;
  readonly txsPerBlock?: number;
}

interface Peer {
  tip: number;
  online: boolean;
  readonly known: Set<number>;
  readonly mempool: Set<number>;
}

/** Runs a toy network and writes down what the real one would. */
export function syntheticLog(options: SyntheticOptions): SyntheticLog {
  const { seed, nodes: count = 6, blocks: blockCount = 12, spacing = 20e6, txsPerBlock = 3 } = options;
  const next = random(seed);
  const rows: LogRow[] = [];
  const records = {
    nodes: [] as NewRecords['nodes'][number][],
    links: [] as NewRecords['links'][number][],
    blocks: [] as BlockRecord[],
    transactions: [] as TxRecord[],
    payloads: [] as NewRecords['payloads'][number][],
    actions: [] as NewRecords['actions'][number][],
    reasons: [] as string[],
  };
  const queue: { time: number; order: number; run: () => void }[] = [];
  let now = 0;
  let order = 0;
  const at = (time: number, run: () => void) => queue.push({ time: Math.round(time), order: order++, run });
  const log = (kind: number, a: number, b: number, object: number, x: number) =>
    rows.push({ row: rows.length, time: now, kind, a, b, object, x });

  const peers: Peer[] = [];
  const linkBetween = new Map<
    string,
    { index: number; a: number; b: number; latency: number; up: boolean }
  >();
  const neighbours: number[][] = [];

  function addTx(coinbase: boolean, source: number, vout: number): number {
    const index = records.transactions.length;
    const txid = `tx${index}`;
    records.transactions.push({
      index,
      txid,
      wtxid: txid,
      coinbase,
      hex: '',
      size: 200,
      vsize: 200,
      weight: 800,
      fee: coinbase ? '' : '100',
      inputs: coinbase
        ? [{ txid: '0'.repeat(64), vout: 0xffffffff, source: -1, value: '', owner: -1 }]
        : [{ txid: `tx${source}`, vout, source, value: '1000', owner: 0 }],
      outputs: [
        { value: '500', owner: 0, address: 'a' },
        { value: '400', owner: 1, address: 'b' },
      ],
      from: 0,
      to: 1,
      amount: '500',
    });
    return index;
  }

  function addBlock(parent: number, miner: number, transactions: readonly number[]): number {
    const index = records.blocks.length;
    const blockWork = 16;
    const work = (records.blocks[parent]?.work ?? 0) + blockWork;
    records.blocks.push({
      index,
      hash: `block${index}`,
      height: (records.blocks[parent]?.height ?? -1) + 1,
      parent,
      miner,
      foundAt: miner < 0 ? -1 : now,
      headerHex: '',
      headerTime: 0,
      bits: 0x207fffff,
      work,
      workExact: String(work),
      blockWork,
      transactions: [addTx(true, -1, 0), ...transactions],
      size: 1000,
      strippedSize: 900,
      weight: 3700,
      fees: '0',
      subsidy: '5000',
      tampered: false,
    });
    return index;
  }

  function inChain(block: number, tip: number): boolean {
    for (let walk = tip; walk >= 0; walk = records.blocks[walk]?.parent ?? -1)
      if (walk === block) return true;
    return false;
  }

  function confirmed(tx: number, tip: number): boolean {
    for (let walk = tip; walk >= 0; walk = records.blocks[walk]?.parent ?? -1) {
      if (records.blocks[walk]?.transactions.includes(tx)) return true;
    }
    return false;
  }

  function send(
    from: number,
    to: number,
    command: string,
    objectKind: 'block' | 'tx',
    object: number,
    run: () => void,
  ) {
    const link = linkBetween.get(`${Math.min(from, to)}-${Math.max(from, to)}`);
    if (link === undefined || !link.up) return;
    const payload = records.payloads.length;
    records.payloads.push({ index: payload, command, size: 100, objectKind, objects: [object], count: 1 });
    const sent = now;
    const arrives = Math.round(now + link.latency * (1 + next()));
    log(LogKind.send, from, to, payload, arrives);
    if (next() < 0.02) {
      at(sent + (arrives - sent) / 2, () => log(LogKind.lost, to, from, payload, sent));
      return;
    }
    at(arrives, () => {
      log(LogKind.receive, to, from, payload, sent);
      run();
    });
  }

  function relay(node: number, kind: 'block' | 'tx', object: number, except: number) {
    for (const other of neighbours[node] ?? []) {
      if (other === except) continue;
      send(node, other, kind, kind, object, () =>
        kind === 'block' ? acceptBlock(other, object, node) : acceptTx(other, object, node),
      );
    }
  }

  function acceptTx(node: number, tx: number, from: number) {
    const peer = peers[node] as Peer;
    if (!peer.online || peer.mempool.has(tx) || confirmed(tx, peer.tip)) return;
    const spent = records.transactions[tx]?.inputs[0];
    for (const other of peer.mempool) {
      const input = records.transactions[other]?.inputs[0];
      if (input?.txid === spent?.txid && input?.vout === spent?.vout) {
        log(LogKind.txRejected, node, from, tx, 0);
        return;
      }
    }
    peer.mempool.add(tx);
    log(LogKind.txAccepted, node, from, tx, peer.mempool.size);
    relay(node, 'tx', tx, from);
  }

  function acceptBlock(node: number, block: number, from: number) {
    const peer = peers[node] as Peer;
    if (!peer.online || peer.known.has(block)) return;
    const missing: number[] = [];
    for (let walk = block; walk >= 0 && !peer.known.has(walk); walk = records.blocks[walk]?.parent ?? -1) {
      missing.unshift(walk);
    }
    for (const each of missing) {
      peer.known.add(each);
      log(LogKind.blockAccepted, node, from, each, 0);
    }
    if ((records.blocks[block]?.work ?? 0) > (records.blocks[peer.tip]?.work ?? -1)) switchTip(node, block);
    relay(node, 'block', block, from);
  }

  function switchTip(node: number, tip: number) {
    const peer = peers[node] as Peer;
    const old = peer.tip;
    const gone: number[] = [];
    for (let walk = old; walk >= 0 && !inChain(walk, tip); walk = records.blocks[walk]?.parent ?? -1)
      gone.push(walk);
    peer.tip = tip;
    log(LogKind.tip, node, old, tip, gone.length);
    const spent = new Set<string>();
    for (let walk = tip; walk >= 0 && walk !== old; walk = records.blocks[walk]?.parent ?? -1) {
      for (const tx of records.blocks[walk]?.transactions ?? []) {
        const input = records.transactions[tx]?.inputs[0];
        spent.add(`${input?.txid}:${input?.vout}`);
        if (peer.mempool.delete(tx)) log(LogKind.txRemoved, node, TxRemoval.confirmed, tx, peer.mempool.size);
      }
      if (gone.includes(records.blocks[walk]?.parent ?? -1)) break;
    }
    for (const block of gone.reverse()) {
      for (const tx of (records.blocks[block]?.transactions ?? []).slice(1)) {
        const input = records.transactions[tx]?.inputs[0];
        if (confirmed(tx, tip) || spent.has(`${input?.txid}:${input?.vout}`)) continue;
        peer.mempool.add(tx);
        log(LogKind.txReturned, node, -1, tx, peer.mempool.size);
      }
    }
    startMining(node, 0);
  }

  function startMining(node: number, tries: number) {
    log(LogKind.mining, node, -1, (peers[node] as Peer).tip, tries);
  }

  function find(node: number) {
    const peer = peers[node] as Peer;
    if (!peer.online) return;
    const block = addBlock(peer.tip, node, [...peer.mempool].slice(0, 10));
    log(LogKind.blockFound, node, -1, block, Math.floor(next() * 100));
    acceptBlock(node, block, -1);
  }

  // Day one: a prologue of three blocks, then everybody comes up and connects.
  for (let height = 0; height < 3; height++) addBlock(height - 1, -1, []);
  for (let node = 0; node < count; node++) {
    peers.push({ tip: 2, online: true, known: new Set([0, 1, 2]), mempool: new Set() });
    neighbours.push([]);
    records.nodes.push({
      index: node,
      name: `P${node}`,
      role: 'miner',
      x: 0,
      y: 0,
      address: '',
      walletAddress: '',
      bornAt: rows.length,
    });
    log(LogKind.nodeUp, node, -1, -1, 100);
    log(LogKind.tip, node, -1, 2, 0);
    startMining(node, 0);
  }
  for (let node = 0; node < count; node++) {
    for (const other of [(node + 1) % count, (node + 3) % count]) {
      const key = `${Math.min(node, other)}-${Math.max(node, other)}`;
      if (other === node || linkBetween.has(key)) continue;
      const index = records.links.length;
      const latency = 50_000 + Math.floor(next() * 400_000);
      linkBetween.set(key, { index, a: node, b: other, latency, up: true });
      records.links.push({
        index,
        a: node,
        b: other,
        latencyMicros: latency,
        bytesPerSecond: 1e6,
        lossPerMillion: 0,
      });
      neighbours[node]?.push(other);
      neighbours[other]?.push(node);
      log(LogKind.linkUp, node, other, index, latency);
    }
  }
  let time = 1e6;
  for (let block = 0; block < blockCount; block++) {
    time += spacing * (0.2 + 1.6 * next());
    const miner = Math.floor(next() * count);
    at(time, () => find(miner));
    // Every third find has a rival elsewhere before the news gets there.
    if (next() < 0.34) at(time + 20_000, () => find((miner + 2) % count));
    for (let tx = 0; tx < txsPerBlock; tx++) {
      const node = Math.floor(next() * count);
      at(time - spacing * 0.2 * next(), () => {
        const source = Math.floor(next() * records.transactions.length);
        const vout = next() < 0.5 ? 0 : 1;
        acceptTx(node, addTx(false, source, vout), -1);
      });
    }
    if (next() < 0.2) {
      const node = Math.floor(next() * count);
      at(time + 1e6, () => {
        const peer = peers[node] as Peer;
        if (!peer.online) return;
        peer.online = false;
        log(LogKind.nodeDown, node, -1, -1, 0);
      });
      at(time + 4e6, () => {
        const peer = peers[node] as Peer;
        if (peer.online) return;
        peer.online = true;
        log(LogKind.nodeUp, node, -1, -1, 100);
        startMining(node, 5);
      });
    }
    if (next() < 0.3) {
      const node = Math.floor(next() * count);
      at(time + 2e6, () => log(LogKind.hashRate, node, Math.floor(next() * 2), 7, Math.floor(next() * 1000)));
      at(time + 3e6, () => log(LogKind.role, node, -1, -1, (node + block) % 4));
      const link = Math.floor(next() * records.links.length);
      at(time + 2.5e6, () => toggleLink(link));
      at(time + 5e6, () => toggleLink(link));
    }
  }
  function toggleLink(index: number) {
    const { a, b } = records.links[index] as { a: number; b: number };
    const link = linkBetween.get(`${Math.min(a, b)}-${Math.max(a, b)}`);
    if (link === undefined) return;
    link.up = !link.up;
    log(link.up ? LogKind.linkUp : LogKind.linkDown, a, b, index, link.up ? link.latency : 0);
  }
  while (queue.length > 0) {
    queue.sort((one, other) => one.time - other.time || one.order - other.order);
    const event = queue.shift() as { time: number; run: () => void };
    now = event.time;
    event.run();
  }
  return { rows, records };
}

/** Rows as the worker sends them. */
export function columns(rows: readonly LogRow[], first = rows[0]?.row ?? 0): LogColumns {
  return {
    first,
    count: rows.length,
    index: undefined,
    time: Float64Array.from(rows, (row) => row.time),
    kind: Uint8Array.from(rows, (row) => row.kind),
    a: Int32Array.from(rows, (row) => row.a),
    b: Int32Array.from(rows, (row) => row.b),
    object: Int32Array.from(rows, (row) => row.object),
    x: Float64Array.from(rows, (row) => row.x),
  };
}

export const noRecords: NewRecords = {
  nodes: [],
  links: [],
  blocks: [],
  transactions: [],
  payloads: [],
  actions: [],
  reasons: [],
};

export function advanced(
  rows: readonly LogRow[],
  records: NewRecords,
  reached: number,
  first?: number,
): Advanced {
  return {
    reached,
    log: columns(rows, first),
    records,
    traceHash: '',
    hashesComputed: 0,
    hashesFromLedger: 0,
    waitingForHashes: false,
  };
}

/** The log as a list of answers of about `chunk` rows each, never splitting a microsecond. */
export function answers(log: SyntheticLog, chunk: number): Advanced[] {
  const list: Advanced[] = [];
  let from = 0;
  while (from < log.rows.length) {
    let to = Math.min(log.rows.length, from + chunk);
    while (to < log.rows.length && log.rows[to]?.time === log.rows[to - 1]?.time) to++;
    const reached = log.rows[to - 1]?.time ?? 0;
    list.push(advanced(log.rows.slice(from, to), from === 0 ? log.records : noRecords, reached, from));
    from = to;
  }
  return list;
}
