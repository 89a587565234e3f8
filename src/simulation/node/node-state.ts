import { copyMempool, type Mempool } from '#bitcoin/mempool/mempool';
import type { MempoolPolicy } from '#bitcoin/mempool/policy';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Attack } from '../actors/attack.ts';
import type { Flood } from '../actors/flood.ts';
import type { Strategy } from '../actors/strategy.ts';
import type { Miner } from '../miner.ts';
import { copyMiner } from '../miner.ts';
import { copyPrng, type Prng } from '../random/prng.ts';
import type { Role } from '../records.ts';
import type { BlockRef, TxRef } from '../refs.ts';
import type { Surroundings } from './surroundings.ts';

/** What a node knows of one block; the order is that of growing knowledge. */
export const BlockStatus = {
  unknown: 0,
  /** asked for after an announcement, header unknown */
  requested: 1,
  /** header accepted, body not asked for */
  header: 2,
  /** header accepted, body asked for */
  headerRequested: 3,
  /** body here, an ancestor's body missing */
  parked: 4,
  /** body checked and kept */
  valid: 5,
  /** refused, or built on something refused */
  invalid: 6,
} as const;

/** One connection as its node sees it. */
export interface Peer {
  /** Index of the node at the other end. */
  readonly node: number;
  readonly link: number;
  /** Direction of the link in which the other side sends; what it is known to have stands there in `Knowledge`. */
  readonly incoming: number;
  readonly inbound: boolean;
  versionReceived: boolean;
  ready: boolean;
  /** Transactions to announce when the trickle timer fires. */
  announcements: TxRef[];
  trickling: boolean;
  transactionsInFlight: TxRef[];
  addressesSent: boolean;
  /** Addresses it may still tell us, in millionths, and when that was last topped up (microseconds). */
  addressTokens: number;
  addressTokensAt: number;
  score: number;
}

/** A block that was asked for, and the direction in which it should come. */
export interface BlockRequest {
  readonly block: BlockRef;
  readonly incoming: number;
}

/** Everything one node remembers. Only the files of this folder change it. */
export interface NodeState {
  readonly index: number;
  /** uint32 from its name: its identity in ties and fingerprints. */
  readonly key: number;
  readonly name: string;
  role: Role;
  random: Prng;
  online: boolean;
  /** Directions in which the peers send, parallel to `peers`, for quick lookup. */
  incoming: number[];
  peers: Peer[];
  tip: BlockRef;
  /** Header with the most work whose ancestors' headers are all known. */
  bestHeader: BlockRef;
  /** Blocks asked for and not yet here, in the order of asking. */
  blocksInFlight: BlockRequest[];
  /** Blocks whose parent is unknown or parked, by the parent's id. */
  readonly waitingBlocks: Map<number, BlockRef[]>;
  mempool: Mempool;
  /** Of transactions that come with several witnesses: the version in the mempool, where it is not the first one known. */
  readonly otherWitness: Map<Txid, TxRef>;
  /** Transactions whose inputs are unknown, oldest first, with the peer's node. */
  readonly orphans: Map<number, { readonly tx: TxRef; readonly from: number }>;
  /** Ids of transactions refused at this tip; forgotten when the tip changes. */
  readonly refusedTransactions: Set<number>;
  /** Ids asked for and not yet here, with further peers (directions) that announced them. */
  readonly requestedTransactions: Map<number, number[]>;
  /** Node indices whose address it knows, in the order it learned them. */
  readonly addresses: Set<number>;
  /** Nodes it will not talk to again. */
  readonly discouraged: Set<number>;
  /** Connections it wants to have dialled itself; 0: keeps those it was given. */
  outboundTarget: number;
  /** Never two of those in one address range (Bitcoin Core: one /16). */
  readonly diverseOutbound: boolean;
  /** What it relays and keeps. */
  readonly policy: MempoolPolicy;
  dialing: number;
  readonly miner: Miner;
  attack: Attack | undefined;
  /** How it mines when not honestly. */
  strategy: Strategy | undefined;
  /** Junk it keeps sending. */
  flood: Flood | undefined;
  /** Counts timers it has set, for ties. */
  timerCount: number;
}

export function newPeer(node: number, link: number, inbound: boolean): Peer {
  return {
    node,
    link,
    // Direction 0 of a link leads away from who dialled.
    incoming: link * 2 + (inbound ? 0 : 1),
    inbound,
    versionReceived: false,
    ready: false,
    announcements: [],
    trickling: false,
    transactionsInFlight: [],
    addressesSent: false,
    addressTokens: 1_000_000,
    addressTokensAt: 0,
    score: 0,
  };
}

/** An independent copy; iteration orders are preserved. */
export function copyNode(node: NodeState): NodeState {
  const waitingBlocks = new Map<number, BlockRef[]>();
  for (const [parent, blocks] of node.waitingBlocks) waitingBlocks.set(parent, blocks.slice());
  const requested = new Map<number, number[]>();
  for (const [tx, links] of node.requestedTransactions) requested.set(tx, links.slice());
  return {
    ...node,
    random: copyPrng(node.random),
    incoming: node.incoming.slice(),
    peers: node.peers.map(copyPeer),
    blocksInFlight: node.blocksInFlight.slice(),
    waitingBlocks,
    mempool: copyMempool(node.mempool),
    otherWitness: new Map(node.otherWitness),
    orphans: new Map(node.orphans),
    refusedTransactions: new Set(node.refusedTransactions),
    requestedTransactions: requested,
    addresses: new Set(node.addresses),
    discouraged: new Set(node.discouraged),
    miner: copyMiner(node.miner),
    attack: node.attack === undefined ? undefined : { ...node.attack },
    strategy: node.strategy === undefined ? undefined : { ...node.strategy },
    flood: node.flood === undefined ? undefined : { ...node.flood },
  };
}

function copyPeer(peer: Peer): Peer {
  return {
    ...peer,
    announcements: peer.announcements.slice(),
    transactionsInFlight: peer.transactionsInFlight.slice(),
  };
}

/** What a node knows of a block: one of `BlockStatus`. */
export function blockStatus(world: Surroundings, node: NodeState, block: BlockRef): number {
  return world.knowledge.status(node.index, block.id);
}

export function setBlockStatus(world: Surroundings, node: NodeState, block: BlockRef, status: number): void {
  world.knowledge.setStatus(node.index, block.id, status);
}

/** The peer that sends in this direction. */
export function peerByDirection(node: NodeState, incoming: number): Peer | undefined {
  const slot = node.incoming.indexOf(incoming);
  return slot < 0 ? undefined : node.peers[slot];
}

/** Bodies a node may serve: checked ones. */
export function holdsBody(world: Surroundings, node: NodeState, block: BlockRef): boolean {
  return blockStatus(world, node, block) === BlockStatus.valid;
}
