import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { draftFileName, draftText, openDraft } from '#app/editor/draft-file';
import { looksLikeADraft } from '#app/editor/looks-like-a-draft';
import { shippedScenarios } from '#scenarios/shipped';
import {
  conditionSchema,
  goalSchema,
  simpleConditionSchema,
} from '#simulation/scenario/schema/condition-schema';
import { conditionTypes, freshCondition } from '../../../src/views/editor/condition-shapes.ts';

describe('a draft', () => {
  test('is written and read back as it was', () => {
    for (const scenario of shippedScenarios) {
      const opened = openDraft(draftText(scenario));
      expect('draft' in opened && opened.draft).toEqual(scenario);
    }
  });

  test('with a mistake opens all the same, so that the fields can show it', () => {
    const [scenario] = shippedScenarios;
    const broken = { ...scenario, id: 'No Good', defaultSeed: -1 };
    const opened = openDraft(JSON.stringify(broken));
    expect('draft' in opened && opened.draft).toEqual(broken);
  });

  test('of another kind is refused with its place', () => {
    expect(openDraft('{\n  "format": }')).toMatchObject({ refusal: { key: 'notJson', values: { line: 2 } } });
    const [scenario] = shippedScenarios;
    expect(openDraft(JSON.stringify({ ...scenario, version: 9 }, null, 1))).toMatchObject({
      refusal: { key: 'otherVersion', values: { line: 3 } },
    });
    expect(openDraft('{"format": "word-document"}')).toMatchObject({ refusal: { key: 'notARun' } });
  });

  test('never breaks the forms, whatever it is made of', () => {
    const [scenario] = shippedScenarios;
    const fields = Object.keys(scenario ?? {});
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }), (field, value) => {
        const changed = JSON.parse(JSON.stringify({ ...scenario, [field]: value }));
        if (!looksLikeADraft(changed)) return;
        expect(typeof draftText(changed)).toBe('string');
        expect(draftFileName({ ...changed, id: String(changed.id) })).toMatch(/^[a-z0-9-]+\.json$/);
      }),
    );
  });
});

test('every condition that the editor offers begins as one that the format takes', () => {
  for (const [use, schema] of [
    ['beat', conditionSchema],
    ['goal', goalSchema],
    ['joined', simpleConditionSchema],
  ] as const) {
    for (const type of conditionTypes(use))
      expect(v.safeParse(schema, freshCondition(type, 'Mia')).success, `${use} ${type}`).toBe(true);
  }
  const offered = new Set(conditionTypes('beat'));
  expect(conditionSchema.options.flatMap(typesOf).filter((type) => !offered.has(type as never))).toEqual([]);
});

function typesOf(option: { readonly entries?: object; readonly options?: readonly object[] }): string[] {
  if (option.options !== undefined) return option.options.flatMap((each) => typesOf(each));
  const { type } = option.entries as { readonly type: { readonly literal: string } };
  return [type.literal];
}
