import type { Scenario } from '#simulation/scenario/scenario';

/** The names of a draft's peers: those that are there at the start, and those that an action adds. */
export function peersOf({ nodes, actions, beats }: Scenario): readonly string[] {
  const done = [
    ...actions.map(({ action }) => action),
    ...beats.flatMap((beat) => [...beat.actions, ...(beat.handActions ?? [])]),
  ];
  const added = done.flatMap((action) => (action.type === 'add-node' ? [String(action.name)] : []));
  const names = [...nodes.map(({ name }) => name), ...added];
  return [...new Set(names)].filter((name) => typeof name === 'string' && name !== '');
}
