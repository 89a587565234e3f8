import { checkSchema } from '../check-schema.ts';
import { type RunRefusal, refusalAt } from '../refusal.ts';
import type { Parameter, ParameterValues } from './parameter.ts';
import { type Place, patched, placesAt, withValueAt } from './patch-scenario.ts';
import type { Scenario } from './scenario.ts';
import { scenarioFaults } from './scenario-faults.ts';
import { scenarioSchema } from './schema/scenario-schema.ts';

/** Why a value cannot be set: the key of a sentence and its values, for the field it belongs to. */
export interface ParameterRefusal {
  readonly key:
    | 'notANumber'
    | 'notWhole'
    | 'outOfRange'
    | 'unknownParameter'
    | 'sharesTooLarge'
    | 'noOtherHashRate'
    | 'doesNotFit';
  readonly values: Readonly<Record<string, string | number>>;
}

/** A scenario with other values, or why each refused one was. */
export type Applied =
  | { readonly ok: true; readonly scenario: Scenario }
  | {
      readonly ok: false;
      readonly refusals: Readonly<Record<string, ParameterRefusal>>;
      /** Where in the file the first cause stands. */
      readonly refusal: RunRefusal;
    };

/** Sets parameters. The result holds the values in `parameters` and in all places they apply to; it can be set again, to
 * the same end as if it had been set once.
 * @param values those that are left out keep theirs */
export function applyParameters(scenario: Scenario, values: ParameterValues): Applied {
  const unknown = Object.keys(values).find((id) => !scenario.parameters.some((each) => each.id === id));
  if (unknown !== undefined)
    return refuse(scenario, unknown, { key: 'unknownParameter', values: { id: unknown } });
  const refusals: Record<string, ParameterRefusal> = {};
  const parameters = scenario.parameters.map((parameter): Parameter => {
    const value = values[parameter.id] ?? parameter.value;
    const refusal = valueRefusal(parameter, value);
    if (refusal !== undefined) refusals[parameter.id] = refusal;
    return { ...parameter, value } as Parameter;
  });
  const [first] = Object.keys(refusals);
  if (first !== undefined) return { ...refuse(scenario, first, refusals[first]!), refusals };
  return settle(switchedOff(scenario), parameters);
}

/** The numbers first, then the shares, which depend on each other's rates, then the switches, in the order of the list. */
function settle(bare: Scenario, parameters: readonly Parameter[]): Applied {
  let scenario = bare;
  for (const parameter of parameters) {
    if (parameter.kind !== 'number') continue;
    for (const path of parameter.paths)
      for (const place of placesAt(scenario, path))
        scenario = withValueAt(
          scenario,
          place,
          parameter.unit === 'satoshis' ? String(parameter.value) : parameter.value,
        );
  }
  const shared = withShares(scenario, parameters);
  if ('key' in shared) return refuse(bare, shared.id, shared);
  scenario = shared.scenario;
  const settled: Parameter[] = [];
  for (const parameter of parameters) {
    if (parameter.kind !== 'switch' || !parameter.value) {
      settled.push(withoutUndo(parameter));
      continue;
    }
    const { value, undo, lost } = patched(scenario, parameter.on);
    if (lost !== undefined) {
      const path = parameter.on[lost]!.path;
      return refuse(bare, parameter.id, { key: 'doesNotFit', values: { cause: path } }, ['on', lost, 'path']);
    }
    scenario = value;
    settled.push({ ...parameter, off: undo });
  }
  return checked({ ...scenario, parameters: settled }, bare, parameters);
}

/** Everything that was patched may break what the schema or the rules ask: the last switch that is on is named. */
function checked(scenario: Scenario, bare: Scenario, parameters: readonly Parameter[]): Applied {
  const parsed = checkSchema(scenarioSchema, scenario);
  const [fault] = parsed.ok ? scenarioFaults(parsed.value) : [parsed.refusal];
  if (fault === undefined) return { ok: true, scenario };
  const culprit =
    parameters.findLast((each) => each.kind === 'switch' && each.value) ?? parameters[parameters.length - 1];
  if (culprit === undefined) return { ok: false, refusals: {}, refusal: fault };
  return refuse(bare, culprit.id, { key: 'doesNotFit', values: { cause: fault.path } }, []);
}

/** The scenario with every switch taken back, the last one first. */
function switchedOff(scenario: Scenario): Scenario {
  let bare = scenario;
  for (const parameter of scenario.parameters.toReversed()) {
    if (parameter.kind !== 'switch' || !parameter.value || parameter.off === undefined) continue;
    bare = patched(bare, parameter.off).value;
  }
  return bare;
}

function withoutUndo(parameter: Parameter): Parameter {
  if (parameter.kind !== 'switch' || parameter.off === undefined) return parameter;
  const { off: _, ...rest } = parameter;
  return rest;
}

function valueRefusal(parameter: Parameter, value: unknown): ParameterRefusal | undefined {
  if (parameter.kind === 'switch')
    return typeof value === 'boolean'
      ? undefined
      : { key: 'notANumber', values: { received: String(value) } };
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { key: 'notANumber', values: { received: String(value).slice(0, 60) } };
  const { min, max } = parameter;
  if (value < min || value > max) return { key: 'outOfRange', values: { min, max, received: value } };
  const whole = parameter.kind === 'number' && parameter.unit !== 'feeRate';
  return whole && !Number.isSafeInteger(value) ? { key: 'notWhole', values: { received: value } } : undefined;
}

/** Rates so that each named node has its share of all: with the others' sum S and shares that add up to s, all together
 * are S / (1 − s). Rates are whole numbers, so a share is only met as well as they allow. */
function withShares(
  scenario: Scenario,
  parameters: readonly Parameter[],
): { readonly scenario: Scenario } | (ParameterRefusal & { readonly id: string }) {
  const shares = parameters.flatMap((each) => (each.kind === 'hash-share' ? [each] : []));
  const last = shares.at(-1);
  if (last === undefined) return { scenario };
  const together = shares.reduce((sum, { value }) => sum + value, 0);
  if (together >= 0.995)
    return { id: last.id, key: 'sharesTooLarge', values: { share: Math.round(together * 100) } };
  const shareOf = new Map(shares.map(({ node, value }) => [node, value]));
  const others = scenario.nodes.reduce(
    (sum, { name, hashRate }) => sum + (shareOf.has(name) ? 0 : hashRate),
    0,
  );
  if (others === 0) return { id: last.id, key: 'noOtherHashRate', values: {} };
  const all = others / (1 - together);
  const nodes = scenario.nodes.map((node) => {
    const share = shareOf.get(node.name);
    return share === undefined ? node : { ...node, hashRate: Math.round(all * share) };
  });
  return { scenario: { ...scenario, nodes } };
}

function refuse(
  scenario: Scenario,
  id: string,
  { key, values }: ParameterRefusal,
  inside: Place = ['value'],
): Extract<Applied, { ok: false }> {
  const index = scenario.parameters.findIndex((parameter) => parameter.id === id);
  const place = index < 0 ? ['parameters'] : ['parameters', index, ...inside];
  return { ok: false, refusals: { [id]: { key, values } }, refusal: refusalAt(place, key, values) };
}
