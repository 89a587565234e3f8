import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deflate } from '#app/deflate';
import { contentHash, longestHash, parseShareLink, shareLinkHash } from '#app/share-link';
import { findScenario, shippedScenarios } from '#scenarios/shipped';
import { engineVersion, type Run, type TimedAction } from '#simulation/run';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const [scenario] = shippedScenarios as readonly [Scenario];
const actions: TimedAction[] = [
  { at: 1, action: { type: 'add-node', name: '小明', role: 'node', hashRate: 0, x: 0, y: 0 } },
  { at: 5, action: { type: 'pay', from: 'Alice', to: '小明', amount: '100' } },
  { at: 9, action: { type: 'heal' } },
];
/** Without its story, short enough to be embedded. */
const short: Scenario = { ...scenario, parameters: [], beats: [] };
const run: Run = { engine: engineVersion, scenario, seed: 123, actions };
const position = 61_000_000;

async function hashOf(value: { run: Run; position: number }): Promise<string> {
  const hash = await shareLinkHash(value, findScenario);
  if (hash === undefined) throw new Error('too long');
  return hash;
}

describe('a link', () => {
  test('holds scenario, seed, actions and position', async () => {
    expect(await parseShareLink(await hashOf({ run, position }), findScenario)).toEqual({
      ok: true,
      value: { run, position },
    });
  });

  test('names a shipped scenario and embeds any other', async () => {
    const own = {
      ...short,
      id: 'my-own',
      nodes: scenario.nodes.filter(({ name }) => name === 'Alice' || name === 'Bob'),
      links: [],
      actions: [],
    };
    const named = await hashOf({ run: { ...run, actions: [] }, position });
    expect(named.length).toBeLessThan(250);
    const embedded = await hashOf({ run: { ...run, scenario: own }, position });
    expect(await parseShareLink(embedded, () => undefined)).toMatchObject({
      ok: true,
      value: { run: { scenario: own } },
    });
    // A shipped id with another content is another scenario.
    const changed = { ...short, defaultSeed: 99 };
    const parsed = await parseShareLink(
      await hashOf({ run: { ...run, scenario: changed }, position }),
      findScenario,
    );
    expect(parsed).toMatchObject({ ok: true, value: { run: { scenario: { defaultSeed: 99 } } } });
  });

  test('names a shipped scenario with other values, or staged by hand', async () => {
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
    const hash = await shareLinkHash({ run: { ...run, scenario: changed, actions: [] }, position }, find);
    expect(hash?.length).toBeLessThan(300);
    expect(await parseShareLink(hash ?? '', find)).toMatchObject({
      ok: true,
      value: { run: { scenario: changed } },
    });
    expect(await parseShareLink(hash ?? '', () => scenario)).toMatchObject({
      refusal: { key: 'scenarioChanged' },
    });
    const otherwise = { ...changed, outboundTarget: 7 };
    const embedded = await shareLinkHash(
      { run: { ...run, scenario: otherwise, actions: [] }, position },
      find,
    );
    expect(await parseShareLink(embedded ?? '', () => undefined)).toMatchObject({
      ok: true,
      value: { run: { scenario: { outboundTarget: 7, byHand: true } } },
    });
  });

  test('carries a scenario like the one of docs/SCENARIOS.md inside', async () => {
    const page = readFileSync(new URL('../../docs/SCENARIOS.md', import.meta.url), 'utf8');
    const parsed = parseScenario(JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? ''));
    if (!parsed.ok) throw new Error('refused');
    const own: Run = { ...run, scenario: parsed.value, actions: [] };
    expect(await parseShareLink(await hashOf({ run: own, position: 0 }), findScenario)).toEqual({
      ok: true,
      value: { run: own, position: 0 },
    });
  });

  test('to a chain that is not here is refused', async () => {
    const own = {
      ...short,
      id: 'own',
      prologue: 'elsewhere',
      nodes: scenario.nodes.slice(0, 2),
      links: [],
    };
    expect(
      await parseShareLink(
        await hashOf({ run: { ...run, scenario: own, actions: [] }, position }),
        findScenario,
      ),
    ).toMatchObject({
      refusal: { key: 'unknownPrologue', path: 'scenario.prologue' },
    });
  });

  /** Payments of all sizes: they cannot be packed well. */
  const payments = (count: number) =>
    Array.from({ length: count }, (_, i): TimedAction => {
      const amount = String(1 + ((i * 2_654_435_761) % 999_999_937));
      return { at: i * 7_919_777 + (i % 13), action: { type: 'pay', from: 'Alice', to: 'Bob', amount } };
    });

  test('is packed where it would be too long, and none where that does not help', async () => {
    const long = { ...run, actions: payments(100) };
    const hash = await hashOf({ run: long, position });
    expect(hash).toMatch(/^runz=/);
    expect(hash.length).toBeLessThanOrEqual(longestHash);
    expect(await parseShareLink(hash, findScenario)).toEqual({ ok: true, value: { run: long, position } });
    expect(
      await shareLinkHash({ run: { ...run, actions: payments(2_000) }, position }, findScenario),
    ).toBeUndefined();
    expect(await hashOf({ run, position })).toMatch(/^run=/);
  });

  test('carries every scenario that a lecturer would make of a shipped one', async () => {
    const own = { ...run, scenario: { ...scenario, id: 'my-own', defaultSeed: 5 }, actions: [] };
    const hash = await hashOf({ run: own, position });
    expect(await parseShareLink(hash, findScenario)).toEqual({ ok: true, value: { run: own, position } });
  });

  test('that was packed to burst is refused', async () => {
    const bomb = await deflate(new Uint8Array(5_000_000));
    const payload = Buffer.from(bomb).toString('base64url');
    const check = createHash('sha256').update(payload).digest('hex').slice(0, 8);
    expect(payload.length).toBeLessThan(longestHash * 2);
    expect(await parseShareLink(`runz=${payload}.${check}`, findScenario)).toMatchObject({
      refusal: { key: 'linkDamaged' },
    });
  });

  test('to a scenario that is unknown or different here is refused', async () => {
    const hash = await hashOf({ run, position });
    expect(await parseShareLink(hash, () => undefined)).toMatchObject({
      refusal: { key: 'unknownScenario' },
    });
    const other = () => ({ ...scenario, outboundTarget: 3 });
    expect(await parseShareLink(hash, other)).toMatchObject({ refusal: { key: 'scenarioChanged' } });
  });

  test('with any single letter changed, lost or added is refused, never misread', async () => {
    const hash = await hashOf({ run, position });
    const letter = fc.constantFrom(...'abcXYZ019-_.%é'.split(''));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: hash.length - 1 }),
        letter,
        fc.constantFrom('change', 'lose', 'add'),
        async (at, by, how) => {
          const damaged =
            hash.slice(0, at) + (how === 'lose' ? '' : by) + hash.slice(how === 'add' ? at : at + 1);
          if (damaged === hash) return;
          expect((await parseShareLink(damaged, findScenario))?.ok).toBe(false);
        },
      ),
    );
  });

  test('says at which character it is damaged', async () => {
    const hash = await hashOf({ run, position });
    const damaged = `${hash.slice(0, 20)} ${hash.slice(20)}`;
    expect(await parseShareLink(damaged, findScenario)).toMatchObject({
      refusal: { key: 'linkCharacter', values: { position: 21 } },
    });
  });

  test('is none of our business when the hash is about something else', async () => {
    expect(await parseShareLink('', findScenario)).toBeUndefined();
    expect(await parseShareLink('introduction', findScenario)).toBeUndefined();
  });

  test('that is endless is refused unread', async () => {
    expect(await parseShareLink(`run=${'a'.repeat(1e6)}`, findScenario)).toMatchObject({
      refusal: { key: 'tooLarge' },
    });
  });
});

test('the content of a scenario is the same whatever the order of its keys', () => {
  const reversed = Object.fromEntries(Object.entries(scenario).reverse()) as unknown as Scenario;
  expect(contentHash(reversed)).toBe(contentHash(scenario));
  expect(contentHash({ ...scenario, outboundTarget: 5 })).not.toBe(contentHash(scenario));
});
