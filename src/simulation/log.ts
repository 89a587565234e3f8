/** What happened, in order, as columns of numbers: the only thing that leaves the world.
 *
 * Every row has the same six fields. `time` is simulated microseconds and never decreases; `a` and `b` are node
 * indices (−1: none); `object` points into the table named below; `x` is one more number.
 * The trace hash covers every row by content (keys of nodes and objects, never their interned indices). */
export const LogKind = {
  /** a → b sent `object` = payload; x = time it will arrive */
  send: 1,
  /** a received from b `object` = payload; x = time it was sent */
  receive: 2,
  /** `object` = payload from b never reached a (link cut, peer gone, dropped by hand); x = time it was sent */
  lost: 3,

  /** miner a found `object` = block; x = tries since it began on this parent */
  blockFound: 10,
  /** a accepted the header of `object` = block from b, body still unknown */
  headerAccepted: 11,
  /** a holds the valid body of `object` = block, from b (−1: its own) */
  blockAccepted: 12,
  /** a's active tip became `object` = block; b = previous tip block (not a node!); x = blocks disconnected */
  tip: 13,
  /** a refused `object` = block from b; x = index into `reasons` */
  blockRejected: 14,
  /** a parked `object` = block from b: its parent is unknown */
  blockOrphan: 15,

  /** a took `object` = transaction from b (−1: its own) into its mempool; x = mempool count after */
  txAccepted: 20,
  /** a refused `object` = transaction from b; x = index into `reasons` */
  txRejected: 21,
  /** `object` = transaction left a's mempool; b = cause (`TxRemoval`); x = mempool count after */
  txRemoved: 22,
  /** `object` = transaction came back to a's mempool in a reorg; x = mempool count after */
  txReturned: 23,
  /** a parked `object` = transaction from b: an input is unknown */
  txOrphan: 24,

  /** connection `object` = link between a (dialled) and b opened; x = one-way latency in µs */
  linkUp: 30,
  /** connection `object` = link between a and b closed; x = `LinkDownCause` */
  linkDown: 31,
  /** a finished the version handshake with b */
  handshake: 32,
  /** a found fault with b: x = index into `reasons`; the connection is dropped */
  misbehaviour: 33,
  /** a learned addresses from b; x = how many addresses a now knows */
  addressesLearned: 34,
  /** a node a began to exist or came back; x = hash rate */
  nodeUp: 35,
  /** node a stopped */
  nodeDown: 36,

  /** miner a began to work on top of `object` = block; x = tries it already made on that parent */
  mining: 40,
  /** a's hash rate became x tries per second; b = 1 while a burst lasts; `object` = tries so far on this parent, saturating at 2^31−1 */
  hashRate: 41,
  /** a mines in secret (x = 1) or in the open again (x = 0); `object` = block it forks from */
  secret: 42,
  /** a published its withheld branch; `object` = its tip, x = number of blocks */
  published: 43,
  /** a withholds its find `object` = block */
  withheld: 44,

  /** `object` = action carried out now */
  action: 50,
  /** a → b: somebody made the payment `object` = transaction; x = amount in satoshis (exact below 2^53) */
  payment: 51,
  /** attack phase x (`AttackPhase`) of attacker a against b; `object` = the transaction it is about, or −1 */
  attack: 52,
  /** an action could not be done: `object` = action, x = index into `reasons` */
  actionRefused: 53,
  /** beat number x (from 0) of the scenario happened */
  beat: 54,
  /** the question of beat number `object` is answered: choice number x is right (−1: none) */
  answer: 55,
  /** a is shown in another role from now on; x = its index in `roles` */
  role: 56,
} as const;
export type LogKind = (typeof LogKind)[keyof typeof LogKind];

/** Message rows make up almost the whole log; they are kept near the playhead and recomputed on demand elsewhere. */
export function isMessageRow(kind: number): boolean {
  return kind === LogKind.send || kind === LogKind.receive || kind === LogKind.lost;
}

/** Why a transaction left a mempool. */
export const TxRemoval = {
  confirmed: 0,
  conflicted: 1,
  replaced: 2,
  evicted: 3,
  expired: 4,
  reorganised: 5,
} as const;
/** Why a connection closed. */
export const LinkDownCause = { cut: 0, partition: 1, stopped: 2, misbehaviour: 3, refused: 4 } as const;
/** How far a double spend, or a race of two payments, has come. */
export const AttackPhase = {
  /** mines in secret for a head start, nothing is paid yet; never logged */
  preparing: 0,
  paid: 1,
  secretStarted: 2,
  merchantSatisfied: 3,
  published: 4,
  succeeded: 5,
  gaveUp: 6,
  /** race: the other payment of the coin went out */
  rivalSent: 7,
  /** race: the merchant did not hand the goods over */
  keptGoods: 8,
} as const;

/** A run of consecutive log rows as transferable columns; all arrays have `count` entries. */
export interface LogColumns {
  /** Global index of the first row. Rows are consecutive unless `index` is given. */
  readonly first: number;
  readonly count: number;
  /** Global row indices when rows were left out (milestones without messages); else undefined. */
  readonly index: Float64Array | undefined;
  readonly time: Float64Array;
  readonly kind: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly object: Int32Array;
  readonly x: Float64Array;
}
