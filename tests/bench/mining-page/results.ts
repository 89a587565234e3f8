/** What the bench page measures in its browser. Rates are hashes per millisecond, a median each. */
export interface MiningResults {
  readonly userAgent: string;
  readonly cores: number;
  readonly windows: number;
  readonly windowMillis: number;
  /** One worker, contender by contender, all in the same round of windows. */
  readonly single: Readonly<Record<ContenderName, number>>;
  /** The kernel in the project's own hash workers, through ports and the pool. */
  readonly pooled: { readonly one: number; readonly two: number };
  /** From the first call of a fresh worker until it runs at 90 % of its later speed. */
  readonly startMillis: readonly number[];
  /** From a cancel on the page until the answer is there. */
  readonly cancelMillis: readonly number[];
  /** Microseconds for one whole search of so many nonces with a header that was not there before. */
  readonly smallJobs: readonly { readonly nonces: number; readonly micros: number }[];
}

export const contenderNames = ['noble', 'subtle', 'rolled', 'kernel', 'kernelWithoutPauses'] as const;
export type ContenderName = (typeof contenderNames)[number];
