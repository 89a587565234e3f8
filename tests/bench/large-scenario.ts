import { nextBelow, prngFor } from '#simulation/random/prng';
import type { Scenario, ScenarioLink, ScenarioNode } from '#simulation/scenario/scenario';

const users = ['Mia', 'Max', 'Moe', 'Alice', 'Bob', 'Carol', 'Shop', 'Eve'];
const outbound = 4;

/** A random network of `size` peers with four outbound connections each; the first four mine, the first eight pay. */
export function largeScenario(
  size: number,
  options: { readonly trafficMeanWaitMicros: number; readonly hashRate: number },
): Scenario {
  const random = prngFor(1, `bench ${size}`);
  const nodes: ScenarioNode[] = Array.from({ length: size }, (_, i) => ({
    name: users[i] ?? `N${i}`,
    role: i < 4 ? 'miner' : 'node',
    hashRate: i < 4 ? options.hashRate : 0,
    x: nextBelow(random, 1000) / 1000,
    y: nextBelow(random, 1000) / 1000,
  }));
  const links: ScenarioLink[] = [];
  for (let i = 1; i < size; i++) {
    const seen = new Set<number>([i]);
    while (seen.size <= Math.min(outbound, i)) {
      const j = nextBelow(random, i);
      if (seen.has(j)) continue;
      seen.add(j);
      links.push({ a: nodes[i]!.name, b: nodes[j]!.name });
    }
  }
  const text = { en: `${size} peers`, 'zh-CN': `${size} 个节点` };
  return {
    format: 'chainroom-scenario',
    version: 2,
    id: `bench-${size}`,
    title: text,
    introduction: text,
    prologue: 'classroom',
    nodes,
    links,
    outboundTarget: 0,
    trafficMeanWaitMicros: options.trafficMeanWaitMicros,
    trickleMeanMicros: 500_000,
    actions: [],
    referenceMicros: 0,
    defaultSeed: 5,
    goals: [],
    parameters: [],
    beats: [],
  };
}
