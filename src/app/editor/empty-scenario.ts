import type { Scenario } from '#simulation/scenario/scenario';

const nothing = { en: '', 'zh-CN': '' };

/** The least that can be played: a payer and a miner, one connection, and a goal that comes true by itself. */
export const emptyScenario: Scenario = {
  format: 'chainroom-scenario',
  version: 2,
  id: 'my-scenario',
  title: nothing,
  introduction: nothing,
  prologue: 'classroom',
  nodes: [
    { name: 'Alice', role: 'node', hashRate: 0, x: 0.25, y: 0.5 },
    { name: 'Mia', role: 'miner', hashRate: 110, x: 0.75, y: 0.5 },
  ],
  links: [{ a: 'Alice', b: 'Mia' }],
  outboundTarget: 0,
  trafficMeanWaitMicros: 0,
  trickleMeanMicros: 500_000,
  actions: [],
  referenceMicros: 7_200_000_000,
  defaultSeed: 1,
  goals: [{ type: 'height', atLeast: 31 }],
  parameters: [],
  beats: [],
};
