import { accepted, refused, type Verdict } from '../consensus/verdict.ts';
import type { Txid } from '../primitives/hashes.ts';
import { descendantsOf, type Mempool, packageOf } from './mempool.ts';
import type { MempoolPolicy } from './policy.ts';

/** Checks that a newcomer makes no family of unconfirmed transactions too large to reason about quickly.
 * @param ancestors of the newcomer
 * @param leaving entries that go when it comes
 * @see Bitcoin Core `CTxMemPool::CalculateMemPoolAncestors`, src/txmempool.cpp */
export function checkChainLimits(
  mempool: Mempool,
  newcomer: { readonly vsize: number; readonly ancestors: ReadonlySet<Txid> },
  leaving: ReadonlySet<Txid>,
  policy: MempoolPolicy,
): Verdict {
  const { ancestors, vsize } = newcomer;
  if (ancestors.size + 1 > policy.maxAncestors) {
    return tooLong(`too many unconfirmed ancestors [limit: ${policy.maxAncestors}]`);
  }
  if (packageOf(mempool, ancestors).vsize + vsize > policy.maxAncestorVsize) {
    return tooLong(`exceeds ancestor size limit [limit: ${policy.maxAncestorVsize}]`);
  }
  for (const ancestor of ancestors) {
    const family = new Set(descendantsOf(mempool, ancestor)).add(ancestor);
    for (const txid of leaving) family.delete(txid);
    if (family.size + 1 > policy.maxDescendants) {
      return tooLong(`too many descendants for tx ${ancestor} [limit: ${policy.maxDescendants}]`);
    }
    if (packageOf(mempool, family).vsize + vsize > policy.maxDescendantVsize) {
      return tooLong(
        `exceeds descendant size limit for tx ${ancestor} [limit: ${policy.maxDescendantVsize}]`,
      );
    }
  }
  return accepted;
}

function tooLong(detail: string): Verdict {
  return refused('too-long-mempool-chain', detail);
}
