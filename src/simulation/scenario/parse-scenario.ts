import { assert } from '#bitcoin/encoding/assert';
import { checkSchema, schemaRefusals } from '../check-schema.ts';
import { accepted, type Parsed, type RunRefusal, refused } from '../refusal.ts';
import { applyParameters } from './apply-parameters.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFaults } from './scenario-faults.ts';
import { everyActionKnown } from './schema/action-schema.ts';
import { everyConditionKnown } from './schema/condition-schema.ts';
import { scenarioSchema, scenarioVersion } from './schema/scenario-schema.ts';
import { upgradeScenario } from './upgrade-scenario.ts';

/** Checks an untrusted value that should be a scenario, of this version or an older one, and sets its parameters. */
export function parseScenario(value: unknown): Parsed<Scenario> {
  assert(everyActionKnown && everyConditionKnown, 'the schema knows every action and condition');
  const upgraded = upgradeScenario(value);
  const version = versionOf(upgraded);
  if (version !== undefined && version !== scenarioVersion)
    return refused(['version'], 'otherVersion', { found: show(version), expected: scenarioVersion });
  const parsed = checkSchema(scenarioSchema, upgraded);
  return parsed.ok ? settledScenario(parsed.value) : parsed;
}

/** What a schema cannot see is checked, and every parameter's value stands where it applies.
 * @param scenario of the right shape */
export function settledScenario(scenario: Scenario): Parsed<Scenario> {
  for (const refusal of scenarioFaults(scenario)) return { ok: false, refusal };
  if (scenario.parameters.length === 0) return accepted(scenario);
  const applied = applyParameters(scenario, {});
  return applied.ok ? accepted(applied.scenario) : { ok: false, refusal: applied.refusal };
}

/** Everything that is wrong with a value that should become a scenario, for a form that shows it beside the fields. */
export function scenarioRefusals(value: unknown): readonly RunRefusal[] {
  const ofShape = schemaRefusals(scenarioSchema, value);
  if (ofShape.length > 0) return ofShape;
  const faults = [...scenarioFaults(value as Scenario)];
  if (faults.length > 0) return faults;
  const parsed = parseScenario(value);
  return parsed.ok ? [] : [parsed.refusal];
}

function versionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, version } = value as { readonly format?: unknown; readonly version?: unknown };
  return format === 'chainroom-scenario' ? (version ?? null) : undefined;
}

function show(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 60);
}
