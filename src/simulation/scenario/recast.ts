import type { Scenario } from './scenario.ts';

/** Keys whose strings are no names of nodes, whatever they say. */
const nameless: ReadonlySet<string> = new Set([
  'format',
  'id',
  'prologue',
  'family',
  'type',
  'role',
  'kind',
  'path',
]);
const spoken: ReadonlySet<string> = new Set(['en', 'zh-CN']);

/** The scenario with two of its nodes exchanged: whoever was called `one` is now called `other`, with everything that goes
 * with the part (place, connections, hash rate, what it does and what the texts say of it), and the other way round.
 * Done twice it changes nothing. */
export function recast(scenario: Scenario, one: string, other: string): Scenario {
  if (one === other) return scenario;
  // Not within a longer name: "Eve-2" is somebody else than "Eve".
  const names = new RegExp(`(?<![\\w-])(?:${escaped(one)}|${escaped(other)})(?![\\w-])`, 'g');
  const exchanged = (name: string) => (name === one ? other : name === other ? one : name);
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') {
      if (spoken.has(key)) return value.replace(names, exchanged);
      return nameless.has(key) ? value : exchanged(value);
    }
    if (Array.isArray(value)) return value.map((entry) => walk(entry, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, walk(entry, name)]));
  };
  return walk(scenario, '') as Scenario;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
