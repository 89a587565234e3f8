import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import { findJsonError } from '#simulation/find-json-error';
import { parseRun, parseSavedRun } from '#simulation/parse-run';
import { type Action, engineVersion, type Run } from '#simulation/run';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const [scenario] = shippedScenarios as readonly [Scenario];
const run: Run = { engine: engineVersion, scenario, seed: 7, actions: [] };
const file = { format: 'chainroom-run', version: 1, run, ledger: '', traceHash: '', through: 0 };

function refusal(input: unknown) {
  const parsed = parseSavedRun(input);
  if (parsed.ok) throw new Error('it was accepted');
  return parsed.refusal;
}

/** The file with something else at a path, as JSON. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = structuredClone(file) as unknown as Record<string | number, unknown>;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  at[path.at(-1) as string] = value;
  return JSON.stringify(copy);
}

describe('a run file', () => {
  test('of every shipped scenario is read back as it was', () => {
    for (const each of shippedScenarios) {
      const parsed = parseSavedRun(JSON.stringify({ ...file, run: { ...run, scenario: each } }));
      expect(parsed.ok && parsed.value.run.scenario).toEqual(each);
      const alone = parseSavedRun(JSON.stringify(each));
      expect(alone.ok && alone.value.run).toEqual({ ...run, scenario: each, seed: each.defaultSeed });
    }
  });

  test('with every kind of action is read back as it was', () => {
    const actions: Action[] = [
      ...['a', 'b', 'c'].map(
        (name) => ({ type: 'add-node', name, role: 'node', hashRate: 0, x: 0, y: 0 }) as const,
      ),
      { type: 'pay', from: 'a', to: 'b', amount: '1000', feeRate: 2.5, lock: 'p2pkh' },
      { type: 'pay', from: 'a', to: 'b', amount: '2100000000000000' },
      { type: 'conflict', from: 'a', to: 'b', other: 'c', amount: '5' },
      { type: 'set-hash-rate', node: 'a', hashRate: 0 },
      { type: 'mine-now', node: 'a' },
      { type: 'collide', nodes: ['a', 'b'] },
      { type: 'connect', a: 'a', b: 'b' },
      { type: 'cut', a: 'a', b: 'b' },
      { type: 'partition', groups: [['a'], ['b', 'c']] },
      { type: 'heal' },
      { type: 'add-node', name: '新', role: 'miner', hashRate: 3, x: 0, y: 1 },
      { type: 'stop-node', node: 'a' },
      { type: 'start-node', node: 'a' },
      { type: 'traffic', meanWaitMicros: 0 },
      { type: 'mine-secretly', node: 'a' },
      { type: 'publish', node: 'a' },
      { type: 'double-spend', attacker: 'a', merchant: 'b', amount: '9', confirmations: 2, giveUpDeficit: 3 },
      { type: 'tamper', from: 'a', to: 'b', command: 'block', how: 'delay', delayMicros: 10 },
    ];
    const timed = actions.map((action, index) => ({ at: index * 10, action }));
    const parsed = parseSavedRun(JSON.stringify({ ...file, run: { ...run, actions: timed } }));
    expect(parsed.ok && parsed.value.run.actions).toEqual(timed);
  });

  test.each([
    ['no JSON', '{"format":', { key: 'notJson', values: { position: 10, line: 1, column: 11 } }],
    ['something else in JSON', '[1, 2]', { key: 'notARun' }],
    ['another format', '{"format": "word-document"}', { key: 'notARun' }],
    [
      'another version',
      changed(['version'], 2),
      { key: 'otherVersion', values: { found: '2', expected: 1 } },
    ],
    ['another engine', changed(['run', 'engine'], 'x'), { key: 'otherEngine', values: { found: 'x' } }],
    [
      'an action of somebody who is not there',
      changed(['run', 'actions'], [{ at: 0, action: { type: 'mine-now', node: 'Zed' } }]),
      { key: 'unknownNode', path: 'run.actions[0].action.node', values: { node: 'Zed' } },
    ],
    ['a negative seed', changed(['run', 'seed'], -1), { key: 'wrongValue', path: 'run.seed' }],
    ['a fraction of a seed', changed(['run', 'seed'], 0.5), { key: 'wrongValue', path: 'run.seed' }],
    ['no actions', changed(['run', 'actions'], undefined), { key: 'missing', path: 'run.actions' }],
    [
      'an amount that is no number',
      changed(['run', 'actions'], [{ at: 1, action: { type: 'pay', from: 'a', to: 'b', amount: '1e9' } }]),
      { key: 'wrongValue', path: 'run.actions[0].action.amount' },
    ],
    [
      'more coins than there will ever be',
      changed(
        ['run', 'actions'],
        [{ at: 1, action: { type: 'pay', from: 'a', to: 'b', amount: '2100000000000001' } }],
      ),
      { key: 'wrongValue', path: 'run.actions[0].action.amount' },
    ],
    [
      'an unknown action',
      changed(['run', 'actions'], [{ at: 1, action: { type: 'print-money' } }]),
      { key: 'wrongValue', path: 'run.actions[0].action.type' },
    ],
    [
      'too many actions',
      changed(['run', 'actions'], new Array(10_001).fill({ at: 1, action: { type: 'heal' } })),
      { key: 'tooMany', path: 'run.actions', values: { received: 10_001 } },
    ],
    [
      'actions out of order',
      changed(
        ['run', 'actions'],
        [
          { at: 5, action: { type: 'heal' } },
          { at: 4, action: { type: 'heal' } },
        ],
      ),
      { key: 'outOfOrder', path: 'run.actions[1].at' },
    ],
    [
      'a peer twice',
      changed(['run', 'scenario', 'nodes'], [scenario.nodes[0], scenario.nodes[0]]),
      { key: 'twice', path: 'run.scenario.nodes[1].name' },
    ],
    [
      'a link to nobody',
      changed(['run', 'scenario', 'links', 0, 'a'], 'Nobody'),
      { key: 'unknownNode', path: 'run.scenario.links[0].a', values: { node: 'Nobody' } },
    ],
    ['a field too many', changed(['run', 'params'], {}), { key: 'notAllowed', path: 'run.params' }],
    ['a damaged ledger', changed(['ledger'], 'once upon a time'), { key: 'ledgerLine', path: 'ledger' }],
  ])('with %s is refused, and says where', (_, text, expected) => {
    expect(refusal(text)).toMatchObject(expected);
  });

  test('that is huge is refused unread', () => {
    expect(refusal(' '.repeat(33 * 1024 * 1024))).toMatchObject({ key: 'tooLarge' });
  });

  test('never crashes, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.string(), (value, text) => {
        expect(typeof parseSavedRun(value).ok).toBe('boolean');
        expect(typeof parseSavedRun(text).ok).toBe('boolean');
        expect(parseRun(value).ok).toBe(false);
        expect(parseScenario(value).ok).toBe(false);
      }),
    );
    expect(parseSavedRun('['.repeat(1e6)).ok).toBe(false);
  });

  test('with one part replaced by anything is read or refused with a path, never believed blindly', () => {
    const paths = [...leaves(file, [])];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const parsed = parseSavedRun(changed(path, value));
        if (!parsed.ok) expect(parsed.refusal.key).not.toBe('notJson');
      }),
      { numRuns: 200 },
    );
  });
});

function* leaves(value: unknown, path: readonly (string | number)[]): Generator<(string | number)[]> {
  if (path.length > 0) yield [...path];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    yield* leaves(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

describe('where JSON breaks', () => {
  test('is nowhere in what the engine reads, and somewhere in what it refuses', () => {
    const json = fc.json();
    const mangled = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '{', '}', '[', ']', ',', ':', '"', '0', 'e', '\\', '\n', 'true'),
      )
      .map(([text, at, insert]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(insert === '' ? place + 1 : place);
      });
    fc.assert(
      fc.property(fc.oneof(json, mangled), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(findJsonError(text) === -1).toBe(valid);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['', 0],
    ['  ', 2],
    ['{"a": 1,}', 8],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['nul', 0],
    ['1 1', 2],
    ['[01]', 2],
    ['"a\nb"', 0],
    ['{"a": [1, {"b": tru}]}', 16],
  ])('%j breaks at %i', (text, position) => {
    expect(findJsonError(text)).toBe(position);
  });
});
