import { expect, test } from 'vitest';
import { editor as en } from '#i18n/en/editor';
import { editor as zh } from '#i18n/zh-CN/editor';
import { actionFields, actionTypes } from '#simulation/scenario/schema/action-fields';
import { actionsInOrder } from '../../../src/views/editor/actions-in-order.ts';

test('every action, field and choice that the schema has is called something in both languages', () => {
  for (const texts of [en, zh] as readonly Readonly<Record<'action' | 'of' | 'choice', object>>[]) {
    for (const type of actionTypes) {
      expect(texts.action).toHaveProperty([type]);
      for (const { key, choices } of actionFields(type) ?? []) {
        expect(texts.of).toHaveProperty([key]);
        for (const choice of choices) expect(texts.choice).toHaveProperty([choice]);
      }
    }
  }
});

test('the menu has every action but the step itself', () => {
  expect([...actionsInOrder, 'beat'].sort()).toEqual([...actionTypes].sort());
});
