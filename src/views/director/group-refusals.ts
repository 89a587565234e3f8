import type { Refusal } from '#app/attack-rules';

/** All that was refused for one reason. */
export interface RefusalGroup {
  readonly reason: string;
  readonly objects: readonly Pick<Refusal, 'kind' | 'object'>[];
  /** Different nodes that refused something for it. */
  readonly nodes: number;
}

/** Refusals by their reason, in the order in which each first came up. */
export function groupRefusals(refusals: readonly Refusal[]): readonly RefusalGroup[] {
  const groups = new Map<string, { objects: Pick<Refusal, 'kind' | 'object'>[]; nodes: Set<number> }>();
  for (const { reason, kind, object, nodes } of refusals) {
    const group = groups.get(reason) ?? { objects: [], nodes: new Set() };
    groups.set(reason, group);
    group.objects.push({ kind, object });
    for (const node of nodes) group.nodes.add(node);
  }
  return [...groups].map(([reason, { objects, nodes }]) => ({ reason, objects, nodes: nodes.size }));
}
