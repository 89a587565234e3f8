import type { Txid } from '../primitives/hashes.ts';
import type { Transaction } from '../primitives/transaction.ts';
import { compareFeeRates, type FeeAndSize } from './fee-rate.ts';
import { ancestorsOf, descendantsOf, type Mempool, type MempoolEntry, packageOf } from './mempool.ts';

/** Transactions chosen for a block, parents before children. */
export interface BlockSelection {
  readonly transactions: readonly Transaction[];
  /** satoshis */
  readonly fees: bigint;
  readonly weight: number;
  readonly sigopsCost: number;
}

/** An entry with those of its ancestors that are not chosen yet: they can only be mined together. */
interface Package extends FeeAndSize {
  readonly entry: MempoolEntry;
  ancestors: ReadonlySet<Txid>;
  fee: bigint;
  vsize: number;
}

/** Fills a block with what pays best per virtual byte, counting for each transaction the ancestors it needs:
 * a child may pay for its parent.
 * @param maxWeight for transactions only; see `templateWeightLimit`
 * @param maxSigopsCost for transactions only
 * @see Bitcoin Core `BlockAssembler::addPackageTxs`, src/node/miner.cpp */
export function selectForBlock(
  mempool: Mempool,
  maxWeight: number,
  maxSigopsCost = Number.POSITIVE_INFINITY,
): BlockSelection {
  const queue = new PackageQueue(mempool);
  const chosen: MempoolEntry[] = [];
  let fees = 0n;
  let weight = 0;
  let sigopsCost = 0;
  while (maxWeight - weight >= queue.lightest) {
    const best = queue.takeBest();
    if (best === undefined) break;
    const members = inFamilyOrder(mempool, best);
    const packageWeight = members.reduce((sum, member) => sum + member.weight, 0);
    const packageSigops = members.reduce((sum, member) => sum + member.sigopsCost, 0);
    if (weight + packageWeight > maxWeight || sigopsCost + packageSigops > maxSigopsCost) continue;
    for (const member of members) {
      chosen.push(member);
      fees += member.fee;
      queue.choose(member);
    }
    weight += packageWeight;
    sigopsCost += packageSigops;
  }
  return { transactions: chosen.map((entry) => entry.tx), fees, weight, sigopsCost };
}

/** Packages by falling fee rate. Choosing an ancestor can only lower what is left of a package, so most stay where
 * sorting put them, and the few that changed are kept aside, as Core's `mapModifiedTx` does. */
class PackageQueue {
  /** Weight of the lightest entry: with less room than this, nothing more can be chosen. */
  readonly lightest: number;
  readonly #mempool: Mempool;
  readonly #packages = new Map<Txid, Package>();
  readonly #sorted: readonly Package[];
  readonly #changed = new Map<Txid, Package>();
  #next = 0;

  constructor(mempool: Mempool) {
    this.#mempool = mempool;
    let lightest = Number.POSITIVE_INFINITY;
    for (const entry of mempool.entries.values()) {
      this.#packages.set(entry.txid, packageWithAncestors(mempool, entry));
      lightest = Math.min(lightest, entry.weight);
    }
    this.lightest = lightest;
    this.#sorted = [...this.#packages.values()].sort(byFallingRate);
  }

  /** Removes and returns the package that pays best; equal rates go by txid, so that arrival does not matter. */
  takeBest(): Package | undefined {
    while (this.#next < this.#sorted.length && !this.#isUnchanged(this.#sorted[this.#next]!)) this.#next++;
    let best = this.#sorted[this.#next];
    for (const candidate of this.#changed.values()) {
      if (best === undefined || byFallingRate(candidate, best) < 0) best = candidate;
    }
    if (best !== undefined) this.#remove(best.entry.txid);
    return best;
  }

  /** Takes note that an entry is in the block: its descendants no longer have to pay for it. */
  choose(entry: MempoolEntry): void {
    this.#remove(entry.txid);
    for (const txid of descendantsOf(this.#mempool, entry.txid)) {
      const descendant = this.#packages.get(txid);
      if (descendant === undefined) continue;
      descendant.ancestors = new Set([...descendant.ancestors].filter((ancestor) => ancestor !== entry.txid));
      descendant.fee -= entry.fee;
      descendant.vsize -= entry.vsize;
      this.#changed.set(txid, descendant);
    }
  }

  #isUnchanged({ entry }: Package): boolean {
    return this.#packages.has(entry.txid) && !this.#changed.has(entry.txid);
  }

  #remove(txid: Txid): void {
    this.#packages.delete(txid);
    this.#changed.delete(txid);
  }
}

function byFallingRate(a: Package, b: Package): number {
  return compareFeeRates(b, a) || (a.entry.txid < b.entry.txid ? -1 : 1);
}

function packageWithAncestors(mempool: Mempool, entry: MempoolEntry): Package {
  const ancestors = ancestorsOf(mempool, entry.tx);
  if (ancestors.size === 0) return { entry, ancestors, fee: entry.fee, vsize: entry.vsize };
  const behind = packageOf(mempool, ancestors);
  return { entry, ancestors, fee: behind.fee + entry.fee, vsize: behind.vsize + entry.vsize };
}

/** Parents before children: an ancestor always has fewer ancestors than its descendant. */
function inFamilyOrder(mempool: Mempool, { entry, ancestors }: Package): MempoolEntry[] {
  if (ancestors.size === 0) return [entry];
  return Array.from(ancestors, (txid) => mempool.entries.get(txid)!)
    .map((ancestor) => ({ ancestor, depth: ancestorsOf(mempool, ancestor.tx).size }))
    .sort((a, b) => a.depth - b.depth || (a.ancestor.txid < b.ancestor.txid ? -1 : 1))
    .map(({ ancestor }) => ancestor)
    .concat(entry);
}
