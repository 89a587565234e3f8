import type { AttackPhase } from '../log.ts';

/** Any condition, or several of them together. */
export type Condition =
  | SimpleCondition
  /** At least one of them holds. */
  | { readonly type: 'any'; readonly of: readonly SimpleCondition[] }
  /** All of them hold at the same time. */
  | { readonly type: 'all'; readonly of: readonly SimpleCondition[] };

/** Something about a world that holds or does not, as plain data: what a beat waits for, what a goal is, what makes an
 * answer right. Conditions about what *happens* (a reorganisation, a phase of an attack) hold from then on. */
export type SimpleCondition =
  /** Holds from the start: a beat that follows its predecessor at once, or the answer "none of the others". */
  | { readonly type: 'always' }
  /** From this simulated time on, microseconds. */
  | { readonly type: 'time'; readonly at: number }
  /** So many microseconds after the beat before (after the start, for the first). Beats only. */
  | { readonly type: 'after'; readonly micros: number }
  /** Only the user's action `{ type: 'beat' }` makes it happen. Beats only. */
  | { readonly type: 'by-hand' }
  /** The last payment to `node` that was not random traffic (from `from`, when given) has so many confirmations as `node`
   * itself sees it; 0: it waits in its mempool or is confirmed. */
  | { readonly type: 'confirmations'; readonly node: string; readonly from?: string; readonly count: number }
  /** The tip of `node` (of every running node, when none is named) is at least so high. */
  | { readonly type: 'height'; readonly node?: string; readonly atLeast: number }
  /** Somebody (or `node`) has given up at least so many blocks at once. */
  | { readonly type: 'reorg'; readonly node?: string; readonly depthAtLeast: number }
  /** Running nodes follow different branches. */
  | { readonly type: 'fork' }
  /** There was a reorganisation, and all running nodes agree. */
  | { readonly type: 'fork-resolved' }
  /** A reorganisation led to a lower block with more work, and all running nodes agree. */
  | { readonly type: 'fewer-blocks-more-work' }
  /** The branch that `node` withholds is so many blocks ahead of the one it sees in public. */
  | { readonly type: 'branch-lead'; readonly node: string; readonly atLeast: number }
  /** An attack (of `node`, when given) has entered this phase. */
  | { readonly type: 'attack-phase'; readonly node?: string; readonly phase: AttackPhaseName }
  | { readonly type: 'double-spend-succeeded' }
  /** So many transactions wait in the mempool of `node`. */
  | { readonly type: 'mempool'; readonly node: string; readonly atLeast: number }
  /** `node` has so many connections over which versions have been exchanged. */
  | { readonly type: 'peers'; readonly node: string; readonly atLeast: number }
  /** `node` has found so many blocks, published or not. */
  | { readonly type: 'blocks-found'; readonly node: string; readonly atLeast: number }
  /** The last block that anybody found is of `node`. */
  | { readonly type: 'last-block'; readonly node: string }
  /** `node` runs, has two connections, the whole chain, and follows the same tip as all others. */
  | { readonly type: 'synced'; readonly node: string }
  /** A transaction went back into a mempool in a reorganisation. */
  | { readonly type: 'tx-returned' }
  /** A transaction left a mempool because a block spends its coin differently. */
  | { readonly type: 'tx-conflicted' }
  /** A transaction was pushed out of a full mempool. */
  | { readonly type: 'tx-evicted' }
  /** So many nodes have refused a block or a transaction for this reason (Bitcoin Core's string). */
  | { readonly type: 'refused'; readonly reason: string; readonly atLeast: number }
  /** Of the chain that `node` follows, at least so many blocks are new since the start, and it found at least so many
   * hundredths of them. */
  | {
      readonly type: 'chain-share';
      readonly node: string;
      readonly blocksAtLeast: number;
      readonly percentAtLeast: number;
    };

export type ConditionType = Condition['type'];

/** E.g. `merchantSatisfied`. */
export type AttackPhaseName = Exclude<keyof typeof AttackPhase, 'preparing'>;
