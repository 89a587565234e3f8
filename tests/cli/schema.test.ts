import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { check } from '../../src/cli/check.ts';
import { scenarioJsonSchema } from '../../src/cli/schema.ts';

const published = readFileSync(new URL('../../public/scenario.schema.json', import.meta.url), 'utf8');
const validate = new Ajv({ strict: false, allErrors: false }).compile(JSON.parse(published));
const example = /```json\n([\s\S]*?)```/.exec(
  readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8'),
)?.[1];

describe('the published schema', () => {
  test('is the one the page checks with: npm run -s chainroom -- schema > public/scenario.schema.json', () => {
    expect(published).toBe(`${scenarioJsonSchema()}\n`);
  });

  test.each(shippedScenarios.map((scenario) => [scenario.id, scenario] as const))(
    'fits %s',
    (_, scenario) => {
      expect(validate(scenario), JSON.stringify(validate.errors)).toBe(true);
      const parsed = parseScenario(scenario);
      expect(parsed.ok && parsed.value).toEqual(scenario);
    },
  );

  test('refuses nothing that the page takes', () => {
    // The schema is that of the present version; the page brings files of the older one up to it.
    const paths = shippedScenarios.flatMap((scenario) =>
      [...leaves(scenario, [])].filter(([key]) => key !== 'version').map((path) => [scenario, path] as const),
    );
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(0, 1, -1, 0.5, 1e9, '', 'Eve', 'Shop', true, 'time', 'heal', null),
    );
    let refusedByBoth = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, ([scenario, path], replacement) => {
        const changed = changedAt(scenario, path, replacement);
        const fits = validate(changed);
        const taken = parseScenario(changed).ok;
        if (taken) expect(fits, JSON.stringify(validate.errors)).toBe(true);
        else if (!fits) refusedByBoth++;
      }),
      { numRuns: 400 },
    );
    expect(refusedByBoth).toBeGreaterThan(100);
  });
});

describe('the example of docs/SCENARIOS.md', () => {
  test('fits the published schema and is read by the page', () => {
    const value: unknown = JSON.parse(example ?? '');
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(parseScenario(value)).toMatchObject({ ok: true });
  });
});

test('a scenario file that cannot be read is refused with the line', async () => {
  let said = '';
  expect(
    await check([new URL('../../package.json', import.meta.url).pathname], (text) => {
      said = text;
    }),
  ).toBe(2);
  expect(JSON.parse(said)).toMatchObject({ key: 'notARun', line: 1, column: 1 });
});

function* leaves(value: unknown, path: readonly (string | number)[]): Generator<(string | number)[]> {
  if (path.length > 0) yield [...path];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* leaves(child, [...path, Array.isArray(value) ? Number(key) : key]);
}

function changedAt(value: object, path: readonly (string | number)[], replacement: unknown): unknown {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  at[path.at(-1) as string] = replacement;
  return copy;
}
