import type { CappedRace } from './capped-race.ts';
import { gamblersRuin } from './gamblers-ruin.ts';

/** What an attacker stakes on a double spend. */
export interface BreakEven {
  readonly success: number;
  /** Mean number of its own blocks that the attacker throws away, over all attempts (those that succeed throw away
   * none: their blocks are the chain). */
  readonly lostBlocks: number;
  /** From this many block rewards on, an amount that can be spent twice is worth the blocks at risk. */
  readonly amountInRewards: number;
}

/** The exact stake of a double spend with a cap, and the amount from which on it pays: the attacker gains the amount when it
 * wins, loses the reward of every secret block when it gives up, and would have had those rewards by mining honestly.
 * Power, electricity and a falling exchange rate are not counted.
 * @see M. Rosenfeld, Analysis of Hashrate-Based Double Spending, 2012, arXiv:1402.2009, §6 (there with a fixed number of
 *   blocks lost); the walk is that of `cappedRace` */
export function breakEven({ q, z, win, preMined, giveUp }: CappedRace): BreakEven {
  const p = 1 - q;
  const needed = win === 'ahead' ? 1 : 0;
  const enough = Math.max(0, z + needed - preMined);
  let chance = new Array<number>(enough + 1).fill(0);
  chance[0] = 1;
  let lostBlocks = 0;
  for (let h = 1; h <= z; h++) {
    const next = new Array<number>(enough + 1).fill(0);
    let carried = 0;
    for (let a = 0; a <= enough; a++) {
      carried = a === enough ? (chance[a]! + q * carried) / p : chance[a]! + q * carried;
      if (h - a - preMined >= giveUp) lostBlocks += p * carried * (a + preMined);
      else next[a] = p * carried;
    }
    chance = next;
  }
  let success = 0;
  for (let a = 0; a <= enough; a++) {
    const lead = a + preMined - z;
    const up = a === enough ? 0 : needed - lead;
    const down = giveUp + lead;
    const won = gamblersRuin(q, up, down).win;
    success += chance[a]! * won;
    lostBlocks += chance[a]! * ((1 - won) * (a + preMined) + lostFinds(q, up, down));
  }
  return {
    success,
    lostBlocks,
    amountInRewards: success > 0 ? lostBlocks / success : Number.POSITIVE_INFINITY,
  };
}

/** The same stake for an attacker who starts `behind` blocks short with none of its own, and has to get one ahead. */
export function breakEvenFromBehind(q: number, behind: number, giveUp: number): BreakEven {
  const success = gamblersRuin(q, behind + 1, giveUp - behind).win;
  const lostBlocks = lostFinds(q, behind + 1, giveUp - behind);
  return {
    success,
    lostBlocks,
    amountInRewards: success > 0 ? lostBlocks / success : Number.POSITIVE_INFINITY,
  };
}

/** Mean number of the attacker's own finds in a game that it loses: steps up, counted only where the walk ends below: from v(i) = q·(v(i + 1) + lose(i + 1)) + p·v(i − 1). */
export function lostFinds(q: number, up: number, down: number): number {
  if (up <= 0 || down <= 0) return 0;
  const height = up + down;
  const lose = (at: number) => (at >= height ? 0 : 1 - gamblersRuin(q, height - at, at).win);
  const factor: number[] = [0];
  const constant: number[] = [0];
  for (let i = 1; i < height; i++) {
    const rest = 1 - (1 - q) * factor[i - 1]!;
    factor.push(q / rest);
    constant.push((q * lose(i + 1) + (1 - q) * constant[i - 1]!) / rest);
  }
  let value = 0;
  for (let i = height - 1; i >= down; i--) value = constant[i]! + factor[i]! * value;
  return value;
}
