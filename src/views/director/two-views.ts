import { heaviestTip } from '#app/heaviest-tip';
import type { History, LogRow } from '#app/history';
import type { Scene } from '#app/scene';
import { AttackPhase, LogKind } from '#simulation/log';
import type { Role } from '#simulation/records';
import { commonAncestor } from '../branches/ancestry.ts';
import { gatherMilestones } from '../branches/gather-milestones.ts';
import { type TxState, txStateOf } from '../inspector/tx/tx-state.ts';
import { holdersOf } from './holders-of.ts';

/** Who plays whom, as node indices; −1: nobody does. */
export interface Cast {
  /** The first of the attackers: the one that is spoken of. */
  readonly attacker: number;
  /** All nodes that play for the attacker. */
  readonly attackers: readonly number[];
  readonly merchant: number;
}

/** What the merchant's own node shows. */
export interface MerchantView {
  /** The payment it waits for; −1 before there is one. */
  readonly payment: number;
  readonly status: TxState;
  readonly confirmations: number;
  /** Its tip, and how many other nodes it is connected to. */
  readonly tip: number;
  readonly peers: number;
  /** The goods were handed over before now. */
  readonly shipped: boolean;
  /** It would hand them over now: as many confirmations as it wants. */
  readonly satisfied: boolean;
}

/** What is really going on, which no single node can see. */
export interface RealView {
  /** Tip that most running nodes follow, or a heavier one that somebody outside the attack has found and follows. */
  readonly publicTip: number;
  /** The attacker to watch: who keeps blocks back, else the first. */
  readonly attacker: number;
  /** Its own best block, withheld or not. */
  readonly attackerTip: number;
  /** Blocks the attacker keeps to itself now. */
  readonly withheld: number;
  /** Newest block that the attacker's branch shares with the public one. */
  readonly forkPoint: number;
  /** Blocks on each side since the fork point. */
  readonly secretBlocks: number;
  readonly publicBlocks: number;
  /** Work of the attacker's branch less that of the public one. */
  readonly workLead: number;
  /** Transaction that spends the payment's coin differently; −1 while nobody has signed one. */
  readonly conflict: number;
  /** Running nodes that know of it, and how many run. */
  readonly conflictKnownBy: number;
  readonly online: number;
  /** Running nodes that hold the payment and those that hold its rival now: in their mempool, or in their chain. Empty
   * while there is no rival. */
  readonly paymentHeldBy: readonly number[];
  readonly conflictHeldBy: readonly number[];
  /** Tips that running nodes follow, most followers first. */
  readonly camps: readonly Camp[];
  /** Blocks since the start on the chain that counts (as in the outcome: the heaviest that a node outside the attack
   * follows), and how many of them the attacker found. */
  readonly chainBlocks: number;
  readonly attackerBlocks: number;
}

/** Nodes that follow one tip. */
export interface Camp {
  readonly tip: number;
  readonly nodes: number;
}

interface Gathered {
  /** Payments that somebody ordered, oldest first: not the random traffic. */
  readonly payments: LogRow[];
  readonly attacks: LogRow[];
  orderedAt: number;
}

const gather = gatherMilestones<Gathered>(
  [LogKind.action, LogKind.beat, LogKind.attack, LogKind.payment],
  () => ({ payments: [], attacks: [], orderedAt: -1 }),
  (gathered, row) => {
    if (row.kind === LogKind.action || row.kind === LogKind.beat) gathered.orderedAt = row.time;
    else if (row.kind === LogKind.attack) {
      gathered.attacks.push(row);
      // A strategy may wait for its moment, long after it was ordered to begin.
      if (row.x === AttackPhase.paid && row.object >= 0) gathered.payments.push(row);
    } else if (row.time === gathered.orderedAt) gathered.payments.push(row);
  },
);

const casts = new WeakMap<History, Cast>();

/** The cast by the roles at the playhead; the same value as long as nobody's part changes. */
export function castOf(history: History, scene: Pick<Scene, 'nodeRole'>): Cast {
  const known = casts.get(history);
  const of = (role: Role) =>
    history.nodes.filter(({ index }) => scene.nodeRole[index] === role).map(({ index }) => index);
  const attackers = of('attacker');
  const merchant = of('merchant')[0] ?? -1;
  const same =
    known?.merchant === merchant &&
    known.attackers.length === attackers.length &&
    attackers.every((node, at) => known.attackers[at] === node);
  if (same) return known;
  const cast = { attacker: attackers[0] ?? -1, attackers, merchant };
  casts.set(history, cast);
  return cast;
}

/** The attackers' last payment to the merchant before `row`, or −1; anybody's, where they have made none. */
export function paymentOf(
  history: History,
  { attackers, merchant }: Pick<Cast, 'attackers' | 'merchant'>,
  row: number,
): number {
  const paid = gather(history).payments.filter((event) => event.row <= row && event.b === merchant);
  return (paid.findLast((event) => attackers.includes(event.a)) ?? paid.at(-1))?.object ?? -1;
}

/** What the merchant sees at the playhead.
 * @param wanted confirmations it waits for @param row last log row that counts as past */
export function merchantViewOf(
  history: History,
  scene: Scene,
  cast: Cast,
  wanted: number,
  row: number,
): MerchantView {
  const { merchant } = cast;
  const payment = paymentOf(history, cast, row);
  const tip = scene.nodeTip[merchant] ?? -1;
  const status = txStateOf(history, payment, tip, scene.playhead.time);
  const confirmations = status.state === 'confirmed' ? status.confirmations : 0;
  const waits = status.state === 'pending' && holds(history, payment, merchant, scene.playhead.time);
  const shipped = gather(history).attacks.some(
    (event) => event.row <= row && event.b === merchant && event.x === AttackPhase.merchantSatisfied,
  );
  let peers = 0;
  for (const link of scene.links) {
    if (scene.linkUp[link.index] === 1 && (link.a === merchant || link.b === merchant)) peers++;
  }
  const satisfied = status.state === 'confirmed' ? confirmations >= wanted : waits && wanted === 0;
  return { payment, status, confirmations, tip, peers, shipped, satisfied };
}

/** What is really happening at the playhead.
 * @param row last log row that counts as past */
export function realViewOf(history: History, scene: Scene, cast: Cast, row: number): RealView {
  const { attackers } = cast;
  const { blocks } = history;
  // Of several, the one that keeps something back is the one to watch.
  const attacker = attackers.find((node) => scene.nodeSecret[node] === 1) ?? cast.attacker;
  const height = (block: number) => blocks[block]?.height ?? 0;
  const work = (block: number) => blocks[block]?.work ?? 0;
  const publicTip = publicTipOf(history, scene, attackers, row);
  const ownTip = attacker < 0 ? -1 : (scene.nodeTip[attacker] ?? -1);
  const secretly = attacker >= 0 && scene.nodeSecret[attacker] === 1;
  const mining = secretly ? (scene.nodeMiningOn[attacker] ?? -1) : -1;
  const attackerTip = mining >= 0 ? mining : ownTip;
  const forkPoint = commonAncestor(blocks, publicTip, attackerTip);
  const payment = paymentOf(history, cast, row);
  const conflict = conflictOf(history, payment);
  const { known, online } = whoKnows(history, scene, conflict);
  let withheld = 0;
  for (let block = 0; block < blocks.length; block++) {
    if (scene.blockWithheld[block] === 1 && attackers.includes(blocks[block]!.miner)) withheld++;
  }
  let chainBlocks = 0;
  let attackerBlocks = 0;
  const counted = heaviestTip(history, new Set(attackers), row + 1);
  for (let block = counted; block >= 0 && blocks[block]!.miner >= 0; block = blocks[block]!.parent) {
    chainBlocks++;
    if (attackers.includes(blocks[block]!.miner)) attackerBlocks++;
  }
  return {
    publicTip,
    attacker,
    attackerTip,
    withheld,
    forkPoint,
    secretBlocks: Math.max(0, height(attackerTip) - height(forkPoint)),
    publicBlocks: Math.max(0, height(publicTip) - height(forkPoint)),
    workLead: work(attackerTip) - work(publicTip),
    conflict,
    conflictKnownBy: known,
    online,
    paymentHeldBy: conflict < 0 ? [] : holdersOf(history, scene, payment),
    conflictHeldBy: holdersOf(history, scene, conflict),
    camps: campsOf(scene),
    chainBlocks,
    attackerBlocks,
  };
}

/** While a new block spreads, most nodes are only late: a branch that must beat it already has it to beat. A branch of the
 * attackers' that some nodes were shown counts once most follow it. */
function publicTipOf(history: History, scene: Scene, attackers: readonly number[], row: number): number {
  const { blocks } = history;
  let best = history.tipAt(-1, row + 1);
  for (let node = 0; node < scene.nodes.length; node++) {
    const block = blocks[scene.nodeTip[node] ?? -1];
    if (block === undefined || scene.nodeOnline[node] !== 1 || attackers.includes(node)) continue;
    if (block.work > (blocks[best]?.work ?? 0) && !attackers.includes(block.miner)) best = block.index;
  }
  return best;
}

function campsOf(scene: Scene): readonly Camp[] {
  const followers = new Map<number, number>();
  for (let node = 0; node < scene.nodes.length; node++) {
    const tip = scene.nodeTip[node] ?? -1;
    if (scene.nodeOnline[node] === 1 && tip >= 0) followers.set(tip, (followers.get(tip) ?? 0) + 1);
  }
  return [...followers]
    .map(([tip, nodes]) => ({ tip, nodes }))
    .sort((p, q) => q.nodes - p.nodes || p.tip - q.tip);
}

/** The other transaction that spends a coin of `payment`, or −1 when there is none. */
export function conflictOf(history: History, payment: number): number {
  const record = history.transactions[payment];
  if (record === undefined) return -1;
  const coins = new Set(record.inputs.map(({ txid, vout }) => `${txid}:${vout}`));
  // Whoever signs two payments of one coin signs them at about the same time: look from the payment outwards.
  const spends = (index: number) =>
    index !== payment &&
    history.transactions[index]!.inputs.some(({ txid, vout }) => coins.has(`${txid}:${vout}`));
  for (let index = payment + 1; index < history.transactions.length; index++) if (spends(index)) return index;
  for (let index = payment - 1; index >= Math.max(0, payment - 50); index--) if (spends(index)) return index;
  return -1;
}

/** Running nodes that have `tx` in their mempool's past or in a block they hold. */
function whoKnows(
  history: History,
  scene: Scene,
  tx: number,
): { readonly known: number; readonly online: number } {
  const { time } = scene.playhead;
  const knowing = new Set<number>();
  const signer = history.transactions[tx]?.from ?? -1;
  if (tx >= 0) {
    knowing.add(signer);
    for (const arrival of history.arrivals('tx', tx)) if (arrival.time <= time) knowing.add(arrival.node);
    for (const block of history.blocks) {
      if (block.miner < 0 || block.foundAt > time || !block.transactions.includes(tx)) continue;
      if (scene.blockFound[block.index] === 1) knowing.add(block.miner);
      for (const arrival of history.arrivals('block', block.index)) {
        if (arrival.time <= time) knowing.add(arrival.node);
      }
    }
  }
  let online = 0;
  let known = 0;
  for (let node = 0; node < scene.nodes.length; node++) {
    if (scene.nodeOnline[node] !== 1) continue;
    online++;
    if (knowing.has(node)) known++;
  }
  return { known, online };
}

function holds(history: History, tx: number, node: number, time: number): boolean {
  return history.arrivals('tx', tx).some((arrival) => arrival.node === node && arrival.time <= time);
}
