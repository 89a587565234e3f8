import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EditHistory, noEdits, redoEdit, rememberEdit, undoEdit } from '#app/editor/edit-history';
import type { Place } from '#simulation/scenario/patch-scenario';
import type { Scenario } from '#simulation/scenario/scenario';

const draft = (id: string) => ({ id }) as Scenario;
const typing = (place: Place, now: number) => ({ place, now, typed: true });

test('typing in one field is one step; a pause or another field begins a new one', () => {
  let history = rememberEdit(noEdits, draft(''), typing(['id'], 1_000));
  history = rememberEdit(history, draft('a'), typing(['id'], 1_200));
  history = rememberEdit(history, draft('ab'), typing(['id'], 1_400));
  expect(history.past.map((step) => step.draft.id)).toEqual(['']);
  history = rememberEdit(history, draft('abc'), typing(['id'], 9_000));
  history = rememberEdit(history, draft('abcd'), typing(['title'], 9_100));
  expect(history.past.map((step) => step.draft.id)).toEqual(['', 'abc', 'abcd']);
});

test('whatever was changed, undoing all of it and redoing all of it comes back to the same draft', () => {
  const edits = fc.array(
    fc.record({
      place: fc.constantFrom<Place[]>(['a'], ['b'], []),
      wait: fc.nat(3_000),
      typed: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 40,
    },
  );
  fc.assert(
    fc.property(edits, (list) => {
      let history: EditHistory = noEdits;
      let now = draft('0');
      let clock = 10_000;
      list.forEach(({ place, wait, typed }, index) => {
        clock += wait;
        history = rememberEdit(history, now, { place, now: clock, typed });
        now = draft(String(index + 1));
      });
      const last = now;
      const steps = history.past.length;
      for (let i = 0; i < steps; i++) ({ draft: now, history } = undoEdit(history, now)!);
      expect(now.id).toBe('0');
      expect(undoEdit(history, now)).toBeUndefined();
      for (let i = 0; i < steps; i++) ({ draft: now, history } = redoEdit(history, now)!);
      expect(now).toBe(last);
      expect(redoEdit(history, now)).toBeUndefined();
    }),
  );
});

test('a change after an undo forgets what was undone', () => {
  const history = rememberEdit(noEdits, draft('a'), typing(['id'], 1));
  const undone = undoEdit(history, draft('b'))!;
  expect(rememberEdit(undone.history, undone.draft, typing(['id'], 2)).future).toEqual([]);
});

test('what is no typing is a step of its own, however quickly it comes', () => {
  const moved = { place: ['nodes'], typed: false };
  let history = rememberEdit(noEdits, draft('a'), { ...moved, now: 1 });
  history = rememberEdit(history, draft('b'), { ...moved, now: 2 });
  history = rememberEdit(history, draft('c'), typing(['nodes'], 3));
  expect(history.past.map((step) => step.draft.id)).toEqual(['a', 'b', 'c']);
});
