import type { Condition, ConditionType } from '#simulation/scenario/condition';

/** Conditions in the order of the menu: what a story needs most comes first. */
const inOrder: readonly ConditionType[] = [
  'time',
  'after',
  'by-hand',
  'always',
  'confirmations',
  'height',
  'fork',
  'reorg',
  'fork-resolved',
  'attack-phase',
  'double-spend-succeeded',
  'branch-lead',
  'blocks-found',
  'last-block',
  'mempool',
  'peers',
  'synced',
  'tx-returned',
  'tx-conflicted',
  'tx-evicted',
  'fewer-blocks-more-work',
  'refused',
  'chain-share',
  'any',
  'all',
];

/** Where a condition stands decides which there are: answers and goals do not wait for a beat or a hand, and what is joined
 * is simple. */
export function conditionTypes(use: 'beat' | 'goal' | 'joined'): readonly ConditionType[] {
  return inOrder.filter((type) => {
    if (type === 'after' || type === 'by-hand') return use === 'beat';
    return use !== 'joined' || (type !== 'any' && type !== 'all');
  });
}

/** A condition of this type to begin with.
 * @param node a peer that exists */
export function freshCondition(type: ConditionType, node: string): Condition {
  switch (type) {
    case 'time':
      return { type, at: 60_000_000 };
    case 'after':
      return { type, micros: 60_000_000 };
    case 'confirmations':
      return { type, node, count: 1 };
    case 'height':
      return { type, atLeast: 31 };
    case 'reorg':
      return { type, depthAtLeast: 1 };
    case 'refused':
      return { type, reason: 'bad-txns-inputs-missingorspent', atLeast: 1 };
    case 'chain-share':
      return { type, node, blocksAtLeast: 10, percentAtLeast: 50 };
    case 'attack-phase':
      return { type, phase: 'merchantSatisfied' };
    case 'branch-lead':
    case 'blocks-found':
    case 'mempool':
    case 'peers':
      return { type, node, atLeast: 1 };
    case 'last-block':
    case 'synced':
      return { type, node };
    case 'any':
    case 'all':
      return { type, of: [{ type: 'fork' }, { type: 'time', at: 3_600_000_000 }] };
    default:
      return { type };
  }
}
