import type { Scenario } from '#simulation/scenario/scenario';

/** The scenario without a peer and its connections. Actions and conditions that name it stay, and are shown as wrong. */
export function removeNode(scenario: Scenario, index: number): Scenario {
  const gone = scenario.nodes[index]?.name;
  const nodes = scenario.nodes.filter((_, each) => each !== index);
  // Of two peers with one name the other keeps the connections.
  const isNamed = nodes.some(({ name }) => name === gone);
  const links = isNamed ? scenario.links : scenario.links.filter(({ a, b }) => a !== gone && b !== gone);
  return { ...scenario, nodes, links };
}
