import { LogKind } from '#simulation/log';
import { type Role, roles } from '#simulation/records';
import { type BlockSteps, type HistoryStore, stepAt } from './create-history.ts';
import type { InFlight, Playhead, Scene } from './scene.ts';

/** Fills and returns the same `Scene` on every call: what the world looks like at a playhead.
 * A pure function of (history, playhead); the way there makes no difference. */
export type SceneReader = (history: HistoryStore, playhead: Playhead) => Scene;

type Writable<T> = { -readonly [K in keyof T]: T[K] } & { nodeRole: Role[] };

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
    nodeRole: [],
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
  const tries: Tries = { counted: new Float64Array(0), since: new Float64Array(0) };
  let read: { history: HistoryStore; version: number; playhead: Playhead } | undefined;
  let filled: Filled | undefined;
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
    if (filled !== undefined && isNear(filled, history, now)) {
      fillBetween(scene, tries, history, now, Math.min(filled.now, now), Math.max(filled.now, now));
    } else {
      makeRoom(scene, tries, history);
      for (let node = 0; node < scene.nodeOnline.length; node++) fillNode(scene, tries, history, node, now);
      for (let link = 0; link < scene.linkUp.length; link++) fillLink(scene, history, link, now);
      for (let block = 0; block < scene.blockFound.length; block++) fillBlock(scene, history, block, now);
    }
    const { cuts, nodes, links, blocks } = history;
    filled = { history, cuts, now, nodes: nodes.length, links: links.length, blocks: blocks.length };
    countTries(scene, tries, playhead.time);
    fillInFlight(scene.inFlight, history, playhead);
    return scene;
  };
}

/** Tries grow between rows: how many the last row that says so stated for each node, and when. */
interface Tries {
  counted: Float64Array;
  since: Float64Array;
}

/** What the arrays of a scene show. */
interface Filled {
  readonly history: HistoryStore;
  readonly cuts: number;
  readonly now: number;
  readonly nodes: number;
  readonly links: number;
  readonly blocks: number;
}

/** With more milestones between two playheads than this, everything is looked up afresh. */
const nearMilestones = 300;

/** Whether what changed since is only what the milestones between both playheads tell. */
function isNear(filled: Filled, history: HistoryStore, now: number): boolean {
  return (
    filled.history === history &&
    filled.cuts === history.cuts &&
    Math.abs(filled.now - now) <= nearMilestones &&
    filled.nodes === history.nodes.length &&
    filled.links === history.links.length &&
    filled.blocks === history.blocks.length
  );
}

/** Looks up again what the milestones from `first` to before `end` are about. */
function fillBetween(
  scene: Writable<Scene>,
  tries: Tries,
  history: HistoryStore,
  now: number,
  first: number,
  end: number,
): void {
  const { kind, a, object } = history.log.milestones;
  for (let ordinal = first; ordinal < end; ordinal++) {
    const node = a.at(ordinal);
    if (node >= 0 && node < scene.nodeOnline.length) fillNode(scene, tries, history, node, now);
    const about = object.at(ordinal);
    switch (kind.at(ordinal)) {
      case LogKind.linkUp:
      case LogKind.linkDown:
        if (about >= 0 && about < scene.linkUp.length) fillLink(scene, history, about, now);
        break;
      case LogKind.blockFound:
      case LogKind.blockAccepted:
      case LogKind.withheld:
        if (about >= 0 && about < scene.blockFound.length) fillBlock(scene, history, about, now);
        break;
      case LogKind.published:
        // Whatever was withheld below it is shown as well.
        for (let block = 0; block < scene.blockFound.length; block++) fillBlock(scene, history, block, now);
        break;
      default:
        break;
    }
  }
}

function makeRoom(scene: Writable<Scene>, tries: Tries, history: HistoryStore): void {
  if (scene.nodeOnline.length < history.nodes.length) {
    const size = history.nodes.length * 2;
    scene.nodeOnline = new Uint8Array(size);
    scene.nodeBorn = new Uint8Array(size);
    scene.nodeTip = new Int32Array(size);
    scene.nodeMempool = new Int32Array(size);
    scene.nodeHashRate = new Float64Array(size);
    scene.nodeBurst = new Uint8Array(size);
    scene.nodeMiningOn = new Int32Array(size);
    scene.nodeTries = new Float64Array(size);
    scene.nodeSecret = new Uint8Array(size);
    tries.counted = new Float64Array(size);
    tries.since = new Float64Array(size);
  }
  if (scene.linkUp.length < history.links.length) scene.linkUp = new Uint8Array(history.links.length * 2);
  if (scene.blockFound.length < history.blocks.length) {
    const size = history.blocks.length * 2;
    scene.blockFound = new Uint8Array(size);
    scene.blockWithheld = new Uint8Array(size);
    scene.blockHolders = new Int32Array(size);
  }
}

function fillNode(
  scene: Writable<Scene>,
  tries: Tries,
  history: HistoryStore,
  node: number,
  now: number,
): void {
  const { kind, b, object, x, time: times } = history.log.milestones;
  const steps = node < history.nodes.length ? history.nodeSteps[node] : undefined;
  const online = steps === undefined ? -1 : stepAt(steps.online, now);
  const tip = steps === undefined ? -1 : stepAt(steps.tip, now);
  const mempool = steps === undefined ? -1 : stepAt(steps.mempool, now);
  const rate = steps === undefined ? -1 : stepAt(steps.hashRate, now);
  const mining = steps === undefined ? -1 : stepAt(steps.mining, now);
  const secret = steps === undefined ? -1 : stepAt(steps.secret, now);
  const role = steps === undefined ? -1 : stepAt(steps.role, now);
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
  scene.nodeRole[node] = role >= 0 ? (roles[x.at(role)] as Role) : (history.nodes[node]?.role ?? 'node');
  scene.nodeSecret[node] = secret >= 0 && x.at(secret) === 1 ? 1 : 0;
  tries.counted[node] = mining > rate ? x.at(mining) : rateKind === LogKind.hashRate ? object.at(rate) : 0;
  tries.since[node] = times.at(Math.max(mining, rate));
}

/** The count starts at the last row that states it and grows with the rate since then. */
function countTries(scene: Writable<Scene>, tries: Tries, time: number): void {
  for (let node = 0; node < scene.nodeMiningOn.length; node++) {
    const grown = (scene.nodeHashRate[node] as number) * Math.max(0, time - (tries.since[node] as number));
    scene.nodeTries[node] =
      (scene.nodeMiningOn[node] as number) < 0
        ? 0
        : (tries.counted[node] as number) + Math.floor(grown / 1e6);
  }
}

function fillLink(scene: Writable<Scene>, history: HistoryStore, link: number, now: number): void {
  const steps = history.linkSteps[link];
  const last = steps === undefined ? -1 : stepAt(steps, now);
  scene.linkUp[link] = last >= 0 && history.log.milestones.kind.at(last) === LogKind.linkUp ? 1 : 0;
}

function fillBlock(scene: Writable<Scene>, history: HistoryStore, block: number, now: number): void {
  const { found, withheld, published } = history.blockSteps;
  const known = block < history.blocks.length;
  const foundAt = known ? found.at(block) : -1;
  const isFound = known && (foundAt >= 0 ? foundAt < now : (history.blocks[block]?.foundAt ?? 0) < 0);
  scene.blockFound[block] = isFound ? 1 : 0;
  scene.blockWithheld[block] =
    isFound && before(withheld.at(block), now) && !before(published.at(block), now) ? 1 : 0;
  scene.blockHolders[block] = isFound ? holders(history.blockSteps, history, block, now) : 0;
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
