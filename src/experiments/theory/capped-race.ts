import { gamblersRuin } from './gamblers-ruin.ts';
import type { RaceConvention } from './rosenfeld.ts';

/** A double spend by an attacker who knows when to stop. */
export interface CappedRace extends RaceConvention {
  /** The attacker's share of all hash power, 0 … 1 (both excluded). */
  readonly q: number;
  /** Confirmations the merchant waits for. */
  readonly z: number;
  /** The attacker gives up as soon as its branch is this many blocks shorter than the public one, at any time. */
  readonly giveUp: number;
}

export interface RaceOutcome {
  readonly success: number;
  /** Mean number of blocks that both sides together find until success, over the races that succeed: the mean time to
   * success in units of the mean time in which all hash power finds one block. */
  readonly findsToSuccess: number;
}

/** The exact probability that a double spend succeeds with the attacker's cap, and how long success takes.
 *
 *     lead ─ needed ── success, once the merchant has its z confirmations
 *          ─   …        each find: +1 with q, −1 with p
 *          ─ −giveUp ─ the attacker stops
 *
 * Until the z-th honest block the lead moves freely above −giveUp (a truncated negative binomial); from then on it is a
 * gambler's ruin between two absorbing ends.
 * @see M. Rosenfeld, 2012, arXiv:1402.2009, §4 (without the cap); W. Feller I, XIV.2; C. Grunspan & R. Pérez-Marco,
 *   On profitability of Nakamoto double spend, arXiv:1912.06412 (with it) */
export function cappedRace({ q, z, win, preMined, giveUp }: CappedRace): RaceOutcome {
  const p = 1 - q;
  const needed = win === 'ahead' ? 1 : 0;
  /** From this many own blocks on, success is certain and only waits for the merchant. */
  const enough = Math.max(0, z + needed - preMined);
  // chance[a]: the attacker has a blocks (`enough`: or more) when the honest ones have h; found[a]: times the finds so far.
  // Finds beyond `enough` while honest blocks are missing are counted as rounds all the same.
  let chance = new Array<number>(enough + 1).fill(0);
  let found = new Array<number>(enough + 1).fill(0);
  chance[0] = 1;
  for (let h = 1; h <= z; h++) {
    const nextChance = new Array<number>(enough + 1).fill(0);
    const nextFound = new Array<number>(enough + 1).fill(0);
    let carried = 0;
    let carriedFound = 0;
    for (let a = 0; a <= enough; a++) {
      // Who arrives at a own blocks without a further honest one: those there already, and those from one below.
      const isTop = a === enough;
      carriedFound = isTop
        ? (found[a]! + q * (carriedFound + carried)) / p + (q * (chance[a]! + q * carried)) / (p * p)
        : found[a]! + q * (carriedFound + carried);
      carried = isTop ? (chance[a]! + q * carried) / p : chance[a]! + q * carried;
      if (h - a - preMined >= giveUp) continue;
      nextChance[a] = p * carried;
      nextFound[a] = p * (carriedFound + carried);
    }
    chance = nextChance;
    found = nextFound;
  }
  let success = 0;
  let finds = 0;
  for (let a = 0; a <= enough; a++) {
    const lead = a + preMined - z;
    const { win: won, wonRounds } =
      a === enough ? { win: 1, wonRounds: 0 } : gamblersRuin(q, needed - lead, giveUp + lead);
    success += chance[a]! * won;
    finds += found[a]! * won + chance[a]! * wonRounds;
  }
  return { success, findsToSuccess: success > 0 ? finds / success : Number.NaN };
}
