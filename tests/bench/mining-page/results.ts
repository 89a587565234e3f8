/** What the bench page measures in its browser. Every list has one value a round, and whatever is compared was measured
 * within the same round, in alternating order: the ratio of two values of one round is what counts.
 * Rates are hashes per millisecond. */
export interface MiningResults {
  readonly userAgent: string;
  readonly cores: number;
  readonly windowMillis: number;
  /** One worker, contender by contender. */
  readonly single: Readonly<Record<ContenderName, readonly number[]>>;
  /** The kernel in the project's own hash workers, through ports and the pool. */
  readonly pooled: { readonly one: readonly number[]; readonly two: readonly number[] };
  /** The hash service as it is, and one that never lets messages in, in the same worker. */
  readonly pauses: { readonly withThem: readonly number[]; readonly without: readonly number[] };
  /** Rates of a native miner that ran between the rounds; empty where there is none. */
  readonly native: readonly number[];
  /** From the first call of a fresh worker until it runs at 90 % of its later speed. */
  readonly startMillis: readonly number[];
  /** From a cancel on the page until the answer is there. */
  readonly cancelMillis: readonly number[];
  /** Microseconds for one whole search of so many nonces: with a header that was not there before, and with one of
   * which only the time has changed. */
  readonly smallJobs: readonly {
    readonly nonces: number;
    readonly fresh: readonly number[];
    readonly later: readonly number[];
  }[];
  /** Blocks per second of the network simulation as fast as it goes, by the searcher it is given. */
  readonly simulation: { readonly rolled: readonly number[]; readonly kernel: readonly number[] };
}

export const contenderNames = ['noble', 'subtle', 'rolled', 'kernel'] as const;
export type ContenderName = (typeof contenderNames)[number];
