import type { Field } from '#bitcoin/explain/field';

/** Something worth breaking, by the field it stands in. */
export type Pick =
  | 'nonce'
  | 'merkleroot'
  | 'previousblockhash'
  | 'time'
  | 'bits'
  | 'value'
  | 'scriptPubKey'
  | 'signature'
  | 'previousTxid'
  | 'count'
  | 'locktime';

/** What there is to break in a block, and in a payment. */
export const picksFor: Readonly<Record<'block' | 'tx', readonly Pick[]>> = {
  block: ['nonce', 'merkleroot', 'previousblockhash', 'time', 'bits', 'value', 'signature', 'count'],
  tx: ['value', 'scriptPubKey', 'signature', 'previousTxid', 'count', 'locktime'],
};

/** The field of a pick and a byte in it that makes a difference one can see. */
export function findPick(
  fields: readonly Field[],
  pick: Pick,
): { readonly field: number; readonly offset: number } | undefined {
  const field = fields.findLastIndex((each) => matches(each, pick));
  const found = fields[field];
  if (found === undefined) return undefined;
  const middle = pick === 'signature' || pick === 'scriptPubKey' ? 12 : pick === 'value' ? 4 : 0;
  return { field, offset: Math.min(found.start + middle, found.end - 1) };
}

function matches({ key, path, start, end }: Field, pick: Pick): boolean {
  if (end <= start) return false;
  // The coinbase signs nothing, and its witness is no signature.
  if (pick === 'signature')
    return end - start > 60 && !path.startsWith('tx[0]') && (key === 'witnessItem' || key === 'scriptSig');
  if (pick === 'count') return key === 'transactionCount' || key === 'inputCount';
  return key === pick;
}
