import type { DescribedCounts } from '#simulation/describe';
import type { LogColumns } from '#simulation/log';
import type { NewRecords } from '#simulation/records';
import type { Action, Run, TimedAction } from '#simulation/run';

/** What the simulation worker offers the page. Pull-driven: nothing happens unless asked, no call works longer than
 * about 16 ms; `advanceTo` returns how far it got. Timelines are small integers; two hold logs at once. */
export interface SimulationApi {
  /** Ports to hash workers, one each; without any, headers are searched inline. */
  useHashers(ports: MessagePort[]): void;
  /** Starts a world for `run`, replacing everything. @throws with a sentence when the run is unusable */
  open(run: Run, options: OpenOptions): Promise<Opened>;
  /** Works towards `time`. Ask again while `reached < time`. */
  advanceTo(timeline: number, time: number): Promise<Advanced>;
  /** Carries out `action` at `at.time`, after row `at.index`. Rows beyond are another future: the reply names the
   * timeline that has the action; `sameTimeline` when nothing the user had seen (`seenTime`) was contradicted. */
  act(
    timeline: number,
    at: { readonly time: number; readonly index: number },
    seenTime: number,
    action: Action,
  ): Promise<Acted>;
  /** Replaces the user actions of a timeline (undo, redo). */
  setActions(timeline: number, actions: readonly TimedAction[], seenTime: number): Promise<Acted>;
  /** Message rows with from ≤ index < to, recomputed from a keyframe when they were thinned out. */
  messageRows(timeline: number, fromTime: number, toTime: number): Promise<LogColumns>;
  /** A question about the state of one node at a moment, answered from a keyframe and the ledger. */
  inspect(timeline: number, time: number, query: InspectQuery): Promise<InspectReply>;
  /** The run with its ledger, ready for a file. */
  save(timeline: number): Promise<SavedRun>;
  /** Replays the whole timeline with fresh hashing and compares trace hashes. Progress through repeated calls. */
  verifyStep(timeline: number): Promise<VerifyProgress>;
  /** Tries one seed: how soon the condition holds, or undefined within the limit. */
  trySeed(run: Run, condition: SeedCondition): Promise<SeedTrial>;
}

export interface OpenOptions {
  readonly ledger?: string;
  /** Start by restoring to this time as fast as possible. */
  readonly warmUpTo?: number;
}

export interface Opened {
  readonly timeline: number;
  readonly genesisTime: number;
  readonly advanced: Advanced;
  /** Expected tries per block at the start and other constants for the "class parameters" panel. */
  readonly constants: ClassConstants;
}

export interface ClassConstants {
  readonly spacingSeconds: number;
  readonly retargetInterval: number;
  readonly subsidyHalvingInterval: number;
  readonly coinbaseMaturity: number;
  readonly maxBlockWeight: number;
  readonly expectedTries: number;
  readonly prologueHeight: number;
}

export interface Advanced {
  /** Everything with time ≤ reached is in the log. */
  readonly reached: number;
  readonly log: LogColumns;
  readonly records: NewRecords;
  /** Hex of the trace hash through `reached`. */
  readonly traceHash: string;
  /** Hashes really computed so far in this page for this timeline, and what the ledger saved. */
  readonly hashesComputed: number;
  readonly hashesFromLedger: number;
  /** True while the call stopped because headers are still being searched: the device, not the script, is the limit. */
  readonly waitingForHashes: boolean;
}

export interface Acted {
  readonly timeline: number;
  readonly sameTimeline: boolean;
  /** Log rows below this index are common to both timelines. The page cuts its copy of the log here. */
  readonly commonRows: number;
  /** Entries of each table that are common; further ones of the page's copy belonged to look-ahead and are cut. */
  readonly commonRecords: DescribedCounts;
  /** Rows and records of the new timeline right after the common part (`log.first` = commonRows). */
  readonly advanced: Advanced;
  readonly actions: readonly TimedAction[];
}

export type InspectQuery =
  | { readonly type: 'mempool'; readonly node: number }
  | { readonly type: 'wallet'; readonly node: number }
  | { readonly type: 'node'; readonly node: number }
  /** The real frame of a payload as `from` sends it to `to` (all three stand in its `send` row). */
  | { readonly type: 'message-bytes'; readonly payload: number; readonly from: number; readonly to: number };

export type InspectReply =
  | {
      readonly type: 'mempool';
      readonly entries: readonly MempoolEntryView[];
      readonly nextBlockWeight: number;
    }
  | {
      readonly type: 'wallet';
      readonly keys: readonly WalletKeyView[];
      readonly coins: readonly WalletCoinView[];
      /** Coins this user locked with scripts of their own (`pay-script`) and that nobody has spent. */
      readonly locked: readonly LockedCoinView[];
      /** The chain as the user's node sees it: what time locks are judged by. */
      readonly tip: { readonly height: number; readonly medianTimePast: number };
      readonly balance: string;
    }
  | {
      readonly type: 'node';
      readonly peers: readonly PeerView[];
      readonly knownAddresses: readonly string[];
      readonly orphanTransactions: number;
      readonly orphanBlocks: number;
      readonly tipHash: string;
      readonly headersTip: string;
    }
  | { readonly type: 'message-bytes'; readonly hex: string }
  | { readonly type: 'gone'; readonly reason: string };

export interface MempoolEntryView {
  /** Transaction table index. */
  readonly transaction: number;
  readonly feeRate: number;
  readonly vsize: number;
  /** True when the next block template would take it. */
  readonly inNextBlock: boolean;
}

/** A key with its secret: simulated users' keys follow from their names, so they are public by construction. */
export interface WalletKeyView {
  readonly address: string;
  readonly publicKey: string;
  /** 64 hex digits */
  readonly privateKey: string;
  /** The same for a wallet, with version and checksum. */
  readonly wif: string;
}

export interface LockedCoinView {
  readonly txid: string;
  readonly vout: number;
  readonly value: string;
  /** scriptPubKey, hex */
  readonly script: string;
  /** Of the block that created it; −1 while it waits in the mempool. */
  readonly height: number;
  /** A transaction in the mempool of the user's node spends it. */
  readonly spentInMempool: boolean;
}

export interface WalletCoinView {
  readonly txid: string;
  readonly vout: number;
  readonly value: string;
  readonly height: number;
  readonly spendable: boolean;
  /** Why not, when not: `immature` or `spent-in-mempool`. */
  readonly note: string;
}

export interface PeerView {
  readonly node: number;
  readonly inbound: boolean;
  readonly ready: boolean;
  readonly score: number;
}

/** A run as a JSON file: the Run, its ledger of searches as hints, and where the reader was. */
export interface SavedRun {
  readonly format: 'chainroom-run';
  readonly version: 1;
  readonly run: Run;
  readonly ledger: string;
  readonly traceHash: string;
  readonly through: number;
}

export interface VerifyProgress {
  readonly done: boolean;
  readonly fraction: number;
  readonly matches: boolean | undefined;
}

export type SeedCondition =
  | { readonly type: 'fork-within'; readonly micros: number }
  | { readonly type: 'double-spend-succeeds'; readonly micros: number };

export interface SeedTrial {
  readonly found: boolean;
  /** Simulated time at which it happened. */
  readonly at: number;
  readonly hashes: number;
}
