import type { Scenario, ScenarioNode } from '#simulation/scenario/scenario';
import { freshId } from './record-story.ts';

/** How far a copy stands from the peer it is a copy of, in widths of the picture. */
const apart = 0.06;

/** The scenario with one more peer like this one, right behind it and with the same connections. */
export function duplicateNode(scenario: Scenario, index: number): Scenario {
  const node = scenario.nodes[index];
  if (node === undefined) return scenario;
  const name = freshId(node.name, new Set(scenario.nodes.map((each) => each.name)));
  const copy: ScenarioNode = { ...node, name, x: aside(node.x), y: aside(node.y) };
  const links = scenario.links
    .filter(({ a, b }) => a === node.name || b === node.name)
    .map((link) => ({
      ...link,
      a: link.a === node.name ? name : link.a,
      b: link.b === node.name ? name : link.b,
    }));
  return {
    ...scenario,
    nodes: [...scenario.nodes.slice(0, index + 1), copy, ...scenario.nodes.slice(index + 1)],
    links: [...scenario.links, ...links],
  };
}

function aside(at: number): number {
  return Number((at + apart <= 1 ? at + apart : at - apart).toFixed(3));
}
