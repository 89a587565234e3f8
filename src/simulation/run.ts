import type { Role } from './records.ts';
import type { Scenario } from './scenario/scenario.ts';

/** The version of the rules that turn a Run into a history. Another engine may give the same Run another history. */
export const engineVersion = 'chainroom-3';

/** Everything a user or a scenario can do to the world. Nodes are named, so that a Run reads like a script. */
export type Action =
  | {
      readonly type: 'pay';
      readonly from: string;
      readonly to: string;
      readonly amount: string;
      readonly feeRate?: number;
      readonly lock?: 'p2wpkh' | 'p2pkh';
    }
  /** Signs two payments of the same coin, one to `to` and one to `other`, and hands them to different neighbours. */
  | {
      readonly type: 'conflict';
      readonly from: string;
      readonly to: string;
      readonly other: string;
      readonly amount: string;
    }
  | { readonly type: 'set-hash-rate'; readonly node: string; readonly hashRate: number }
  /** What a peer is shown as from now on. Its hash rate stays, but a `miner` without any gets the others' mean. */
  | { readonly type: 'set-role'; readonly node: string; readonly role: Role }
  /** A hash-rate burst until this node's next find. */
  | { readonly type: 'mine-now'; readonly node: string }
  /** Bursts both and holds the first announcement until the second find. */
  | { readonly type: 'collide'; readonly nodes: readonly [string, string] }
  | { readonly type: 'connect'; readonly a: string; readonly b: string }
  | { readonly type: 'cut'; readonly a: string; readonly b: string }
  /** No connection between different groups until `heal`; nodes not named form one more group. */
  | { readonly type: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly type: 'heal' }
  | {
      readonly type: 'add-node';
      readonly name: string;
      readonly role: Role;
      readonly hashRate: number;
      readonly x: number;
      readonly y: number;
    }
  | { readonly type: 'stop-node'; readonly node: string }
  /** `forgets`: it does not go back to its former peers but dials addresses it knows. */
  | { readonly type: 'start-node'; readonly node: string; readonly forgets?: boolean }
  /** Stops or resumes the random payment traffic. */
  | { readonly type: 'traffic'; readonly meanWaitMicros: number }
  /** `depth`: how many blocks below its tip the secret branch begins; default: at the tip, or below a payment under attack. */
  | { readonly type: 'mine-secretly'; readonly node: string; readonly depth?: number }
  | { readonly type: 'publish'; readonly node: string }
  /** Pay `merchant`, mine the conflicting payment in secret, publish when the merchant is satisfied and we are ahead. */
  | {
      readonly type: 'double-spend';
      readonly attacker: string;
      readonly merchant: string;
      readonly amount: string;
      readonly confirmations: number;
      readonly giveUpDeficit: number;
      /** Withheld blocks the attacker must be ahead by before it pays; default 0. */
      readonly preMined?: number;
      /** Publish on drawing level, or only when ahead (default). */
      readonly win?: 'level' | 'ahead';
      /** Only pay; `mine-secretly` and `publish` follow by hand, or `play-on`. */
      readonly byHand?: boolean;
      /** How long the goods take to change hands once the merchant is content; default 0. */
      readonly handOverMicros?: number;
    }
  /** The strategy takes over a double spend that was begun by hand. */
  | { readonly type: 'play-on'; readonly node: string }
  /** How a miner mines from now on. */
  | {
      readonly type: 'strategy';
      readonly node: string;
      readonly strategy: 'honest' | 'selfish' | 'empty-blocks' | 'censor' | 'feather-fork';
      /** Whose payments a censor or feather fork leaves out. */
      readonly victim?: string;
      /** Blocks behind at which a feather fork is given up; default 2. */
      readonly giveUp?: number;
    }
  /** Two payments of one coin, to `merchant` and back to `attacker`, race for the next block; the merchant hands over by
   * what its own node knows. */
  | {
      readonly type: 'race';
      readonly attacker: string;
      readonly merchant: string;
      readonly amount: string;
      /** `split` (default): straight to the merchant, and to everybody else. `replace`: the rival follows when the goods
       * are out. `apart`: the payment through `via`, the rival through the attacker's own node. */
      readonly how?: 'split' | 'replace' | 'apart';
      readonly via?: string;
      /** sat/vB, default 15 each. */
      readonly feeRate?: number;
      readonly rivalFeeRate?: number;
      /** The payment signals that it may be replaced; default false. */
      readonly replaceable?: boolean;
      /** Default 0: the merchant ships on seeing the payment. */
      readonly confirmations?: number;
      /** The merchant listens so long before it ships; default 0. */
      readonly listenMicros?: number;
      /** While listening it looks for a rival; default false. */
      readonly watch?: boolean;
      /** It takes no payment that may be replaced; default false. */
      readonly refuseReplaceable?: boolean;
    }
  /** The attack of H. Finney: a block with the rival is found and held back first, then the merchant is paid and ships
   * without waiting, then the block is shown. */
  | {
      readonly type: 'finney';
      readonly attacker: string;
      readonly merchant: string;
      readonly amount: string;
      /** What the merchant waits for; default 0. */
      readonly confirmations?: number;
      /** How long the goods take to change hands once the merchant is content; default 0. */
      readonly handOverMicros?: number;
      /** The attacker gives up when its branch is so many blocks behind; default 2. */
      readonly giveUpDeficit?: number;
    }
  /** A node pays itself over and over; no gap: stop. */
  | {
      readonly type: 'flood';
      readonly node: string;
      readonly gapMicros: number;
      readonly feeRate?: number;
      /** Outputs each, default 30 (about 1,100 vB). */
      readonly outputs?: number;
    }
  /** Sends everybody a payment of the victim's largest coin, signed with the thief's own key. */
  | { readonly type: 'steal'; readonly node: string; readonly victim: string }
  /** The miner's next block breaks a rule: it mints `extra` satoshis, or contains a theft from `victim`. */
  | {
      readonly type: 'forge-block';
      readonly node: string;
      readonly what: 'mint' | 'steal';
      readonly extra?: string;
      readonly victim?: string;
    }
  /** Tampering with the next matching message on a link, by hand. */
  | {
      readonly type: 'tamper';
      readonly from: string;
      readonly to: string;
      readonly command: string;
      readonly how: 'drop' | 'delay' | 'duplicate';
      readonly delayMicros?: number;
    }
  /** Pays into any lock from a user's wallet. `script`: scriptPubKey, hex. */
  | {
      readonly type: 'pay-script';
      readonly from: string;
      readonly script: string;
      readonly amount: string;
    }
  /** Hands a raw transaction to a node, as its user would. */
  | { readonly type: 'submit-tx'; readonly node: string; readonly hex: string }
  /** A node sends all its peers a copy of a block (by hash) or transaction (by txid or wtxid) with one byte changed. */
  | {
      readonly type: 'send-broken';
      readonly node: string;
      readonly kind: 'block' | 'tx';
      readonly id: string;
      /** Of the byte, from the start of the object's encoding. */
      readonly offset: number;
      /** Bits of it to flip, 1 … 255. */
      readonly xor: number;
    }
  /** Makes the scenario's next beat happen now, whatever it waits for. */
  | { readonly type: 'beat'; readonly beat: string };

export type ActionType = Action['type'];

/** An action with the simulated time at which it happens, after every other event of that microsecond. */
export interface TimedAction {
  /** microseconds */
  readonly at: number;
  readonly action: Action;
}

/** A whole history as a value: same Run, same trace hash, everywhere. */
export interface Run {
  readonly engine: string;
  readonly scenario: Scenario;
  /** uint32 */
  readonly seed: number;
  /** The user's actions, ordered by time (equal times: in the order given). The scenario's own come first. */
  readonly actions: readonly TimedAction[];
}
