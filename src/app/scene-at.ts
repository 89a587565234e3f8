import { LogKind } from '#simulation/log';
import { type BlockSteps, type HistoryStore, stepAt } from './create-history.ts';
import type { InFlight, Playhead, Scene } from './scene.ts';

/** Fills and returns the same `Scene` on every call: what the world looks like at a playhead.
 * A pure function of (history, playhead); the way there makes no difference. */
export type SceneReader = (history: HistoryStore, playhead: Playhead) => Scene;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Makes a reader with its own reusable arrays. Cost per call: O(nodes + links + blocks + messages under way). */
export function createSceneReader(): SceneReader {
  const scene: Writable<Scene> = {
    playhead: { time: 0, index: 0 },
    nodes: [],
    links: [],
    blocks: [],
    transactions: [],
    payloads: [],
    actions: [],
    nodeOnline: new Uint8Array(0),
    nodeBorn: new Uint8Array(0),
    nodeTip: new Int32Array(0),
    nodeMempool: new Int32Array(0),
    nodeHashRate: new Float64Array(0),
    nodeBurst: new Uint8Array(0),
    nodeMiningOn: new Int32Array(0),
    nodeTries: new Float64Array(0),
    nodeSecret: new Uint8Array(0),
    linkUp: new Uint8Array(0),
    blockFound: new Uint8Array(0),
    blockWithheld: new Uint8Array(0),
    blockHolders: new Int32Array(0),
    inFlight: {
      count: 0,
      from: new Int32Array(256),
      to: new Int32Array(256),
      payload: new Int32Array(256),
      sentAt: new Float64Array(256),
      arrivesAt: new Float64Array(256),
      row: new Float64Array(256),
    },
  };
  let read: { history: HistoryStore; version: number; playhead: Playhead } | undefined;
  return (history, playhead) => {
    if (
      read?.history === history &&
      read.version === history.version &&
      read.playhead.time === playhead.time &&
      read.playhead.index === playhead.index
    ) {
      return scene;
    }
    read = { history, version: history.version, playhead };
    scene.playhead = playhead;
    scene.nodes = history.nodes;
    scene.links = history.links;
    scene.blocks = history.blocks;
    scene.transactions = history.transactions;
    scene.payloads = history.payloads;
    scene.actions = history.actions;
    const now = history.log.ordinalOf(playhead.index);
    fillNodes(scene, history, now, playhead.time);
    fillLinks(scene, history, now);
    fillBlocks(scene, history, now);
    fillInFlight(scene.inFlight, history, playhead);
    return scene;
  };
}

function fillNodes(scene: Writable<Scene>, history: HistoryStore, now: number, time: number): void {
  const count = history.nodes.length;
  if (scene.nodeOnline.length < count) {
    const size = count * 2;
    scene.nodeOnline = new Uint8Array(size);
    scene.nodeBorn = new Uint8Array(size);
    scene.nodeTip = new Int32Array(size);
    scene.nodeMempool = new Int32Array(size);
    scene.nodeHashRate = new Float64Array(size);
    scene.nodeBurst = new Uint8Array(size);
    scene.nodeMiningOn = new Int32Array(size);
    scene.nodeTries = new Float64Array(size);
    scene.nodeSecret = new Uint8Array(size);
  }
  const { kind, b, object, x, time: times } = history.log.milestones;
  for (let node = 0; node < scene.nodeOnline.length; node++) {
    const steps = node < count ? history.nodeSteps[node] : undefined;
    const online = steps === undefined ? -1 : stepAt(steps.online, now);
    const tip = steps === undefined ? -1 : stepAt(steps.tip, now);
    const mempool = steps === undefined ? -1 : stepAt(steps.mempool, now);
    const rate = steps === undefined ? -1 : stepAt(steps.hashRate, now);
    const mining = steps === undefined ? -1 : stepAt(steps.mining, now);
    const secret = steps === undefined ? -1 : stepAt(steps.secret, now);
    const rateKind = rate < 0 ? LogKind.nodeDown : kind.at(rate);
    const hashRate = rateKind === LogKind.nodeDown ? 0 : x.at(rate);
    const runs = online >= 0 && kind.at(online) === LogKind.nodeUp;
    const minesOn = runs && hashRate > 0 && mining >= 0 ? object.at(mining) : -1;
    scene.nodeOnline[node] = runs ? 1 : 0;
    scene.nodeBorn[node] = online >= 0 ? 1 : 0;
    scene.nodeTip[node] = tip < 0 ? -1 : object.at(tip);
    scene.nodeMempool[node] = mempool < 0 ? 0 : x.at(mempool);
    scene.nodeHashRate[node] = hashRate;
    scene.nodeBurst[node] = rateKind === LogKind.hashRate && b.at(rate) === 1 ? 1 : 0;
    scene.nodeMiningOn[node] = minesOn;
    scene.nodeSecret[node] = secret >= 0 && x.at(secret) === 1 ? 1 : 0;
    // The count starts at the last row that states it and grows with the rate since then.
    const stated = Math.max(mining, rate);
    const base = mining > rate ? x.at(mining) : rateKind === LogKind.hashRate ? object.at(rate) : 0;
    scene.nodeTries[node] =
      minesOn < 0 ? 0 : base + Math.floor((hashRate * Math.max(0, time - times.at(stated))) / 1e6);
  }
}

function fillLinks(scene: Writable<Scene>, history: HistoryStore, now: number): void {
  if (scene.linkUp.length < history.links.length) scene.linkUp = new Uint8Array(history.links.length * 2);
  const { kind } = history.log.milestones;
  for (let link = 0; link < scene.linkUp.length; link++) {
    const steps = history.linkSteps[link];
    const last = steps === undefined ? -1 : stepAt(steps, now);
    scene.linkUp[link] = last >= 0 && kind.at(last) === LogKind.linkUp ? 1 : 0;
  }
}

function fillBlocks(scene: Writable<Scene>, history: HistoryStore, now: number): void {
  const count = history.blocks.length;
  if (scene.blockFound.length < count) {
    scene.blockFound = new Uint8Array(count * 2);
    scene.blockWithheld = new Uint8Array(count * 2);
    scene.blockHolders = new Int32Array(count * 2);
  }
  const { found, withheld, published } = history.blockSteps;
  for (let block = 0; block < scene.blockFound.length; block++) {
    const foundAt = block < count ? found.at(block) : -1;
    const isFound =
      block < count && (foundAt >= 0 ? foundAt < now : (history.blocks[block]?.foundAt ?? 0) < 0);
    scene.blockFound[block] = isFound ? 1 : 0;
    scene.blockWithheld[block] =
      isFound && before(withheld.at(block), now) && !before(published.at(block), now) ? 1 : 0;
    scene.blockHolders[block] = isFound ? holders(history.blockSteps, history, block, now) : 0;
  }
}

function before(ordinal: number, now: number): boolean {
  return ordinal >= 0 && ordinal < now;
}

/** All acceptances less those still to come, which are few at any playhead: one block spreads at a time. */
function holders(steps: BlockSteps, history: HistoryStore, block: number, now: number): number {
  let count = steps.accepted.at(block);
  for (let last = steps.lastAccepted.at(block); last >= now; last = history.previous.at(last)) count--;
  return count;
}

function fillInFlight(inFlight: InFlight, history: HistoryStore, playhead: Playhead): void {
  inFlight.count = 0;
  history.log
    .messagesAround(playhead.time)
    .underWay(playhead.time, playhead.index, (row, from, to, payload, sentAt, arrivesAt) => {
      const at = inFlight.count++;
      if (at >= inFlight.from.length) growInFlight(inFlight);
      inFlight.row[at] = row;
      inFlight.from[at] = from;
      inFlight.to[at] = to;
      inFlight.payload[at] = payload;
      inFlight.sentAt[at] = sentAt;
      inFlight.arrivesAt[at] = arrivesAt;
    });
}

function growInFlight(inFlight: InFlight): void {
  const size = inFlight.from.length * 2;
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
  inFlight.from = int(inFlight.from);
  inFlight.to = int(inFlight.to);
  inFlight.payload = int(inFlight.payload);
  inFlight.sentAt = float(inFlight.sentAt);
  inFlight.arrivesAt = float(inFlight.arrivesAt);
  inFlight.row = float(inFlight.row);
}
