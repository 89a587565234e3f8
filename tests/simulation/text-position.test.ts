import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findScenario } from '#scenarios/shipped';
import { parseSavedRun } from '#simulation/parse-run';
import { type Place, valueAt } from '#simulation/scenario/patch-scenario';
import { lineAndColumn, textPosition } from '#simulation/text-position';

function* places(value: unknown, place: Place): Generator<Place> {
  yield place;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* places(child, [...place, Array.isArray(value) ? Number(key) : key]);
}

describe('where a place stands in the text', () => {
  test('is at its key, or at the entry of a list', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('', '\t', '  '), (made, indent) => {
        const value: unknown = JSON.parse(JSON.stringify(made));
        const text = JSON.stringify(value, null, indent);
        for (const place of places(value, [])) {
          const at = textPosition(text, place);
          const last = place.at(-1);
          if (typeof last === 'string') expect(text.startsWith(JSON.stringify(last), at)).toBe(true);
          else {
            const standing = valueAt(value, place);
            const begins = JSON.stringify(standing, null, indent)[0];
            expect(text[at]).toBe(begins);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each<readonly [string, Place, number]>([
    ['{"a": 1, "b": [1, {"c": 2}]}', ['b', 1, 'c'], 19],
    ['{"a": 1, "b": [1, {"c": 2}]}', ['b', 1, 'missing'], 18],
    ['{"a": 1, "b": [1, {"c": 2}]}', ['b', 7], 9],
    ['{"a": 1, "a": {"b": 2}}', ['a', 'b'], 15],
    ['{"a\\"{": {"b": "}"}, "c": 0}', ['c'], 21],
    [' [ [], {}, "]", 3 ]', [3], 16],
    ['7', [], 0],
  ])('%s %j at %i', (text, place, position) => {
    expect(textPosition(text, place)).toBe(position);
  });

  test('counts lines and columns from one', () => {
    expect(lineAndColumn('a\nbc', 0)).toEqual({ line: 1, column: 1 });
    expect(lineAndColumn('a\nbc', 3)).toEqual({ line: 2, column: 2 });
  });
});

describe('a scenario file with a mistake', () => {
  const good = JSON.stringify(
    {
      ...findScenario('double-spend'),
      parameters: [],
      beats: [
        {
          id: 'paid',
          title: { en: 'Paid', 'zh-CN': '已支付' },
          text: { en: 'Paid', 'zh-CN': '已支付' },
          when: { type: 'confirmations', node: 'Shop', count: 2 },
          actions: [],
          question: {
            text: { en: 'Why?', 'zh-CN': '为什么？' },
            choices: [
              { en: 'a', 'zh-CN': '一' },
              { en: 'b', 'zh-CN': '二' },
            ],
            right: 1,
            reveal: { en: 'So', 'zh-CN': '所以' },
          },
        },
        {
          id: 'over',
          title: { en: 'Over', 'zh-CN': '结束' },
          text: { en: 'Over', 'zh-CN': '结束' },
          when: { type: 'always' },
          actions: [],
        },
      ],
    },
    null,
    2,
  );

  function refusal(from: string | RegExp, to: string) {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    const parsed = parseSavedRun(text);
    if (parsed.ok) throw new Error('it was accepted');
    return parsed.refusal;
  }

  test('as it is, is none', () => {
    expect(parseSavedRun(good).ok).toBe(true);
  });

  test.each<readonly [string, RegExp, string, string, string]>([
    ['an unknown peer', /"node": "Shop"/, '"node": "Shoop"', 'unknownNode', 'beats[0].when.node'],
    ['a wrong number', /"count": 2/, '"count": -2', 'wrongValue', 'beats[0].when.count'],
    ['an unknown condition', /"type": "confirmations"/, '"type": "tea"', 'wrongValue', 'beats[0].when.type'],
    ['a word for a number', /"x": 0.43/, '"x": "left"', 'wrongValue', 'nodes[3].x'],
    [
      'a field that nobody knows',
      /"id": "paid"/,
      '"id": "paid",\n"colour": 1',
      'notAllowed',
      'beats[0].colour',
    ],
    ['an answer beyond the choices', /"right": 1/, '"right": 2', 'wrongValue', 'beats[0].question.right'],
    [
      'a reveal that never comes',
      /"right": 1/,
      '"right": 1, "revealAt": "never"',
      'unknownBeat',
      'beats[0].question.revealAt',
    ],
    [
      'a text in one language only',
      /"zh-CN": "为什么？"/,
      '"zh": "为什么？"',
      'missing',
      'beats[0].question.text.zh-CN',
    ],
  ])('%s is named with line and field', (_, from, to, key, path) => {
    const { line } = lineAndColumn(good, good.search(from));
    const { key: found, path: where, values } = refusal(from, to);
    expect({ found, where }).toEqual({ found: key, where: path });
    expect(Math.abs(Number(values.line) - line)).toBeLessThanOrEqual(2);
    expect(values.column).toBeGreaterThan(0);
  });

  test('of an older version is read as one of this', () => {
    const old = { ...JSON.parse(good), version: 1 };
    delete old.parameters;
    delete old.beats;
    const parsed = parseSavedRun(JSON.stringify(old));
    expect(parsed.ok && parsed.value.run.scenario).toMatchObject({ version: 2, parameters: [], beats: [] });
    expect(parseSavedRun(JSON.stringify({ ...old, version: 3 }))).toMatchObject({
      ok: false,
      refusal: { key: 'otherVersion', values: { found: '3', expected: 2 } },
    });
  });
});
