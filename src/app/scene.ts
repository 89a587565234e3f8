import type {
  ActionRecord,
  BlockRecord,
  LinkRecord,
  NodeRecord,
  PayloadRecord,
  Role,
  TxRecord,
} from '#simulation/records';

/** Where we look: a simulated time and the number of log rows that count as past.
 * While playing, `index` is the number of rows with time ≤ `time`; stepping by event moves `index` alone. */
export interface Playhead {
  /** microseconds */
  readonly time: number;
  readonly index: number;
}

/** Messages under way at the playhead, as columns; `count` entries are valid. */
export interface InFlight {
  count: number;
  from: Int32Array;
  to: Int32Array;
  payload: Int32Array;
  sentAt: Float64Array;
  arrivesAt: Float64Array;
  /** Global log index of the send row: the message's identity. */
  row: Float64Array;
}

/** Everything a picture needs at one playhead. Reused between frames: read it, never keep it.
 * Arrays are indexed by the tables' indices and may be longer than the tables. */
export interface Scene {
  readonly playhead: Playhead;
  /** Tables up to now and beyond (look-ahead): use the `…Count`s below, or a record's own time, to know what exists. */
  readonly nodes: readonly NodeRecord[];
  readonly links: readonly LinkRecord[];
  readonly blocks: readonly BlockRecord[];
  readonly transactions: readonly TxRecord[];
  readonly payloads: readonly PayloadRecord[];
  readonly actions: readonly ActionRecord[];
  /** 1 when the node exists and runs. */
  readonly nodeOnline: Uint8Array;
  /** 1 when the node exists at all by now. */
  readonly nodeBorn: Uint8Array;
  /** Active tip (block index) of each node, −1 before its first. */
  readonly nodeTip: Int32Array;
  /** Transactions in each node's mempool. */
  readonly nodeMempool: Int32Array;
  /** Tries per second now. */
  readonly nodeHashRate: Float64Array;
  /** 1 while a burst ("mine now") lasts. */
  readonly nodeBurst: Uint8Array;
  /** Block it mines on, −1 when idle. */
  readonly nodeMiningOn: Int32Array;
  /** Tries made on that parent up to the playhead. */
  readonly nodeTries: Float64Array;
  /** What each node is shown as now; `NodeRecord.role` is what it began as. */
  readonly nodeRole: readonly Role[];
  /** 1 while it mines in secret. */
  readonly nodeSecret: Uint8Array;
  /** 1 while the connection is open. */
  readonly linkUp: Uint8Array;
  /** 1 when this block has been found by now (prologue blocks always). */
  readonly blockFound: Uint8Array;
  /** 1 while the block is withheld by its miner. */
  readonly blockWithheld: Uint8Array;
  /** How many nodes have accepted the body / only the header. */
  readonly blockHolders: Int32Array;
  readonly inFlight: InFlight;
}
