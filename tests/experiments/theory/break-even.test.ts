import { describe, expect, test } from 'vitest';
import { breakEven, breakEvenFromBehind } from '#experiments/theory/break-even';
import { cappedRace } from '#experiments/theory/capped-race';
import { nextUint32, prngFor } from '#simulation/random/prng';

/** The same race, walked one find at a time. */
function walk(q: number, z: number, giveUp: number, needed: number, next: () => number) {
  let own = 0;
  let honest = 0;
  for (;;) {
    if (honest >= z && own - honest >= needed) return { won: true, lost: 0 };
    if (honest - own >= giveUp) return { won: false, lost: own };
    if (next() < q) own++;
    else honest++;
  }
}

describe('the stake of a double spend', () => {
  test.each([
    [0.3, 6, 12],
    [0.4, 2, 5],
    [0.1, 1, 8],
    [0.55, 3, 4],
    [0.3, 0, 6],
  ])('q = %d, z = %d, gives up at %d: as walked step by step', (q, z, giveUp) => {
    const exact = breakEven({ q, z, giveUp, win: 'ahead', preMined: 0 });
    const random = prngFor(7, 'race');
    const trials = 40_000;
    let won = 0;
    let lost = 0;
    for (let trial = 0; trial < trials; trial++) {
      const walked = walk(q, z, giveUp, 1, () => nextUint32(random) / 2 ** 32);
      won += Number(walked.won);
      lost += walked.lost;
    }
    expect(Math.abs(won / trials - exact.success)).toBeLessThan(0.012);
    expect(Math.abs(lost / trials - exact.lostBlocks)).toBeLessThan(0.05 + exact.lostBlocks * 0.03);
  });

  test('has the success of the capped race', () => {
    for (const win of ['level', 'ahead'] as const) {
      for (const preMined of [0, 1]) {
        const race = { q: 0.35, z: 4, giveUp: 9, win, preMined };
        expect(breakEven(race).success).toBeCloseTo(cappedRace(race).success, 12);
      }
    }
  });

  test('nothing is lost by one who always wins, and no amount pays for one who never does', () => {
    expect(breakEven({ q: 0.999, z: 0, giveUp: 50, win: 'ahead', preMined: 1 }).lostBlocks).toBeCloseTo(0, 6);
    expect(
      breakEven({ q: 0.01, z: 6, giveUp: 1, win: 'ahead', preMined: 0 }).amountInRewards,
    ).toBeGreaterThan(100);
  });

  test('from behind is that of a race whose head start is negative, walked step by step', () => {
    const exact = breakEvenFromBehind(0.45, 2, 6);
    const random = prngFor(9, 'behind');
    const trials = 40_000;
    let won = 0;
    let lost = 0;
    for (let trial = 0; trial < trials; trial++) {
      let lead = -2;
      let own = 0;
      while (lead < 1 && lead > -6) {
        const found = nextUint32(random) / 2 ** 32 < 0.45;
        if (found) own++;
        lead += found ? 1 : -1;
      }
      if (lead === 1) won++;
      else lost += own;
    }
    expect(won / trials).toBeCloseTo(exact.success, 1.8);
    expect(lost / trials).toBeCloseTo(exact.lostBlocks, 1);
    expect(exact.amountInRewards).toBeCloseTo(exact.lostBlocks / exact.success, 12);
  });
});
