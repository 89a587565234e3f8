import type { BlockRef, TxRef } from '../refs.ts';

/** The block above `base` on the branch of `tip` that contains the transaction. */
export function blockWith(tip: BlockRef, tx: TxRef, base: BlockRef): BlockRef | undefined {
  for (
    let walk: BlockRef | undefined = tip;
    walk !== undefined && walk.height > base.height;
    walk = walk.parent
  ) {
    if (walk.transactions.includes(tx)) return walk;
  }
  return undefined;
}
