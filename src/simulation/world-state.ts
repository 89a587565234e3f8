import type { MempoolPolicy } from '#bitcoin/mempool/policy';
import type { CoinsAtTip } from './coins-at-tip.ts';
import type { Ledger } from './ledger.ts';
import type { Links } from './network/links.ts';
import type { Knowledge } from './node/knowledge.ts';
import type { NodeState } from './node/node-state.ts';
import type { Prologue } from './prologue.ts';
import type { Prng } from './random/prng.ts';
import type { Role } from './records.ts';
import type { Run, TimedAction } from './run.ts';
import type { EventQueue } from './schedule/event-queue.ts';
import type { Story } from './stage/beats.ts';
import type { TablesMark } from './tables.ts';
import type { TraceHash } from './trace-hash.ts';

/** Why `advance` came back. */
export type AdvanceResult = 'reached' | 'searching' | 'paused';

/** What a node is beside its own state: fixed facts about it. */
export interface NodePlace {
  readonly name: string;
  readonly role: Role;
  readonly x: number;
  readonly y: number;
  readonly bornRow: number;
  /** Number of the address range it shares with others; undefined: a range of its own. */
  readonly network?: number;
}

/** An action of the script or of the user, as the world carries it out. */
export interface ScheduledAction extends TimedAction {
  readonly scripted: boolean;
}

/** A connection that was closed from outside and is dialled again when the obstacle goes. */
export interface SeveredLink {
  readonly a: number;
  readonly b: number;
}

/** Tampering with the next message of a kind from one node to another. */
export interface Tamper {
  readonly from: number;
  readonly to: number;
  readonly command: string;
  readonly how: 'drop' | 'delay' | 'duplicate';
  readonly delayMicros: number;
}

/** Everything outside nodes, links and queue that a keyframe must hold; copied as a whole. */
export interface WorldVariables {
  now: number;
  trafficMeanMicros: number;
  /** Counts changes of the traffic, so that an outdated wait is ignored. */
  trafficEpoch: number;
  trafficCount: number;
  /** Group of each node while a partition lasts. */
  partition: readonly number[] | undefined;
  /** "a b" (smaller index first) for pairs cut by hand. */
  cutPairs: ReadonlySet<string>;
  severed: readonly SeveredLink[];
  /** Who a stopped node was connected to. */
  stoppedPeers: ReadonlyMap<number, readonly number[]>;
  tampers: readonly Tamper[];
  nextAction: number;
  /** Beats that have happened, and what conditions remember. */
  story: Story;
  events: number;
  messagesSent: number;
}

/** A world frozen at a moment, cheap to make: nodes and links are shared until somebody changes them. */
export interface Keyframe {
  readonly time: number;
  readonly row: number;
  readonly nodes: readonly NodeState[];
  readonly links: Links;
  readonly knowledge: Knowledge;
  readonly places: readonly NodePlace[];
  readonly nodeByName: ReadonlyMap<string, number>;
  readonly users: readonly number[];
  readonly attackers: readonly number[];
  readonly miners: readonly number[];
  readonly queue: EventQueue;
  readonly trace: TraceHash;
  readonly traffic: Prng;
  readonly variables: WorldVariables;
  readonly tables: TablesMark;
  readonly carriedOut: readonly ScheduledAction[];
  readonly coins: CoinsAtTip;
}

/** What a world is made of. */
export interface WorldOptions {
  readonly run: Run;
  readonly prologue: Prologue;
  readonly ledger: Ledger;
  readonly policy?: MempoolPolicy;
}
