import type { Role } from '#simulation/records';
import type { TimedAction } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';

/** A node of a trial's world. Where it stands on a map does not matter: every link says how long it takes. */
export interface TrialNode {
  readonly name: string;
  readonly role: Role;
  /** Tries per second before the trial begins. */
  readonly hashRate?: number;
}

export interface TrialLink {
  readonly a: string;
  readonly b: string;
  readonly latencyMicros: number;
  /** Default: so many that a block takes a microsecond. */
  readonly bytesPerSecond?: number;
}

/** The least a link can take, each way. */
export const quickMicros = 1;
const wideBytesPerSecond = 1_000_000_000;

/** A scenario of nodes and links alone: no traffic, no discovery, payments announced at once. */
export function trialScenario(
  id: string,
  prologue: string,
  nodes: readonly TrialNode[],
  links: readonly TrialLink[],
  actions: readonly TimedAction[] = [],
): Scenario {
  const title = { en: id, 'zh-CN': id };
  return {
    format: 'chainroom-scenario',
    version: 2,
    id,
    title,
    introduction: title,
    prologue,
    nodes: nodes.map(({ name, role, hashRate = 0 }) => ({ name, role, hashRate, x: 0.5, y: 0.5 })),
    links: links.map((link) => ({ bytesPerSecond: wideBytesPerSecond, ...link })),
    outboundTarget: 0,
    trafficMeanWaitMicros: 0,
    trickleMeanMicros: 1_000,
    actions,
    referenceMicros: 0,
    defaultSeed: 1,
    goals: [],
    parameters: [],
    beats: [],
  };
}
