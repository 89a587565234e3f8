/** What log rows point at: plain, cloneable descriptions in order of first appearance in this timeline. */

/** What a peer may be shown as, in the order of the numbers that stand for them in the log. */
export const roles = ['node', 'miner', 'merchant', 'attacker'] as const;
export type Role = (typeof roles)[number];

export interface NodeRecord {
  readonly index: number;
  readonly name: string;
  readonly role: Role;
  /** Stable position, both 0 … 1 (x to the right, y down). */
  readonly x: number;
  readonly y: number;
  /** e.g. 10.0.0.3:18444, as announced in addr messages */
  readonly address: string;
  /** Address that this node's user is paid at (bech32, regtest prefix). */
  readonly walletAddress: string;
  /** Row that brought it into being. */
  readonly bornAt: number;
}

export interface LinkRecord {
  readonly index: number;
  readonly a: number;
  readonly b: number;
  /** One way, microseconds. */
  readonly latencyMicros: number;
  /** Bytes per second each way. */
  readonly bytesPerSecond: number;
  /** Lost segments per million (each costs a retransmission delay). */
  readonly lossPerMillion: number;
}

export interface BlockRecord {
  readonly index: number;
  readonly hash: string;
  readonly height: number;
  /** Index of the parent block; −1 for the genesis block. */
  readonly parent: number;
  /** Node that found it; −1 for prologue blocks. */
  readonly miner: number;
  /** Simulated microseconds of the find; −1 for prologue blocks. */
  readonly foundAt: number;
  /** 80 bytes */
  readonly headerHex: string;
  /** Header fields that views need at once. */
  readonly headerTime: number;
  readonly bits: number;
  /** Cumulative chain work in hashes, as a number (display) and exactly (decimal string). */
  readonly work: number;
  readonly workExact: string;
  /** Work of this block alone. */
  readonly blockWork: number;
  /** Indices into the transaction table, coinbase first. */
  readonly transactions: readonly number[];
  readonly size: number;
  readonly strippedSize: number;
  readonly weight: number;
  /** satoshis as decimal strings */
  readonly fees: string;
  readonly subsidy: string;
  /** True when this body was tampered with by the user (then it shares its hash with an honest block or is invalid). */
  readonly tampered: boolean;
}

export interface TxInputRecord {
  readonly txid: string;
  readonly vout: number;
  /** Transaction table index of the spent transaction, −1 when coinbase or unknown. */
  readonly source: number;
  /** satoshis, decimal; '' when unknown */
  readonly value: string;
  /** Node whose wallet owns the spent coin, −1 unknown. */
  readonly owner: number;
}

export interface TxOutputRecord {
  readonly value: string;
  readonly owner: number;
  readonly address: string;
}

export interface TxRecord {
  readonly index: number;
  readonly txid: string;
  readonly wtxid: string;
  readonly coinbase: boolean;
  readonly hex: string;
  readonly size: number;
  readonly vsize: number;
  readonly weight: number;
  /** satoshis, decimal; '' for a coinbase */
  readonly fee: string;
  readonly inputs: readonly TxInputRecord[];
  readonly outputs: readonly TxOutputRecord[];
  /** Payer and payee as the wallet meant it; −1 where it makes no sense. */
  readonly from: number;
  readonly to: number;
  /** What the payee is meant to get, satoshis decimal. */
  readonly amount: string;
}

/** One message as sent; recipients of the same announcement share it. */
export interface PayloadRecord {
  readonly index: number;
  /** P2P command, e.g. `inv`. */
  readonly command: string;
  /** Framed size in bytes (24-byte header included), equal to the length of the real encoding. */
  readonly size: number;
  /** What it is about. */
  readonly objectKind: 'block' | 'tx' | 'none';
  /** Table indices it names, in order (at most 8 are listed; `count` says how many there were). */
  readonly objects: readonly number[];
  readonly count: number;
}

export interface ActionRecord {
  readonly index: number;
  /** True when it came from the scenario, false when the user did it. */
  readonly scripted: boolean;
  readonly at: number;
  readonly action: import('./run.ts').Action;
}

/** New table entries since the last answer; each list continues where the last one ended. */
export interface NewRecords {
  readonly nodes: readonly NodeRecord[];
  readonly links: readonly LinkRecord[];
  readonly blocks: readonly BlockRecord[];
  readonly transactions: readonly TxRecord[];
  readonly payloads: readonly PayloadRecord[];
  readonly actions: readonly ActionRecord[];
  /** Reason strings that `x` of refusals points at. */
  readonly reasons: readonly string[];
}
