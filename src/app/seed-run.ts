import { doubleSpend } from '#scenarios/first-scenarios';
import { engineVersion, type Run } from '#simulation/run';
import type { SeedCondition } from '#workers/simulation-api';

const minute = 60_000_000;
/** Share of the hash power that an attacker has who needs luck. */
const luckyShare = 0.3;

/** What can be looked for, with the simulated time it may take. A hundred minutes of it, ten blocks, are about a minute to
 * watch when following the story. */
export const seedConditions: readonly SeedCondition[] = [
  { type: 'fork-within', micros: 100 * minute },
  { type: 'double-spend-succeeds', micros: 360 * minute },
];

/** The run that a search tries with a seed: for a fork the scenario on the screen with payments
 * switched off, because signatures would take most of the time; for a lucky double spend the
 * scenario of that name with its attacker turned down to 30 % of the hash power. */
export function seedRun(run: Run, condition: SeedCondition, seed: number): Run {
  if (condition.type === 'fork-within') {
    return { ...run, actions: [{ at: 0, action: { type: 'traffic', meanWaitMicros: 0 } }], seed };
  }
  const scenario = doubleSpend;
  const attacker = scenario.nodes.find((node) => node.role === 'attacker');
  const honest = scenario.nodes.reduce((sum, node) => sum + (node === attacker ? 0 : node.hashRate), 0);
  const hashRate = Math.round((honest * luckyShare) / (1 - luckyShare));
  const actions =
    attacker === undefined
      ? []
      : [{ at: 1_000_000, action: { type: 'set-hash-rate', node: attacker.name, hashRate } as const }];
  return { engine: engineVersion, scenario, seed, actions };
}
