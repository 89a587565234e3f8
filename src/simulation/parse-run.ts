import * as v from 'valibot';
import { checkSchema } from './check-schema.ts';
import { findJsonError } from './find-json-error.ts';
import { Ledger } from './ledger.ts';
import { accepted, type Parsed, type RunRefusal, refusalAt, refused } from './refusal.ts';
import { engineVersion, type Run } from './run.ts';
import { parseScenario, settledScenario } from './scenario/parse-scenario.ts';
import type { Place } from './scenario/patch-scenario.ts';
import type { Scenario } from './scenario/scenario.ts';
import { actionFaults } from './scenario/scenario-faults.ts';
import { timedActions } from './scenario/schema/action-schema.ts';
import { count, latest, seed } from './scenario/schema/fields.ts';
import { scenarioSchema } from './scenario/schema/scenario-schema.ts';
import { upgradeScenario } from './scenario/upgrade-scenario.ts';
import { lineAndColumn, withPosition } from './text-position.ts';

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

/** Reads a run file, or a scenario file as a fresh run of it. Text or an already parsed value, both untrusted; of a text,
 * a refusal also says the line and column. Never throws, whatever it is given. */
export function parseSavedRun(input: unknown): Parsed<OpenedRun> {
  if (typeof input !== 'string') return readSaved(input);
  const json = parseJson(input);
  if (!json.ok) return json;
  const parsed = readSaved(json.value);
  return parsed.ok ? parsed : { ok: false, refusal: withPosition(parsed.refusal, input) };
}

function readSaved(value: unknown): Parsed<OpenedRun> {
  if (!isRecord(value)) return refused([], 'notARun');
  if (value.format === 'chainroom-scenario') {
    const scenario = parseScenario(value);
    return scenario.ok ? accepted(freshRun(scenario.value)) : scenario;
  }
  if (value.format !== 'chainroom-run') return refused([], 'notARun');
  if (value.version !== 1)
    return refused(['version'], 'otherVersion', { found: show(value.version), expected: 1 });
  const run = upgradeRun(value.run);
  if (isRecord(run) && run.engine !== engineVersion) {
    return refused(['run', 'engine'], 'otherEngine', { found: show(run.engine), expected: engineVersion });
  }
  const parsed = checkSchema(savedSchema, { ...value, run });
  if (!parsed.ok) return parsed;
  const settled = settledRun(parsed.value.run, ['run']);
  if (!settled.ok) return settled;
  const fault = ledgerFault(parsed.value.ledger);
  return fault === undefined
    ? accepted({ ...parsed.value, run: settled.value })
    : { ok: false, refusal: fault };
}

/** Checks an untrusted value that should be a run, e.g. from a link. */
export function parseRun(value: unknown): Parsed<Run> {
  if (isRecord(value) && value.engine !== engineVersion) {
    return refused(['engine'], 'otherEngine', { found: show(value.engine), expected: engineVersion });
  }
  const parsed = checkSchema(runSchema, upgradeRun(value));
  return parsed.ok ? settledRun(parsed.value, []) : parsed;
}

/** What a schema cannot see: names that mean nothing, actions out of order, parameters that are not set. */
function settledRun(run: Run, place: Place): Parsed<Run> {
  for (const refusal of actionFaults(run.scenario, run.actions, [...place, 'actions']))
    return { ok: false, refusal };
  const scenario = settledScenario(run.scenario);
  if (scenario.ok) return accepted({ ...run, scenario: scenario.value });
  const { key, values, place: inside } = scenario.refusal;
  return { ok: false, refusal: refusalAt([...place, 'scenario', ...inside], key, values) };
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
    return refused([], 'tooLarge', { size: source.length, limit: longestRunText });
  }
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    const position = Math.max(0, findJsonError(source));
    return refused([], 'notJson', { position, ...lineAndColumn(source, position) });
  }
}

function ledgerFault(ledger: string): RunRefusal | undefined {
  try {
    Ledger.parse(ledger);
    return undefined;
  } catch (error) {
    return refusalAt(['ledger'], 'ledgerLine', { detail: error instanceof Error ? error.message : '' });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, 60);
}
