import type { Transaction } from '#bitcoin/primitives/transaction';
import { attemptsThrough, findTime, searchedThrough } from './miner.ts';
import { addSearches, type SearchRequest } from './mining-desk.ts';
import type { NodeState } from './node/node-state.ts';
import { tieBreak } from './random/mix.ts';

/** All miners at once: which find comes next, and through when every open job has been searched. Read off the jobs
 * whenever one of them has changed. */
export class MiningFloor {
  /** Every node that mines or did. */
  readonly miners: number[] = [];
  /** A job has begun or ended, or more is known of one, since the last survey. */
  isOutdated = true;
  /** Last microsecond for which all open jobs have been searched. */
  safeThrough = 0;
  /** Time and node of the next find; infinity and −1 while none is known. */
  nextFind = Number.POSITIVE_INFINITY;
  nextFinder = -1;
  /** What the last job that was begun chose. Miners who choose the same share the list, and with it its part of the
   * template; nothing else depends on it. */
  lastChosen: readonly Transaction[] = [];

  survey(nodes: readonly NodeState[], seedKey: number): void {
    this.safeThrough = Number.POSITIVE_INFINITY;
    this.nextFind = Number.POSITIVE_INFINITY;
    this.nextFinder = -1;
    this.isOutdated = false;
    let tie = 0;
    for (const index of this.miners) {
      const node = nodes[index]!;
      const { job } = node.miner;
      if (job === undefined) continue;
      const through = searchedThrough(job);
      if (through < this.safeThrough) this.safeThrough = through;
      const found = findTime(job);
      if (found > this.nextFind || found === Number.POSITIVE_INFINITY) continue;
      const itsTie = tieBreak(seedKey, node.key, 0x66696e64, job.number);
      if (found === this.nextFind && itsTie > tie) continue;
      this.nextFind = found;
      this.nextFinder = index;
      tie = itsTie;
    }
  }

  /** The searches that are needed for everything through `next`, and, as far as nothing is sure to come in between,
   * for what follows through `ahead`. */
  searches(nodes: readonly NodeState[], next: number, ahead: number): SearchRequest[] {
    const requests: SearchRequest[] = [];
    for (const index of this.miners) {
      const { job, refreshAt } = nodes[index]!.miner;
      if (job === undefined || job.entry.found >= 0) continue;
      const horizon = Math.min(this.nextFind, Math.max(next, Math.min(ahead, refreshAt)));
      addSearches(requests, job, attemptsThrough(job, horizon));
    }
    return requests;
  }
}
