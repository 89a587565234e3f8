import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findScenario } from '#scenarios/shipped';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { byHand } from '#simulation/scenario/by-hand';
import type { Parameter, ParameterValues, Patch } from '#simulation/scenario/parameter';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { patched, placesAt, valueAt } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const words = { en: 'words', 'zh-CN': '文字' };
const common = { label: words, role: 'setting' } as const;

const parameters: readonly Parameter[] = [
  { ...common, id: 'q', kind: 'hash-share', node: 'Eve', min: 0, max: 0.9, step: 0.01, value: 0.6 },
  { ...common, id: 'p', kind: 'hash-share', node: 'Moe', min: 0, max: 0.5, step: 0.01, value: 0.1 },
  {
    ...common,
    id: 'z',
    kind: 'number',
    unit: 'count',
    min: 0,
    max: 12,
    step: 1,
    value: 2,
    paths: ['actions[0].action.confirmations'],
  },
  {
    ...common,
    id: 'latency',
    kind: 'number',
    unit: 'micros',
    min: 1_000,
    max: 5_000_000,
    step: 1_000,
    value: 50_000,
    paths: ['links[*].latencyMicros'],
  },
  {
    ...common,
    id: 'amount',
    kind: 'number',
    unit: 'satoshis',
    min: 1,
    max: 1e10,
    step: 1,
    value: 500_000_000,
    paths: ['actions[0].action.amount'],
  },
  {
    ...common,
    id: 'cable',
    role: 'defence',
    kind: 'switch',
    value: false,
    on: [
      { path: 'links[-]', value: { a: 'Shop', b: 'Moe', latencyMicros: 7 } },
      { path: 'outboundTarget', value: 3 },
      { path: 'links[2]' },
    ],
  },
  {
    ...common,
    id: 'slow',
    role: 'defence',
    kind: 'switch',
    value: false,
    on: [
      { path: 'links[*].latencyMicros', value: 9_000 },
      { path: 'nodes[0].online', value: true },
    ],
  },
];

function withParameters(): Scenario {
  const scenario = findScenario('double-spend')!;
  const parsed = parseScenario({
    ...scenario,
    actions: [
      {
        at: 240_000_000,
        action: {
          type: 'double-spend',
          attacker: 'Eve',
          merchant: 'Shop',
          amount: '500000000',
          confirmations: 2,
          giveUpDeficit: 12,
        },
      },
    ],
    parameters,
    beats: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

const scenario = withParameters();

function set(base: Scenario, values: ParameterValues): Scenario {
  const applied = applyParameters(base, values);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusals));
  return applied.scenario;
}

const anyValues = fc.record(
  {
    q: fc.integer({ min: 0, max: 60 }).map((n) => n / 100),
    p: fc.integer({ min: 0, max: 30 }).map((n) => n / 100),
    z: fc.integer({ min: 0, max: 12 }),
    latency: fc.integer({ min: 1_000, max: 5_000_000 }),
    amount: fc.integer({ min: 1, max: 1e10 }),
    cable: fc.boolean(),
    slow: fc.boolean(),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<ParameterValues>;

describe('setting parameters', () => {
  test('again to the same end, whatever was set in between', () => {
    fc.assert(
      fc.property(anyValues, anyValues, (one, two) => {
        const between = set(scenario, one);
        expect(set(between, {})).toEqual(between);
        expect(set(between, one)).toEqual(between);
        expect(set(between, two)).toEqual(set(scenario, { ...one, ...two }));
      }),
      { numRuns: 60 },
    );
  });

  test('gives a scenario that a file could hold, with the values in the list and in their places', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const result = set(scenario, values);
        const parsed = parseScenario(JSON.parse(JSON.stringify(result)));
        expect(parsed.ok && parsed.value).toEqual(result);
        for (const { id, value } of result.parameters)
          expect(value).toBe(values[id] ?? parameters.find((each) => each.id === id)?.value);
        const { z, amount, latency } = Object.fromEntries(
          result.parameters.map(({ id, value }) => [id, value]),
        );
        expect(result.actions[0]?.action).toMatchObject({ confirmations: z, amount: String(amount) });
        const slow = result.parameters.find(({ id }) => id === 'slow')?.value;
        expect(result.links[0]?.latencyMicros).toBe(slow ? 9_000 : latency);
      }),
      { numRuns: 60 },
    );
  });

  test('gives each its share of the hash rate, as nearly as whole numbers allow', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const result = set(scenario, values);
        const all = result.nodes.reduce((sum, node) => sum + node.hashRate, 0);
        for (const parameter of result.parameters) {
          if (parameter.kind !== 'hash-share') continue;
          const rate = result.nodes.find(({ name }) => name === parameter.node)!.hashRate;
          expect(Math.abs(rate / all - parameter.value)).toBeLessThanOrEqual(1.5 / all);
        }
        for (const node of result.nodes)
          if (node.name !== 'Eve' && node.name !== 'Moe')
            expect(node.hashRate).toBe(scenario.nodes.find(({ name }) => name === node.name)!.hashRate);
      }),
    );
  });

  test('refuses what cannot be, beside the field, and changes nothing', () => {
    const before = structuredClone(scenario);
    const refusal = (values: Record<string, unknown>) => {
      const applied = applyParameters(scenario, values as ParameterValues);
      return applied.ok ? undefined : applied.refusals;
    };
    expect(refusal({ q: 1 })).toMatchObject({ q: { key: 'outOfRange', values: { min: 0, max: 0.9 } } });
    expect(refusal({ q: -0.1, z: 13 })).toMatchObject({ q: { key: 'outOfRange' }, z: { key: 'outOfRange' } });
    expect(refusal({ z: 1.5 })).toMatchObject({ z: { key: 'notWhole' } });
    expect(refusal({ z: Number.NaN })).toMatchObject({ z: { key: 'notANumber' } });
    expect(refusal({ z: '3' })).toMatchObject({ z: { key: 'notANumber' } });
    expect(refusal({ cable: 1 })).toMatchObject({ cable: { key: 'notANumber' } });
    expect(refusal({ q: 0.6, p: 0.4 })).toMatchObject({ p: { key: 'sharesTooLarge' } });
    expect(refusal({ nobody: 1 })).toMatchObject({ nobody: { key: 'unknownParameter' } });
    expect(scenario).toEqual(before);
  });

  test('refuses a switch that would break the scenario', () => {
    const broken = (on: readonly Patch[]) =>
      parseScenario({
        ...scenario,
        parameters: [{ ...common, id: 'bad', kind: 'switch', value: true, on }],
      });
    const refused = (on: readonly Patch[]) => {
      const parsed = broken(on);
      return parsed.ok ? undefined : parsed.refusal;
    };
    expect(refused([{ path: 'links[-]', value: { a: 'Shop', b: 'Nobody' } }])).toMatchObject({
      key: 'doesNotFit',
      path: 'parameters[0]',
      values: { cause: 'links[13].b' },
    });
    expect(refused([{ path: 'links[99].a', value: 'Shop' }])).toMatchObject({
      key: 'doesNotFit',
      path: 'parameters[0].on[0].path',
    });
    expect(refused([{ path: 'nodes' }])).toMatchObject({ key: 'doesNotFit', values: { cause: 'nodes' } });
    expect(refused([{ path: 'nodes[0].constructor', value: 1 }])).toMatchObject({ key: 'doesNotFit' });
    expect(refused([{ path: '__proto__.polluted', value: 1 }])).toMatchObject({ key: 'wrongValue' });
  });
});

describe('patches', () => {
  const value = { nodes: [{ a: 1 }, { a: 2 }, { b: [1, 2, 3] }], x: { y: 0 } };
  const path = fc.constantFrom(
    'nodes[0]',
    'nodes[*].a',
    'nodes[-]',
    'nodes[2].b[1]',
    'nodes[2].b[*]',
    'x.y',
    'x.z',
    'x',
  );
  const patch: fc.Arbitrary<Patch> = fc.oneof(
    fc.record({ path, value: fc.jsonValue({ maxDepth: 1 }) }),
    fc.record({ path }),
  );

  test('are taken back by their undoing, and change nothing in place', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 6 }), (patches) => {
        const before = structuredClone(value);
        const { value: after, undo } = patched(value, patches);
        expect(patched(after, undo).value).toEqual(value);
        expect(value).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  test('find their places', () => {
    expect(placesAt(value, 'nodes[*].a')).toEqual([
      ['nodes', 0, 'a'],
      ['nodes', 1, 'a'],
      ['nodes', 2, 'a'],
    ]);
    expect(placesAt(value, 'nodes[-]')).toEqual([['nodes', 3]]);
    expect(placesAt(value, 'nodes[7].a')).toEqual([]);
    expect(placesAt(value, 'nodes.constructor.prototype')).toEqual([]);
    expect(valueAt(value, ['nodes', 2, 'b', 1])).toBe(2);
    expect(valueAt(value, ['toString'])).toBeUndefined();
  });
});

test('a scenario by hand waits for every beat and starts no plan', () => {
  const told: Scenario = {
    ...scenario,
    beats: [
      {
        id: 'attack',
        title: words,
        text: words,
        when: { type: 'time', at: 5 },
        actions: [scenario.actions[0]!.action, { type: 'heal' }],
      },
      {
        id: 'pay',
        title: words,
        text: words,
        when: { type: 'attack-phase', phase: 'paid' },
        actions: [],
        handActions: [{ type: 'mine-secretly', node: 'Eve' }],
      },
      { id: 'told', title: words, text: words, when: { type: 'fork' }, actions: [] },
    ],
  };
  const staged = { ...told, ...byHand(told) };
  expect(staged.actions).toEqual([]);
  expect(staged.beats.map(({ when }) => when.type)).toEqual(['by-hand', 'by-hand', 'fork']);
  expect(staged.beats.map(({ actions }) => actions)).toEqual([
    [{ type: 'heal' }],
    [{ type: 'mine-secretly', node: 'Eve' }],
    [],
  ]);
  expect(byHand(staged)).toEqual(byHand(told));
  const parsed = parseScenario({ ...told, byHand: true });
  expect(parsed.ok && parsed.value.byHand).toBe(true);
});
