import { type BreakEven, breakEven } from '#experiments/theory/break-even';
import { cappedRace } from '#experiments/theory/capped-race';
import { gamblersRuin } from '#experiments/theory/gamblers-ruin';
import { nakamotoProbability } from '#experiments/theory/nakamoto';
import { raceProbability } from '#experiments/theory/rosenfeld';
import { largestGamma, selfishRevenue, selfishThreshold } from '#experiments/theory/selfish-mining';
import type { Parameter, ParameterValues } from '#simulation/parameter';
import type { Scenario } from '#simulation/scenario';

/** What theory says of a cast, by the parameters whose ids have a fixed meaning: `q`, `z`, `amount`, `give-up`, and the
 * switches `level` (publishes on drawing level) and `head-start` (one block beforehand). */
export type Odds = RaceOdds | BehindOdds | SelfishOdds | { readonly kind: 'none' };

/** A race between two branches: how likely the attacker's wins, and what it stakes. */
export interface RaceOdds {
  readonly kind: 'race';
  readonly q: number;
  readonly z: number;
  readonly win: 'level' | 'ahead';
  readonly preMined: number;
  /** Undefined when the attacker never gives up. */
  readonly giveUp: number | undefined;
  /** Exact, with the deficit at which the attacker gives up. */
  readonly capped: number | undefined;
  /** Exact, for an attacker who never gives up. */
  readonly unlimited: number;
  /** Nakamoto's approximation. */
  readonly nakamoto: number;
  /** The exact odds for every number of confirmations, for the picture. */
  readonly byConfirmations: readonly number[];
  readonly stake: BreakEven | undefined;
  /** Satoshis paid to the merchant. */
  readonly amount: number | undefined;
}

/** A race that begins only when the merchant is satisfied: all its confirmations have to be made up for. */
export interface BehindOdds {
  readonly kind: 'behind';
  readonly q: number;
  readonly z: number;
  readonly giveUp: number | undefined;
  readonly capped: number | undefined;
  readonly unlimited: number;
  readonly byConfirmations: readonly number[];
}

export interface SelfishOdds {
  readonly kind: 'selfish';
  readonly q: number;
  /** γ, the share of honest power that mines on the attacker's branch in a tie: none, half, and the most that a position
   * among so many honest miners can give. */
  readonly rows: readonly { readonly gamma: number; readonly revenue: number; readonly threshold: number }[];
  readonly honestMiners: number;
}

const confirmationsShown = 12;
/** Attacks whose success is no race of two branches, whatever parameters they have. */
const otherwise: ReadonlySet<string> = new Set([
  'race',
  'finney',
  'eclipse',
  'partition',
  'flooding',
  'censorship',
  'cannot-do',
]);

/** The odds of a scenario cast with these values; recomputed while sliders move, well below a millisecond. */
export function oddsOf(scenario: Scenario, values: ParameterValues): Odds {
  const number = (id: string) => valueById(scenario.parameters, values, id);
  const q = number('q');
  if (q === undefined || q <= 0 || q >= 1) return { kind: 'none' };
  if (scenario.family === 'selfish-mining') return selfishOdds(scenario, q);
  if (otherwise.has(scenario.family ?? '')) return { kind: 'none' };
  const z = number('z');
  if (z === undefined || !Number.isInteger(z) || z < 0 || z > 100) return { kind: 'none' };
  if (scenario.family === 'rewrite-history') return behindOdds(q, z, number('give-up'));
  const win = number('level') === 1 ? 'level' : 'ahead';
  const preMined = number('pre-mined') ?? number('head-start') ?? 0;
  const wantedGiveUp = number('give-up');
  const giveUp =
    wantedGiveUp !== undefined && Number.isInteger(wantedGiveUp) && wantedGiveUp > 0 && wantedGiveUp <= 200
      ? wantedGiveUp
      : undefined;
  const convention = { win, preMined } as const;
  const exact = (confirmations: number) =>
    giveUp === undefined
      ? raceProbability(q, confirmations, convention)
      : cappedRace({ q, z: confirmations, giveUp, ...convention }).success;
  return {
    kind: 'race',
    q,
    z,
    win,
    preMined,
    giveUp,
    capped: giveUp === undefined ? undefined : exact(z),
    unlimited: raceProbability(q, z, convention),
    nakamoto: nakamotoProbability(q, z),
    byConfirmations: Array.from({ length: confirmationsShown + 1 }, (_, confirmations) =>
      exact(confirmations),
    ),
    stake: giveUp === undefined ? undefined : breakEven({ q, z, giveUp, ...convention }),
    amount: number('amount'),
  };
}

/** From `z` behind to one ahead, or to the deficit at which the attacker gives up. */
function behindOdds(q: number, z: number, giveUp: number | undefined): BehindOdds {
  const unlimited = (behind: number) => Math.min(1, (q / (1 - q)) ** (behind + 1));
  const exact = (behind: number) =>
    giveUp === undefined ? unlimited(behind) : gamblersRuin(q, behind + 1, giveUp - behind).win;
  return {
    kind: 'behind',
    q,
    z,
    giveUp,
    capped: giveUp === undefined ? undefined : exact(z),
    unlimited: unlimited(z),
    byConfirmations: Array.from({ length: confirmationsShown + 1 }, (_, behind) => exact(behind)),
  };
}

function selfishOdds(scenario: Scenario, q: number): Odds {
  if (q >= 0.5) return { kind: 'none' };
  const honestMiners = scenario.nodes.filter(
    ({ role, hashRate }) => role !== 'attacker' && hashRate > 0,
  ).length;
  const gammas = [0, 0.5, ...(honestMiners > 0 ? [largestGamma(honestMiners)] : [])];
  const rows = [...new Set(gammas)]
    .sort((a, b) => a - b)
    .map((gamma) => ({ gamma, revenue: selfishRevenue(q, gamma), threshold: selfishThreshold(gamma) }));
  return { kind: 'selfish', q, rows, honestMiners };
}

/** A parameter's value as a number (a switch counts as 0 or 1); undefined when the scenario has none of this id. */
function valueById(
  parameters: readonly Parameter[],
  values: ParameterValues,
  id: string,
): number | undefined {
  const parameter = parameters.find((each) => each.id === id);
  return parameter === undefined ? undefined : Number(values[id] ?? parameter.value);
}
