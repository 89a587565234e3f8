import { describe, expect, test } from 'vitest';
import { shippedScenarios } from '#scenarios/shipped';
import type { Beat } from '#simulation/scenario/beat';
import { isRevealed, keptBack, toldBeat } from '#simulation/scenario/told-beat';

const words = (en: string) => ({ en, 'zh-CN': en });
const beat = (id: string, rest: Partial<Beat> = {}): Beat => ({
  id,
  title: words(id),
  text: words(`all of ${id}`),
  when: { type: 'always' },
  actions: [],
  ...rest,
});
const beats = [
  beat('pay', { inPublic: { title: words('paid'), text: words('what everybody sees') } }),
  beat('hide', { secret: true }),
  beat('ship'),
  beat('show', { reveals: true }),
];
const told = (reached: number, all = false) =>
  beats.map((_, number) => toldBeat(beats, number, reached, all)?.title.en);

describe('what is told of a story', () => {
  test('is all of it to whoever knows all', () => {
    expect(told(0, true)).toEqual(['pay', 'hide', 'ship', 'show']);
  });
  test('is what everybody can know to the others, until it comes to light', () => {
    expect(told(2)).toEqual(['paid', undefined, 'ship', 'show']);
    expect(isRevealed(beats, 2)).toBe(false);
    expect(told(3)).toEqual(['pay', 'hide', 'ship', 'show']);
    expect(keptBack(beats, 3).map(({ id }) => id)).toEqual(['pay', 'hide']);
  });
});

const plays = shippedScenarios.filter(({ family }) => family !== undefined);

describe('every shipped attack', () => {
  test.each(plays.map((play) => [play.id, play] as const))(
    '%s: what it keeps back comes to light in the end',
    (_, play) => {
      const keeps = play.beats.some(({ secret, inPublic }) => secret === true || inPublic !== undefined);
      expect(isRevealed(play.beats, play.beats.length - 1)).toBe(keeps);
      // Who looks without god view is told something before, not only in the end.
      const before = play.beats.findIndex(({ reveals }) => reveals === true);
      const early = play.beats.filter(
        (_each, number) =>
          toldBeat(play.beats, number, number, false) !== undefined && (before < 0 || number < before),
      );
      expect(early.length).toBeGreaterThan(0);
    },
  );

  test('asks nobody a question that gives a secret away', () => {
    for (const { id, beats: story } of plays)
      for (const [number, { question }] of story.entries()) {
        if (question === undefined || toldBeat(story, number, number, false) === undefined) continue;
        if (story.every(({ secret }) => secret !== true)) continue;
        const asked = [question.text, ...question.choices].map(({ en }) => en).join(' ');
        expect(asked, id).not.toMatch(/secret|withh|branch of Eve|Eve’s branch|publishes her/i);
      }
  });
});
