import { type BreakEven, lostFinds } from './break-even.ts';
import { gamblersRuin } from './gamblers-ruin.ts';

/** A Finney attack: a block is in store, the goods take their time, then it is shown. */
export interface FinneyRace {
  /** The attacker's share of all hash power, 0 … 1 (both excluded). */
  readonly q: number;
  /** From the payment until the goods are out, and the mean time between blocks, in the same unit. */
  readonly wait: number;
  readonly spacing: number;
  /** The attacker gives up when its branch is this many blocks behind. */
  readonly giveUp: number;
}

/** What a Finney attack is worth. */
export interface FinneyOdds extends BreakEven {
  /** Probability that none of the others finds a block while the goods change hands: then it succeeds at once. */
  readonly undisturbed: number;
}

/** The exact odds of a Finney attack and what is at stake. While the goods change hands, finds come as a Poisson process
 * of wait/spacing on average, each the attacker's with probability q: a walk from one ahead. When they are out, whoever is
 * ahead publishes; level or behind, the attacker goes on to one ahead or to `giveUp` behind, as in any double spend.
 * @see H. Finney, bitcointalk.org topic 3441, 13 February 2011: the risk is that of the first find,
 *   1 − e^(−(1 − q)·wait / spacing), about wait / spacing; W. Feller I, XIV.2 for what is left after it */
export function finneyRace({ q, wait, spacing, giveUp }: FinneyRace): FinneyOdds {
  const mean = wait / spacing;
  const most = Math.ceil(mean + 12 * Math.sqrt(mean) + 12);
  // chance[i], own[i]: the lead is i − giveUp; probability, and the attacker's own blocks times it. Entry 0 absorbs.
  const width = giveUp + most + 2;
  let chance = new Array<number>(width).fill(0);
  let own = new Array<number>(width).fill(0);
  chance[giveUp + 1] = 1;
  own[giveUp + 1] = 1;
  let weight = Math.exp(-mean);
  let success = 0;
  let lostBlocks = 0;
  for (let finds = 0; finds <= most; finds++) {
    lostBlocks += weight * own[0]!;
    for (let i = 1; i < width; i++) {
      if (chance[i] === 0) continue;
      const lead = i - giveUp;
      const up = 1 - lead;
      const won = gamblersRuin(q, up, i).win;
      success += weight * chance[i]! * won;
      lostBlocks += weight * (own[i]! * (1 - won) + chance[i]! * lostFinds(q, up, i));
    }
    weight *= mean / (finds + 1);
    [chance, own] = step(q, chance, own);
  }
  return {
    undisturbed: Math.exp(-(1 - q) * mean),
    success,
    lostBlocks,
    amountInRewards: success > 0 ? lostBlocks / success : Number.POSITIVE_INFINITY,
  };
}

/** One find more. */
function step(q: number, chance: readonly number[], own: readonly number[]): [number[], number[]] {
  const nextChance = new Array<number>(chance.length).fill(0);
  const nextOwn = new Array<number>(chance.length).fill(0);
  nextChance[0] = chance[0]!;
  nextOwn[0] = own[0]!;
  for (let i = 1; i < chance.length; i++) {
    if (chance[i] === 0) continue;
    if (i + 1 < chance.length) {
      nextChance[i + 1]! += q * chance[i]!;
      nextOwn[i + 1]! += q * (own[i]! + chance[i]!);
    }
    nextChance[i - 1]! += (1 - q) * chance[i]!;
    nextOwn[i - 1]! += (1 - q) * own[i]!;
  }
  return [nextChance, nextOwn];
}
