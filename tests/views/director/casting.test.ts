import { describe, expect, test } from 'vitest';
import { findScenario, shippedScenarios } from '#scenarios/shipped';
import { parseScenario } from '#simulation/scenario/parse-scenario';
import { recast } from '#simulation/scenario/recast';
import { castingOf } from '../../../src/views/director/casting.ts';

const plays = shippedScenarios.filter(({ family }) => family !== undefined);
const jobsOf = (id: string) =>
  Object.fromEntries(castingOf(findScenario(id)!).parts.map(({ job, player }) => [player, job]));

describe('the cast of a play', () => {
  test.each([
    ['double-spend', { Eve: 'attacker', Shop: 'merchant' }],
    ['eclipse', { Eve: 'pays', Mallory: 'accomplice', Shop: 'merchant' }],
    ['partition-attack', { Eve: 'pays', 'Eve-2': 'accomplice', Shop: 'merchant', Moe: 'share' }],
    ['cannot-do', { Eve: 'mints', 'Eve-2': 'forges', 'Eve-3': 'steals', Alice: 'victim' }],
    ['censorship', { Eve: 'attacker', Shop: 'merchant', Alice: 'victim' }],
    ['partition-and-heal', { Carol: 'payer' }],
  ])('of %s', (id, jobs) => {
    expect(jobsOf(id)).toEqual(jobs);
  });

  test('leaves only machines that are all alike without a choice', () => {
    for (const play of plays) {
      const { parts, crowd } = castingOf(play);
      expect(parts.length, play.id).toBeGreaterThan(0);
      for (const { candidates, player } of parts) {
        expect(candidates, player).toContain(player);
        expect(candidates.length, `${play.id} ${player}`).toBeGreaterThan(2);
      }
      if (play.id !== 'eclipse') expect(crowd, play.id).toEqual([]);
    }
    expect(castingOf(findScenario('eclipse')!).crowd).toHaveLength(12);
  });

  test('can be given to every candidate, and has the same parts afterwards', () => {
    for (const play of plays)
      for (const { player, candidates } of castingOf(play).parts)
        for (const name of candidates) {
          const again = recast(play, player, name);
          expect(parseScenario(again)).toMatchObject({ ok: true });
          expect(castingOf(again).parts.map(({ job }) => job)).toEqual(
            castingOf(play).parts.map(({ job }) => job),
          );
        }
  });
});
