import type { CoinsView } from '#bitcoin/chain/coins';
import type { ChainParams } from '#bitcoin/consensus/params';
import type { Verdict } from '#bitcoin/consensus/verdict';
import type { Txid } from '#bitcoin/primitives/hashes';
import type { Transaction } from '#bitcoin/primitives/transaction';
import type { BlockRef, TxRef } from '../refs.ts';
import type { Knowledge } from './knowledge.ts';
import type { Message } from './message.ts';
import type { NodeState, Peer } from './node-state.ts';

/** What timers a node sets. */
export const Timer = {
  /** announce collected transactions to the peer that sends in direction `argument` */
  trickle: 0,
  /** see whether more connections are wanted */
  connections: 1,
  /** see whether the block that is being mined could hold better transactions; `argument` = job number */
  refreshJob: 2,
  /** an attacker looks at the situation */
  attack: 3,
  /** the next piece of junk; `argument` = number of the flood */
  flood: 4,
} as const;
export type Timer = (typeof Timer)[keyof typeof Timer];

/** All that a node can perceive and do: its inputs arrive as calls of this folder's functions, its outputs leave
 * through here. A node knows no clock but `now`, no network, no randomness but its own stream. */
export interface Surroundings {
  /** Simulated microseconds. */
  readonly now: number;
  /** Unix seconds at t = 0. */
  readonly epochSeconds: number;
  readonly params: ChainParams;
  readonly trickleMeanMicros: number;
  /** Blocks by id. */
  readonly blocks: readonly BlockRef[];
  /** What nodes know of blocks and of what their peers have; a node touches only what is its own. */
  readonly knowledge: Knowledge;

  send(node: NodeState, peer: Peer, message: Message): void;
  /** The same, to the peer that sends in direction `incoming`. */
  answer(node: NodeState, incoming: number, message: Message): void;
  /** The peer that sends in a direction, unless the connection is gone. */
  peerAt(incoming: number): Peer | undefined;
  setTimer(node: NodeState, timer: Timer, argument: number, delayMicros: number): void;
  /** Drops a connection; both ends are told at once. */
  disconnect(peer: Peer, cause: number): void;
  /** Tries to connect; `connected` or `dialFailed` follows after a round trip. */
  dial(node: NodeState, target: number): void;
  /** The address range of a node; those of ordinary nodes all differ. */
  networkOf(node: number): number;
  /** The block to mine on may have changed. */
  reconsiderMining(node: NodeState): void;
  /** A transaction came in: the block that is being mined may have to change, in good time. */
  mempoolChanged(node: NodeState): void;

  log(kind: number, a: number, b: number, x: number): void;
  logBlock(kind: number, a: number, b: number, block: BlockRef, x: number): void;
  logTip(a: number, previous: BlockRef, tip: BlockRef, disconnected: number): void;
  logTx(kind: number, a: number, b: number, tx: TxRef, x: number): void;
  /** Index of a reason string in the table that refusals point at. */
  reason(text: string): number;

  /** Checks a block by itself and by the headers before it, without any coin: what a changed byte cannot survive. */
  checkForm(block: BlockRef): Verdict;
  /** Checks a body against its own branch; every node under these rules gets the same answer, computed once. */
  checkBody(block: BlockRef): Verdict;
  /** The coins at a tip whose branch is checked. Valid until the next call. */
  coinsAt(tip: BlockRef): CoinsView;
  refOf(tx: Transaction): TxRef;
  /** The transaction that a txid names, if anybody ever made one. */
  findTx(txid: Txid): TxRef | undefined;
  /** Whether a block of the tip's branch contains the transaction. */
  isConfirmed(tx: TxRef, tip: BlockRef): boolean;
}

/** Unix seconds on a node's clock. */
export function clockSeconds(world: Surroundings): number {
  return world.epochSeconds + Math.floor(world.now / 1_000_000);
}
