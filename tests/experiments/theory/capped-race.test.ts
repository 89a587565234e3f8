import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CappedRace, cappedRace } from '#experiments/theory/capped-race';
import { gamblersRuin } from '#experiments/theory/gamblers-ruin';
import { raceProbability } from '#experiments/theory/rosenfeld';

/** The race find by find: every state (honest blocks, lead) with its probability, until nearly nothing is left. */
function followed({ q, z, win, preMined, giveUp }: CappedRace): { success: number; finds: number } {
  const needed = win === 'ahead' ? 1 : 0;
  let states = new Map<string, number>([[`0 ${preMined}`, 1]]);
  let success = 0;
  let finds = 0;
  for (let round = 0; round < 4_000 && states.size > 0; round++) {
    const next = new Map<string, number>();
    let left = 0;
    for (const [key, chance] of states) {
      const [honest, lead] = key.split(' ').map(Number) as [number, number];
      if (honest >= z && lead >= needed) {
        success += chance;
        finds += chance * round;
        continue;
      }
      if (-lead >= giveUp || chance < 1e-16) continue;
      left += chance;
      const up = `${honest} ${Math.min(lead + 1, 80)}`;
      const down = `${Math.min(honest + 1, z)} ${lead - 1}`;
      next.set(up, (next.get(up) ?? 0) + chance * q);
      next.set(down, (next.get(down) ?? 0) + chance * (1 - q));
    }
    if (left < 1e-13) break;
    states = next;
  }
  return { success, finds: finds / success };
}

const race = fc.record({
  q: fc.double({ min: 0.02, max: 0.7, noNaN: true }),
  z: fc.integer({ min: 0, max: 7 }),
  win: fc.constantFrom('level', 'ahead'),
  preMined: fc.integer({ min: 0, max: 1 }),
  giveUp: fc.integer({ min: 1, max: 9 }),
}) as fc.Arbitrary<CappedRace>;

test('the closed form with a cap agrees with the race followed find by find', () => {
  fc.assert(
    fc.property(race, (given) => {
      const { success, findsToSuccess } = cappedRace(given);
      const direct = followed(given);
      expect(success).toBeCloseTo(direct.success, 9);
      if (success > 1e-6) expect(findsToSuccess).toBeCloseTo(direct.finds, 6);
    }),
    { numRuns: 60, examples: [[{ q: 0.5, z: 2, win: 'ahead', preMined: 0, giveUp: 4 }]] },
  );
});

test('a cap that is never reached is no cap', () => {
  for (const q of [0.1, 0.25, 0.4]) {
    for (const win of ['level', 'ahead'] as const) {
      for (const preMined of [0, 1]) {
        for (let z = 0; z <= 8; z++) {
          const { success } = cappedRace({ q, z, win, preMined, giveUp: 400 });
          expect(success).toBeCloseTo(raceProbability(q, z, { win, preMined }), 12);
        }
      }
    }
  }
});

test('patience, hash power and a head start help the attacker, confirmations do not', () => {
  fc.assert(
    fc.property(race, (given) => {
      const { success } = cappedRace(given);
      const slack = 1e-12;
      expect(success).toBeGreaterThanOrEqual(0);
      expect(success).toBeLessThanOrEqual(1 + slack);
      expect(cappedRace({ ...given, giveUp: given.giveUp + 1 }).success).toBeGreaterThanOrEqual(
        success - slack,
      );
      expect(cappedRace({ ...given, q: given.q + 0.01 }).success).toBeGreaterThanOrEqual(success - slack);
      expect(cappedRace({ ...given, preMined: 1 }).success).toBeGreaterThanOrEqual(success - slack);
      expect(cappedRace({ ...given, z: given.z + 1 }).success).toBeLessThanOrEqual(success + slack);
    }),
    { numRuns: 100 },
  );
});

test('written out: z = 1, give up one behind', () => {
  // The attacker must find both before the first honest block, or one and then the next: q·… with p ending it at once
  // when it has nothing. Level after the honest find wins at once under 'level'.
  const q = 0.3;
  const level = cappedRace({ q, z: 1, win: 'level', preMined: 0, giveUp: 1 });
  expect(level.success).toBeCloseTo(q, 12);
  const ahead = cappedRace({ q, z: 1, win: 'ahead', preMined: 0, giveUp: 1 });
  // a ≥ 2 at the first honest block: q²; a = 1: level, then one find decides.
  expect(ahead.success).toBeCloseTo(q * q + q * (1 - q) * q, 12);
});

test('the ruin of a gambler, fair and unfair', () => {
  expect(gamblersRuin(0.5, 3, 7)).toEqual({ win: 0.7, wonRounds: expect.closeTo(0.7 * ((100 - 49) / 3), 9) });
  expect(gamblersRuin(0.3, 1, 1e3).win).toBeCloseTo(3 / 7, 12);
  expect(gamblersRuin(0.6, 2, 1).win).toBeCloseTo((1 - 2 / 3) / (1 - (2 / 3) ** 3), 12);
  expect(gamblersRuin(0.6, 0, 4)).toEqual({ win: 1, wonRounds: 0 });
  expect(gamblersRuin(0.6, 4, 0)).toEqual({ win: 0, wonRounds: 0 });
});
