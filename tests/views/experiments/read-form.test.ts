import { describe, expect, test } from 'vitest';
import { experimentIds } from '../../../src/experiments/experiment.ts';
import { experiments } from '../../../src/experiments/experiments.ts';
import { experiments as words } from '../../../src/i18n/en/experiments.ts';
import { usualForm } from '../../../src/views/experiments/experiment-forms.ts';
import { readForm } from '../../../src/views/experiments/read-form.ts';

describe('the fields of an experiment', () => {
  test('the usual fields of every experiment are a batch', () => {
    for (const id of experimentIds) {
      if (id === 'repeat') continue;
      const { request, refusals } = readForm(id, usualForm(id));
      expect([...refusals.values()], id).toEqual([]);
      const cells = experiments[id].axes.reduce((count, axis) => count * axis.grid.length, 1);
      expect(request?.cells, id).toHaveLength(cells);
      expect(request?.trials, id).toBe(experiments[id].defaultTrials);
    }
  });

  test('a wrong field is refused with its reason, and so is the next one', () => {
    const usual = usualForm('double-spend');
    const { request, refusals } = readForm('double-spend', {
      ...usual,
      values: { ...usual.values, q: '0.3, 1', z: '-1' },
      trials: '1e9',
    });
    expect(request).toBeUndefined();
    expect(refusals.get('q')).toMatchObject({ key: 'notBelow', values: { value: 1, below: 1 } });
    expect(refusals.get('z')).toMatchObject({ key: 'tooSmall', values: { value: -1, min: 0 } });
    expect(refusals.get('trials')).toMatchObject({ key: 'tooLarge' });
    expect(refusals.has('giveUp')).toBe(false);
  });

  test('a million nodes are too many', () => {
    const usual = usualForm('propagation');
    const form = { ...usual, values: { ...usual.values, nodes: '1000000' } };
    expect(readForm('propagation', form).refusals.get('nodes')).toMatchObject({
      key: 'tooLarge',
      values: { value: 1_000_000 },
    });
  });

  test('an empty field and letters are refused', () => {
    const usual = usualForm('double-spend');
    const refusalOf = (q: string) =>
      readForm('double-spend', { ...usual, values: { ...usual.values, q } }).refusals.get('q')?.key;
    expect(refusalOf('')).toBe('missing');
    expect(refusalOf('half')).toBe('notANumber');
    expect(refusalOf('30 %')).toBeUndefined();
  });
});

test('everything that an experiment names has words', () => {
  const { axis, choice, measured, theory } = words as unknown as Record<string, Record<string, object>>;
  for (const spec of Object.values(experiments)) {
    for (const { id, choices } of spec.axes) {
      expect(axis, `axis ${id}`).toHaveProperty([id, 'name']);
      for (const one of choices ?? []) expect(choice, `choice ${one}`).toHaveProperty([one]);
    }
    for (const { id, kind } of spec.measured) {
      expect(measured, `measured ${id}`).toHaveProperty([id, 'axis']);
      if (kind === 'distribution') expect(measured, `measured ${id}`).toHaveProperty([id, 'x']);
    }
    for (const { id, family = id } of spec.theories)
      expect(theory, `theory ${id}`).toHaveProperty([family, 'name']);
  }
});
