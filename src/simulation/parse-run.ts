import * as v from 'valibot';
import { assert } from '#bitcoin/encoding/assert';
import { findJsonError } from './find-json-error.ts';
import { Ledger } from './ledger.ts';
import { engineVersion, type Run, type TimedAction } from './run.ts';
import type { Scenario } from './scenario.ts';
import { everyActionKnown, timedActions } from './schema/action-schema.ts';
import { everyConditionKnown } from './schema/condition-schema.ts';
import { count, latest, seed } from './schema/fields.ts';
import { scenarioSchema, scenarioVersion } from './schema/scenario-schema.ts';
import { upgradeScenario } from './upgrade-scenario.ts';

/** Why a run was refused: the key of a sentence (texts `errors`), its values, and where in the value it stands. */
export interface RunRefusal {
  readonly key:
    | 'tooLarge'
    | 'notJson'
    | 'notARun'
    | 'otherVersion'
    | 'otherEngine'
    | 'wrongValue'
    | 'missing'
    | 'notAllowed'
    | 'tooMany'
    | 'unknownNode'
    | 'twice'
    | 'outOfOrder'
    | 'ledgerLine'
    | 'linkDamaged'
    | 'linkCharacter'
    | 'unknownScenario'
    | 'scenarioChanged';
  /** E.g. `run.actions[3].action.amount`; '' for the whole. */
  readonly path: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A parsed value, or the reason why there is none. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: RunRefusal };

/** A run file as read: where the reader was and what was marked may be missing. */
export interface OpenedRun {
  readonly run: Run;
  /** Searches as hints; '' when the file has none. */
  readonly ledger: string;
  /** Trace hash at `through`, '' when the file has none. */
  readonly traceHash: string;
  readonly through: number;
  /** Where the playhead was, microseconds. */
  readonly position: number;
  readonly bookmarks: readonly { readonly time: number; readonly label: string }[];
  /** Of two kept copies, the one with the larger number is newer. */
  readonly generation: number;
}

/** Longest run file, characters. */
export const longestRunText = 32 * 1024 * 1024;

const runSchema: v.GenericSchema<unknown, Run> = v.strictObject({
  engine: v.literal(engineVersion),
  scenario: scenarioSchema,
  seed,
  actions: timedActions,
});

const savedSchema = v.strictObject({
  format: v.literal('chainroom-run'),
  version: v.literal(1),
  run: runSchema,
  ledger: v.optional(v.pipe(v.string(), v.maxLength(longestRunText)), ''),
  traceHash: v.optional(v.pipe(v.string(), v.regex(/^([0-9a-f]{0,64})$/)), ''),
  through: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(latest)), 0),
  position: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(latest)), 0),
  bookmarks: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          time: v.pipe(v.number(), v.minValue(0), v.maxValue(latest)),
          label: v.pipe(v.string(), v.maxLength(200)),
        }),
      ),
      v.maxLength(1_000),
    ),
    [],
  ),
  generation: v.optional(count, 0),
});

/** Reads a run file, or a scenario file as a fresh run of it. Text or an already parsed value, both untrusted.
 * Never throws, whatever it is given. */
export function parseSavedRun(input: unknown): Parsed<OpenedRun> {
  const json = typeof input === 'string' ? parseJson(input) : { ok: true as const, value: input };
  if (!json.ok) return json;
  const { value } = json;
  if (!isRecord(value)) return refused('notARun', '', {});
  if (value.format === 'chainroom-scenario') {
    const scenario = parseScenario(value);
    return scenario.ok ? accepted(freshRun(scenario.value)) : scenario;
  }
  if (value.format !== 'chainroom-run') return refused('notARun', '', {});
  if (value.version !== 1)
    return refused('otherVersion', 'version', { found: show(value.version), expected: 1 });
  const run = upgradeRun(value.run);
  if (isRecord(run) && run.engine !== engineVersion) {
    return refused('otherEngine', 'run.engine', { found: show(run.engine), expected: engineVersion });
  }
  const parsed = check(savedSchema, { ...value, run });
  if (!parsed.ok) return parsed;
  const wrong = inconsistency(parsed.value.run, 'run.') ?? ledgerFault(parsed.value.ledger);
  return wrong === undefined ? accepted(parsed.value) : { ok: false, refusal: wrong };
}

/** Checks an untrusted value that should be a run, e.g. from a link. */
export function parseRun(value: unknown): Parsed<Run> {
  if (isRecord(value) && value.engine !== engineVersion) {
    return refused('otherEngine', 'engine', { found: show(value.engine), expected: engineVersion });
  }
  assert(everyActionKnown && everyConditionKnown, 'the schema knows every action and condition');
  const parsed = check(runSchema, upgradeRun(value));
  if (!parsed.ok) return parsed;
  const wrong = inconsistency(parsed.value, '');
  return wrong === undefined ? parsed : { ok: false, refusal: wrong };
}

/** Checks an untrusted value that should be a scenario. */
export function parseScenario(value: unknown): Parsed<Scenario> {
  const upgraded = upgradeScenario(value);
  if (
    isRecord(upgraded) &&
    upgraded.format === 'chainroom-scenario' &&
    upgraded.version !== scenarioVersion
  ) {
    return refused('otherVersion', 'version', { found: show(upgraded.version), expected: scenarioVersion });
  }
  const parsed = check(scenarioSchema, upgraded);
  if (!parsed.ok) return parsed;
  const wrong = scenarioFault(parsed.value, '');
  return wrong === undefined ? parsed : { ok: false, refusal: wrong };
}

function upgradeRun(value: unknown): unknown {
  return isRecord(value) ? { ...value, scenario: upgradeScenario(value.scenario) } : value;
}

function freshRun(scenario: Scenario): OpenedRun {
  return {
    run: { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] },
    ledger: '',
    traceHash: '',
    through: 0,
    position: 0,
    bookmarks: [],
    generation: 0,
  };
}

function parseJson(source: string): Parsed<unknown> {
  if (source.length > longestRunText) {
    return refused('tooLarge', '', { size: source.length, limit: longestRunText });
  }
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    const position = Math.max(0, findJsonError(source));
    const line = source.slice(0, position).split('\n').length;
    const column = position - source.lastIndexOf('\n', position - 1);
    return refused('notJson', '', { position, line, column });
  }
}

function check<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const result = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const [issue] = result.issues;
  const path = pathOf(issue.path);
  const received = issue.received.slice(0, 60);
  if (issue.type === 'max_length' && Array.isArray(issue.input)) {
    return refused('tooMany', path, { limit: String(issue.requirement), received: issue.input.length });
  }
  if (issue.expected === 'never') return refused('notAllowed', path, {});
  if (received === 'undefined') return refused('missing', path, { expected: expectedOf(issue) });
  return refused('wrongValue', path, { expected: expectedOf(issue), received });
}

function expectedOf(issue: v.BaseIssue<unknown>): string {
  return (issue.expected ?? (issue.requirement === undefined ? issue.type : String(issue.requirement))).slice(
    0,
    200,
  );
}

function pathOf(path: readonly { readonly key: unknown }[] | undefined): string {
  let text = '';
  for (const { key } of path ?? []) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text.slice(0, 200);
}

/** What a schema cannot see: names that mean nothing, and actions out of order. */
function inconsistency(run: Run, prefix: string): RunRefusal | undefined {
  return scenarioFault(run.scenario, `${prefix}scenario.`) ?? orderFault(run.actions, `${prefix}actions`);
}

function scenarioFault(scenario: Scenario, prefix: string): RunRefusal | undefined {
  const known = new Set<string>();
  for (const [index, node] of scenario.nodes.entries()) {
    const path = `${prefix}nodes[${index}].name`;
    if (known.has(node.name)) return { key: 'twice', path, values: { node: node.name } };
    known.add(node.name);
  }
  for (const [index, link] of scenario.links.entries()) {
    for (const side of ['a', 'b'] as const) {
      const path = `${prefix}links[${index}].${side}`;
      if (!known.has(link[side])) return { key: 'unknownNode', path, values: { node: link[side] } };
    }
    if (link.a === link.b)
      return { key: 'twice', path: `${prefix}links[${index}]`, values: { node: link.a } };
  }
  return orderFault(scenario.actions, `${prefix}actions`);
}

function orderFault(actions: readonly TimedAction[], path: string): RunRefusal | undefined {
  for (let index = 1; index < actions.length; index++) {
    const at = actions[index]?.at ?? 0;
    const before = actions[index - 1]?.at ?? 0;
    if (at < before) return { key: 'outOfOrder', path: `${path}[${index}].at`, values: { at, before } };
  }
  return undefined;
}

function ledgerFault(ledger: string): RunRefusal | undefined {
  try {
    Ledger.parse(ledger);
    return undefined;
  } catch (error) {
    return {
      key: 'ledgerLine',
      path: 'ledger',
      values: { detail: error instanceof Error ? error.message : '' },
    };
  }
}

function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

function refused(key: RunRefusal['key'], path: string, values: RunRefusal['values']): Parsed<never> {
  return { ok: false, refusal: { key, path, values } };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 60);
}
