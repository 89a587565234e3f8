import type { Scenario } from '#simulation/scenario/scenario';

/** The families that ship, in the order in which a class would meet them. */
export const families = [
  'double-spend',
  'race',
  'finney',
  'selfish-mining',
  'eclipse',
  'partition',
  'rewrite-history',
  'flooding',
  'censorship',
  'cannot-do',
] as const;
export type Family = (typeof families)[number];

/** The family a scenario stages, if it is one we have a picture and a sentence for. */
export function familyOf(scenario: Scenario): Family | undefined {
  return families.find((family) => family === scenario.family);
}

/** The scenarios for the director, in the order of their families; a lecturer's own come last. */
export function stagedScenarios(scenarios: readonly Scenario[]): readonly Scenario[] {
  const rank = (scenario: Scenario) => {
    const place = families.indexOf(scenario.family as Family);
    return place < 0 ? families.length : place;
  };
  return scenarios.filter(({ family }) => family !== undefined).sort((p, q) => rank(p) - rank(q));
}
