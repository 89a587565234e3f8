import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash, longestHash, parseShareLink, shareLinkHash } from '#app/share-link';
import { findScenario, shippedScenarios } from '#scenarios/shipped';
import { engineVersion, type Run, type TimedAction } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const [scenario] = shippedScenarios as readonly [Scenario];
const actions: TimedAction[] = [
  { at: 5, action: { type: 'pay', from: 'Alice', to: '小明', amount: '100' } },
  { at: 9, action: { type: 'heal' } },
];
/** Without its story, short enough to be embedded. */
const short: Scenario = { ...scenario, parameters: [], beats: [] };
const run: Run = { engine: engineVersion, scenario, seed: 123, actions };
const position = 61_000_000;

function hashOf(value: { run: Run; position: number }): string {
  const hash = shareLinkHash(value, findScenario);
  if (hash === undefined) throw new Error('too long');
  return hash;
}

describe('a link', () => {
  test('holds scenario, seed, actions and position', () => {
    expect(parseShareLink(hashOf({ run, position }), findScenario)).toEqual({
      ok: true,
      value: { run, position },
    });
  });

  test('names a shipped scenario and embeds any other', () => {
    const own = { ...short, id: 'my-own', nodes: scenario.nodes.slice(0, 2), links: [], actions: [] };
    const named = hashOf({ run: { ...run, actions: [] }, position });
    expect(named.length).toBeLessThan(250);
    const embedded = hashOf({ run: { ...run, scenario: own }, position });
    expect(parseShareLink(embedded, () => undefined)).toMatchObject({
      ok: true,
      value: { run: { scenario: own } },
    });
    // A shipped id with another content is another scenario.
    const changed = { ...short, defaultSeed: 99 };
    const parsed = parseShareLink(hashOf({ run: { ...run, scenario: changed }, position }), findScenario);
    expect(parsed).toMatchObject({ ok: true, value: { run: { scenario: { defaultSeed: 99 } } } });
  });

  test('names a shipped scenario with other values, or staged by hand', () => {
    const words = { en: 'Latency', 'zh-CN': '延迟' };
    const shipped: Scenario = {
      ...short,
      links: scenario.links.map((link) => ({ ...link, latencyMicros: 5 })),
      parameters: [
        {
          id: 'latency',
          label: words,
          role: 'setting',
          kind: 'number',
          unit: 'micros',
          min: 1,
          max: 9,
          step: 1,
          value: 5,
          paths: ['links[*].latencyMicros'],
        },
      ],
    };
    const find = () => shipped;
    const applied = applyParameters(shipped, { latency: 7 });
    if (!applied.ok) throw new Error('refused');
    const changed: Scenario = { ...applied.scenario, byHand: true };
    const hash = shareLinkHash({ run: { ...run, scenario: changed, actions: [] }, position }, find);
    expect(hash?.length).toBeLessThan(300);
    expect(parseShareLink(hash ?? '', find)).toMatchObject({
      ok: true,
      value: { run: { scenario: changed } },
    });
    expect(parseShareLink(hash ?? '', () => scenario)).toMatchObject({ refusal: { key: 'scenarioChanged' } });
    const otherwise = { ...changed, outboundTarget: 7 };
    const embedded = shareLinkHash({ run: { ...run, scenario: otherwise, actions: [] }, position }, find);
    expect(parseShareLink(embedded ?? '', () => undefined)).toMatchObject({
      ok: true,
      value: { run: { scenario: { outboundTarget: 7, byHand: true } } },
    });
  });

  test('carries a scenario like the one of docs/SCENARIOS.md inside', () => {
    const page = readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8');
    const parsed = parseScenario(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));
    if (!parsed.ok) throw new Error('refused');
    const own: Run = { ...run, scenario: parsed.value, actions: [] };
    expect(parseShareLink(hashOf({ run: own, position: 0 }), findScenario)).toEqual({
      ok: true,
      value: { run: own, position: 0 },
    });
  });

  test('to a chain that is not here is refused', () => {
    const own = {
      ...short,
      id: 'own',
      prologue: 'elsewhere',
      nodes: scenario.nodes.slice(0, 2),
      links: [],
    };
    expect(parseShareLink(hashOf({ run: { ...run, scenario: own }, position }), findScenario)).toMatchObject({
      refusal: { key: 'unknownPrologue', path: 'scenario.prologue' },
    });
  });

  test('that would be too long is none', () => {
    const many = Array.from(
      { length: 200 },
      (_, at) => ({ at, action: actions[0]?.action ?? { type: 'heal' } }) as TimedAction,
    );
    expect(shareLinkHash({ run: { ...run, actions: many }, position }, findScenario)).toBeUndefined();
    expect(hashOf({ run, position }).length).toBeLessThan(longestHash);
  });

  test('to a scenario that is unknown or different here is refused', () => {
    const hash = hashOf({ run, position });
    expect(parseShareLink(hash, () => undefined)).toMatchObject({ refusal: { key: 'unknownScenario' } });
    const other = () => ({ ...scenario, outboundTarget: 3 });
    expect(parseShareLink(hash, other)).toMatchObject({ refusal: { key: 'scenarioChanged' } });
  });

  test('with any single letter changed, lost or added is refused, never misread', () => {
    const hash = hashOf({ run, position });
    const letter = fc.constantFrom(...'abcXYZ019-_.%é'.split(''));
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: hash.length - 1 }),
        letter,
        fc.constantFrom('change', 'lose', 'add'),
        (at, by, how) => {
          const damaged =
            hash.slice(0, at) + (how === 'lose' ? '' : by) + hash.slice(how === 'add' ? at : at + 1);
          if (damaged === hash) return;
          expect(parseShareLink(damaged, findScenario)?.ok).toBe(false);
        },
      ),
    );
  });

  test('says at which character it is damaged', () => {
    const hash = hashOf({ run, position });
    const damaged = `${hash.slice(0, 20)} ${hash.slice(20)}`;
    expect(parseShareLink(damaged, findScenario)).toMatchObject({
      refusal: { key: 'linkCharacter', values: { position: 21 } },
    });
  });

  test('is none of our business when the hash is about something else', () => {
    expect(parseShareLink('', findScenario)).toBeUndefined();
    expect(parseShareLink('introduction', findScenario)).toBeUndefined();
  });

  test('that is endless is refused unread', () => {
    expect(parseShareLink(`run=${'a'.repeat(1e6)}`, findScenario)).toMatchObject({
      refusal: { key: 'tooLarge' },
    });
  });
});

test('the content of a scenario is the same whatever the order of its keys', () => {
  const reversed = Object.fromEntries(Object.entries(scenario).reverse()) as unknown as Scenario;
  expect(contentHash(reversed)).toBe(contentHash(scenario));
  expect(contentHash({ ...scenario, outboundTarget: 5 })).not.toBe(contentHash(scenario));
});
