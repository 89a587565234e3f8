import { expect, test } from 'vitest';
import { createHistory, type HistoryStore } from '#app/create-history';
import { LogKind } from '#simulation/log';
import { gatherMilestones } from '../../../src/views/branches/gather-milestones.ts';
import { answers, syntheticLog } from '../../app/synthetic-log.ts';

const parts = answers(syntheticLog({ seed: 4, nodes: 6, blocks: 40, spacing: 300e6, txsPerBlock: 6 }), 1_000);

function thinned(history: HistoryStore): HistoryStore {
  const work = history.thinned(history.reached * 0.7);
  for (;;) {
    const step = work.next();
    if (step.done !== true) continue;
    if (step.value === undefined) throw new Error('it was cut');
    return step.value;
  }
}

/** What a fresh reader gathers, and how often a reader that has seen the history before has to look. */
function gatherThrough(kinds: readonly number[]) {
  let taken = 0;
  const gather = gatherMilestones<number[]>(
    kinds,
    () => [],
    (rows, { row }) => {
      taken++;
      rows.push(row);
    },
  );
  const fresh = () =>
    gatherMilestones<number[]>(
      kinds,
      () => [],
      (rows, { row }) => rows.push(row),
    );
  const history = createHistory();
  const half = parts.length >> 1;
  for (const part of parts.slice(0, half)) history.append(part);
  gather(history);
  const before = taken;
  const thin = thinned(history);
  const same = [[...gather(thin)], [...fresh()(thin)]];
  const again = taken - before;
  for (const part of parts.slice(half)) thin.append(part);
  same.push([...gather(thin)], [...fresh()(thin)]);
  return { same, before, again };
}

test('what was gathered outlives a thinning that touches none of its kinds', () => {
  const { same, before, again } = gatherThrough([LogKind.tip, LogKind.blockFound]);
  expect(before).toBeGreaterThan(100);
  expect(again).toBe(0);
  expect(same[0]).toEqual(same[1]);
  expect(same[2]).toEqual(same[3]);
});

test('what loses rows to a thinning is gathered anew', () => {
  const { same, again } = gatherThrough([LogKind.txAccepted]);
  expect(again).toBeGreaterThan(0);
  expect(same[0]).toEqual(same[1]);
  expect(same[2]).toEqual(same[3]);
});
