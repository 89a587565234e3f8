import type { ChainIndex } from './chain-index.ts';
import type { ForkSpan } from './history.ts';

/** What a span looked like from one log row on, so that the end of a history can be taken back. */
interface Version {
  readonly ordinal: number;
  readonly forkPoint: number;
  readonly branches: readonly number[];
}

/** A fork that grows while the history does. */
class LivingFork implements ForkSpan {
  readonly from: number;
  readonly ordinal: number;
  to = Number.POSITIVE_INFINITY;
  closedOrdinal = Number.POSITIVE_INFINITY;
  readonly versions: Version[];

  constructor(time: number, version: Version) {
    this.from = time;
    this.ordinal = version.ordinal;
    this.versions = [version];
  }

  get forkPoint(): number {
    return (this.versions.at(-1) as Version).forkPoint;
  }

  get branches(): readonly number[] {
    return (this.versions.at(-1) as Version).branches;
  }

  clone(): LivingFork {
    const copy = new LivingFork(this.from, this.versions[0] as Version);
    copy.versions.push(...this.versions.slice(1));
    copy.to = this.to;
    copy.closedOrdinal = this.closedOrdinal;
    return copy;
  }
}

/** Watches the tips of all online nodes and tells when they disagree: a fork lasts from the first moment at which two
 * tips lie on different branches until all lie on one chain again. A node that merely lags behind is no fork. */
export class ForkTracker {
  readonly forks: LivingFork[] = [];
  readonly #chain: ChainIndex;
  /** Online nodes per tip. */
  readonly #followers = new Map<number, number>();

  constructor(chain: ChainIndex) {
    this.#chain = chain;
  }

  /** A node moved from one tip to another (−1: was or is offline, or has none).
   * @returns the fork that this opened, if any */
  move(fromTip: number, toTip: number, time: number, ordinal: number): ForkSpan | undefined {
    this.#leave(fromTip);
    this.#join(toTip);
    const branches = this.#leaves();
    const open = this.forks.at(-1);
    const isOpen = open !== undefined && open.to === Number.POSITIVE_INFINITY;
    if (branches.length < 2) {
      if (isOpen) {
        open.to = time;
        open.closedOrdinal = ordinal;
      }
      return undefined;
    }
    const forkPoint = branches.reduce((one, other) => this.#chain.forkPoint(one, other));
    if (isOpen) {
      this.#update(open, forkPoint, branches, ordinal);
      return undefined;
    }
    const fork = new LivingFork(time, { ordinal, forkPoint, branches });
    this.forks.push(fork);
    return fork;
  }

  /** Back to the first `ordinal` milestones, when the online nodes had `tips`. */
  truncate(ordinal: number, tips: Iterable<number>): void {
    while ((this.forks.at(-1)?.ordinal ?? -1) >= ordinal) this.forks.pop();
    const last = this.forks.at(-1);
    if (last !== undefined) {
      while ((last.versions.at(-1)?.ordinal ?? -1) >= ordinal) last.versions.pop();
      if (last.closedOrdinal >= ordinal) {
        last.closedOrdinal = Number.POSITIVE_INFINITY;
        last.to = Number.POSITIVE_INFINITY;
      }
    }
    this.#followers.clear();
    for (const tip of tips) this.#join(tip);
  }

  clone(chain: ChainIndex): ForkTracker {
    const copy = new ForkTracker(chain);
    copy.forks.push(...this.forks.map((fork) => fork.clone()));
    for (const [tip, count] of this.#followers) copy.#followers.set(tip, count);
    return copy;
  }

  #join(tip: number): void {
    if (tip >= 0) this.#followers.set(tip, (this.#followers.get(tip) ?? 0) + 1);
  }

  #leave(tip: number): void {
    const left = (this.#followers.get(tip) ?? 0) - 1;
    if (left > 0) this.#followers.set(tip, left);
    else this.#followers.delete(tip);
  }

  /** Tips that no other tip builds on, in table order. */
  #leaves(): number[] {
    const tips = [...this.#followers.keys()].sort((one, other) => one - other);
    if (tips.length < 2) return tips;
    return tips.filter((tip) => !tips.some((other) => other !== tip && this.#chain.isAncestor(tip, other)));
  }

  /** Branches grow in place, new ones join, and those that lost all followers stay part of the story. */
  #update(fork: LivingFork, forkPoint: number, leaves: readonly number[], ordinal: number): void {
    const kept = fork.branches.filter((tip) => !leaves.some((leaf) => this.#chain.isAncestor(tip, leaf)));
    const branches = [...kept, ...leaves].sort((one, other) => one - other);
    const deepest =
      this.#chain.height(forkPoint) < this.#chain.height(fork.forkPoint) ? forkPoint : fork.forkPoint;
    if (deepest === fork.forkPoint && sameNumbers(branches, fork.branches)) return;
    fork.versions.push({ ordinal, forkPoint: deepest, branches });
  }
}

function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
