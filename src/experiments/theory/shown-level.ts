import type { CappedRace } from './capped-race.ts';
import { gamblersRuin } from './gamblers-ruin.ts';

/** The exact probability that the merchant loses its payment to an attacker who shows the branch as soon as it is level: with
 * equal work everybody keeps what came first, so that it must still get ahead, and the place in the network has a say.
 *
 *     z-th honest block, and the branch was one ahead ── shown at once: γ of the honest power hears it before that block
 *     drew level with a find of its own               ── too late: all others have had theirs for long, γ = 0
 *
 * From a tie the next find decides: the attacker's (q) or one on its side (γp) wins, one on the other side ((1 − γ)p) leaves it
 * one behind, with the cap as ever.
 * @param gamma share of the honest hash power, 0 … 1
 * @see M. Rosenfeld, 2012, arXiv:1402.2009, §4, for the race up to there; I. Eyal & E. G. Sirer, FC 2014, §4, for γ */
export function shownLevel({ q, z, preMined, giveUp }: Omit<CappedRace, 'win'>, gamma: number): number {
  const p = 1 - q;
  const tie = q + gamma * p + (1 - gamma) * p * gamblersRuin(q, 2, giveUp - 1).win;
  let success = 0;
  for (const [lead, chance] of leadsWhenContent({ q, z, preMined, giveUp })) {
    if (lead > 0) success += chance;
    else if (lead === 0 && z > 0) success += chance * tie;
    else success += chance * gamblersRuin(q, 1 - lead, giveUp + lead).win;
  }
  return success;
}

/** The attacker's lead at the z-th honest block, with its probability; all leads above one count as one. */
function leadsWhenContent({
  q,
  z,
  preMined,
  giveUp,
}: Omit<CappedRace, 'win'>): readonly (readonly [number, number])[] {
  const p = 1 - q;
  const enough = Math.max(0, z + 1 - preMined);
  let chance = new Array<number>(enough + 1).fill(0);
  chance[0] = 1;
  for (let honest = 1; honest <= z; honest++) {
    const next = new Array<number>(enough + 1).fill(0);
    let carried = 0;
    for (let own = 0; own <= enough; own++) {
      carried = own === enough ? (chance[own]! + q * carried) / p : chance[own]! + q * carried;
      if (honest - own - preMined < giveUp) next[own] = p * carried;
    }
    chance = next;
  }
  return chance.map((value, own) => [own + preMined - z, value] as const);
}
