import { nodeFields, nodeLists } from '#simulation/scenario/node-fields';
import { withValueAt } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

/** The scenario with another name for one of its peers, wherever it is named: connections, actions, conditions and settings
 * go on meaning the same peer. A name that is taken, or was given twice, names nobody for certain: then only the peer
 * itself changes, and the fault is shown beside it. */
export function renameNode(scenario: Scenario, index: number, name: string): Scenario {
  const before = scenario.nodes[index]?.name ?? '';
  const renamed = withValueAt(scenario, ['nodes', index, 'name'], name);
  const others = scenario.nodes.filter((_, each) => each !== index).map((node) => node.name);
  if (before === '' || name === '' || others.includes(before) || others.includes(name)) return renamed;
  const { links, actions, beats, goals, parameters } = renamed;
  const said = <T>(value: T) => withName(value, before, name) as T;
  return {
    ...renamed,
    links: said(links),
    actions: said(actions),
    beats: said(beats),
    goals: said(goals),
    parameters: said(parameters),
  };
}

/** The same value where nothing changes, so that undoing stays cheap. */
function withName(value: unknown, before: string, name: string, key = ''): unknown {
  if (typeof value === 'string') return value === before && fields.has(key) ? name : value;
  if (Array.isArray(value)) {
    const inner = lists.has(key) ? 'node' : key;
    const copy = value.map((each) => withName(each, before, name, Array.isArray(each) ? key : inner));
    return copy.some((each, index) => each !== value[index]) ? copy : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const copy = entries.map(([field, each]) => [field, withName(each, before, name, field)] as const);
  return copy.some(([, each], index) => each !== entries[index]?.[1]) ? Object.fromEntries(copy) : value;
}

const fields: ReadonlySet<string> = new Set(nodeFields);
const lists: ReadonlySet<string> = new Set(nodeLists);
