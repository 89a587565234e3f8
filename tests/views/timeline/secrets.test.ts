import { expect, test } from 'vitest';
import { createHistory } from '#app/create-history';
import { LogKind } from '#simulation/log';
import { forksInSight, isSecret } from '../../../src/views/timeline/lane-items.ts';
import { Story } from '../../app/story-log.ts';

//  g -> s1        P0 finds it at 10, keeps it back, and publishes it at 40: P1 switches
//   \-> (nothing) P1 stays on g until then
const story = new Story(2).at(10).block('s1', 'g');
story
  .row(LogKind.withheld, 0, -1, story.id('s1'), 0)
  .row(LogKind.secret, 0, -1, story.id('g'), 1)
  .follows(0, 's1')
  .at(40)
  .row(LogKind.published, 0, -1, story.id('s1'), 1)
  .follows(1, 's1');
const history = createHistory();
history.append(story.answer(50));

const secrets = (seenTime: number, viewAs: number, godView = false) =>
  history
    .milestones(0, seenTime)
    .filter((row) => isSecret(history, row, seenTime, { viewAs, godView }))
    .map((row) => row.kind);

test('what is held back is told to nobody but its finder and god view', () => {
  const told = [LogKind.blockFound, LogKind.withheld, LogKind.secret, LogKind.blockAccepted, LogKind.tip];
  expect(secrets(20, -1)).toEqual(told);
  expect(secrets(20, 1)).toEqual(told);
  expect(secrets(20, 0)).toEqual([]);
  expect(secrets(20, -1, true)).toEqual([]);
});

test('once somebody else has the block, it and its branch are no secret any more', () => {
  expect(secrets(45, 1)).not.toContain(LogKind.blockFound);
  expect(secrets(45, 1)).not.toContain(LogKind.tip);
});

test('a fork with a branch that is held back is no fork yet', () => {
  const rival = new Story(2).at(10).block('s1', 'g');
  rival.row(LogKind.withheld, 0, -1, rival.id('s1'), 0).follows(0, 's1').at(20).block('p1', 'g');
  rival.follows(1, 'p1').at(40).row(LogKind.published, 0, -1, rival.id('s1'), 1);
  rival.row(LogKind.blockAccepted, 1, 0, rival.id('s1'), 0);
  const forked = createHistory();
  forked.append(rival.answer(50));
  expect(forked.forks).toHaveLength(1);
  expect(forksInSight(forked, 30, { viewAs: -1, godView: false })).toEqual([]);
  expect(forksInSight(forked, 30, { viewAs: 1, godView: false })).toEqual([]);
  expect(forksInSight(forked, 30, { viewAs: 0, godView: false })).toHaveLength(1);
  expect(forksInSight(forked, 45, { viewAs: -1, godView: false })).toHaveLength(1);
});
