import type {
  ActionRecord,
  BlockRecord,
  LinkRecord,
  NodeRecord,
  PayloadRecord,
  TxRecord,
} from '#simulation/records';
import type { TimedAction } from '#simulation/run';

/** A row of the log, looked up one at a time (views that list events use this; pictures use `Scene`). */
export interface LogRow {
  /** Global log index. */
  readonly row: number;
  readonly time: number;
  readonly kind: number;
  readonly a: number;
  readonly b: number;
  readonly object: number;
  readonly x: number;
}

/** What became of a transaction that a reorganisation touched. */
export interface TxFate {
  readonly tx: number;
  readonly fate: 're-mined' | 'back-in-mempool' | 'conflicted' | 'vanished';
  /** Block that re-mined it (`re-mined`), −1 otherwise. */
  readonly block: number;
  /** Transaction that spent its coin (`conflicted`), −1 otherwise. */
  readonly conflict: number;
}

/** One node's switch of branch as a value: what went out, what came in, what became of every payment. */
export interface Reorganisation {
  readonly row: number;
  readonly time: number;
  readonly node: number;
  readonly forkPoint: number;
  /** Block indices, tip first. */
  readonly disconnected: readonly number[];
  /** Block indices, oldest first. */
  readonly connected: readonly number[];
  readonly workBefore: number;
  readonly workAfter: number;
  readonly fates: readonly TxFate[];
}

/** A stretch of time in which two branches competed for the same height among online nodes. */
export interface ForkSpan {
  readonly forkPoint: number;
  readonly from: number;
  /** Time all online nodes agreed again, or Infinity. */
  readonly to: number;
  readonly branches: readonly number[];
}

/** The fold of one timeline's log: tables, step functions per attribute, and indices for stepping.
 * Appending is the only way it changes; every query is a pure function of (history, arguments). */
export interface History {
  readonly nodes: readonly NodeRecord[];
  readonly links: readonly LinkRecord[];
  readonly blocks: readonly BlockRecord[];
  readonly transactions: readonly TxRecord[];
  readonly payloads: readonly PayloadRecord[];
  readonly actions: readonly ActionRecord[];
  readonly reasons: readonly string[];
  readonly userActions: readonly TimedAction[];
  /** Rows in the log so far, message rows included, kept or thinned. */
  readonly rowCount: number;
  /** Grows with every change, so that whatever is derived knows when to look again. */
  readonly version: number;
  /** Grows whenever rows are taken back: what was read or asked for before may be about another future. */
  readonly cuts: number;
  /** Everything with time ≤ reached is known. */
  readonly reached: number;
  /** The history that this one is a thinner copy of: every milestone but those of `thinnedKinds` is the same. */
  readonly thinnedFrom?: WeakRef<History> | undefined;
  /** Number of rows with time ≤ t. */
  rowsThrough(time: number): number;
  row(row: number): LogRow | undefined;
  /** Milestone rows (no messages) with fromTime ≤ time ≤ toTime, oldest first; of these kinds only, if given. */
  milestones(fromTime: number, toTime: number, kinds?: ReadonlySet<number>): readonly LogRow[];
  /** Message sends whose time lies in the interval and whose rows are still kept; newest last, at most `limit`. */
  messages(fromTime: number, toTime: number, limit: number): readonly LogRow[];
  /** Every reorganisation so far (all nodes), oldest first. */
  readonly reorganisations: readonly Reorganisation[];
  readonly forks: readonly ForkSpan[];
  /** Times of "interesting" moments (block found, fork, reorg, user action, rejection, attack phase), ascending. */
  readonly interesting: readonly number[];
  /** Active tip of a node at a row; of most nodes when node = −1. */
  tipAt(node: number, row: number): number;
  /** Is `block` in the active chain of `tip`. */
  isAncestor(block: number, tip: number): boolean;
  /** Block of `tip`'s chain that holds the transaction, or −1; confirmations = height(tip) − height(block) + 1. */
  confirmedIn(tx: number, tip: number): number;
  /** Transaction of `tip`'s chain that spends the output, or −1 (unspent there). */
  spentBy(txid: string, vout: number, tip: number): number;
  txByTxid(txid: string): number;
  blockByHash(hash: string): number;
  /** Where a coin comes from, back to its coinbase (transaction indices, coinbase last; first parents only breadth-limited). */
  originsOf(tx: number): readonly number[];
  /** Nodes that had accepted block / transaction by a row, with the time each did. */
  arrivals(kind: 'block' | 'tx', object: number): readonly { readonly node: number; readonly time: number }[];
}
