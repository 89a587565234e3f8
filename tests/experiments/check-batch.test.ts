import { expect, test } from 'vitest';
import { checkBatch } from '#experiments/check-batch';
import { experimentIds } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';

const cell = { q: 0.3, z: 6, win: 'ahead', preMined: 0, giveUp: 12 };
const batch = { experiment: 'double-spend', seed: 1, trials: 100, cells: [cell] };

function refusalOf(change: object) {
  const checked = checkBatch({ ...batch, ...change });
  return 'key' in checked ? `${checked.field} ${checked.key}` : 'accepted';
}

test('a batch as it should be is passed on', () => {
  expect(checkBatch(batch)).toEqual(batch);
});

test.each([
  [{ cells: [{ ...cell, q: 1 }] }, 'q notBelow'],
  [{ cells: [{ ...cell, q: -0.1 }] }, 'q tooSmall'],
  [{ cells: [{ ...cell, q: 'much' }] }, 'q notANumber'],
  [{ cells: [{ ...cell, z: -1 }] }, 'z tooSmall'],
  [{ cells: [{ ...cell, z: 1.5 }] }, 'z notWhole'],
  [{ cells: [{ ...cell, win: 'sometimes' }] }, 'win notOneOf'],
  [{ cells: [{ ...cell, giveUp: 1e9 }] }, 'giveUp tooLarge'],
  [{ cells: [{ q: 0.3 }] }, 'z missing'],
  [{ cells: [{ ...cell, luck: 1 }] }, 'luck unknownField'],
  [{ cells: [] }, 'cells missing'],
  [{ cells: Array.from({ length: 401 }, () => cell) }, 'cells tooManyCells'],
  [{ trials: 0 }, 'trials tooSmall'],
  [{ trials: 1e15 }, 'trials tooLarge'],
  [{ trials: 1e6, cells: Array.from({ length: 100 }, () => cell) }, 'cells tooMuchWork'],
  [{ seed: -1 }, 'seed tooSmall'],
  [{ seed: 2 ** 32 }, 'seed tooLarge'],
  [{ experiment: 'toString' }, 'experiment unknownExperiment'],
  [{ experiment: 'repeat', cells: [{}] }, 'base missing'],
  [
    { experiment: 'propagation', cells: [{ payments: 1, degree: 4, nodes: 1e6, bandwidth: 1e4 }] },
    'nodes tooLarge',
  ],
  [
    { experiment: 'propagation', cells: [{ payments: 1, degree: 8, nodes: 8, bandwidth: 1e4 }] },
    'degree tooLarge',
  ],
  [{ experiment: 'selfish-mining', cells: [{ q: 0.3, near: 5, miners: 4 }] }, 'near tooLarge'],
  [{ experiment: 'selfish-mining', cells: [{ q: 0.5, near: 0, miners: 4 }] }, 'q notBelow'],
])('%o: %s', (change, refusal) => {
  expect(refusalOf(change)).toBe(refusal);
});

test.each([undefined, null, 7, 'double-spend', [], {}])('%o is no batch', (raw) => {
  expect(checkBatch(raw)).toHaveProperty('key');
});

test('every point of every usual grid is accepted', () => {
  for (const id of experimentIds) {
    if (id === 'repeat') continue;
    const { axes, defaultTrials } = experiments[id];
    const cells = axes.reduce<Record<string, number | string>[]>(
      (all, axis) => all.flatMap((one) => axis.grid.map((value) => ({ ...one, [axis.id]: value }))),
      [{}],
    );
    expect(checkBatch({ experiment: id, seed: 1, trials: defaultTrials, cells })).toHaveProperty('cells');
  }
});
