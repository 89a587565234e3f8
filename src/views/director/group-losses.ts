import type { Loss } from '#app/attack-losses';

/** All that one node lost in one way. */
export interface LossGroup {
  readonly node: number;
  readonly what: Loss['what'];
  /** satoshis together */
  readonly amount: bigint;
  /** Payments or blocks, in the order of the losses. */
  readonly objects: readonly number[];
}

const order = ['goods', 'payment', 'reward'] as const;

/** Losses by node and kind: goods first, then payments, then rewards; within a kind the largest first. */
export function groupLosses(losses: readonly Loss[]): readonly LossGroup[] {
  const groups = new Map<string, { node: number; what: Loss['what']; amount: bigint; objects: number[] }>();
  for (const { node, what, amount, object } of losses) {
    const key = `${node} ${what}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { node, what, amount, objects: [object] });
    else {
      known.amount += amount;
      known.objects.push(object);
    }
  }
  return [...groups.values()].sort(
    (p, q) => order.indexOf(p.what) - order.indexOf(q.what) || Number(q.amount - p.amount) || p.node - q.node,
  );
}
