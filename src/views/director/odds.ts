import { classParams } from '#bitcoin/consensus/params';
import { type BreakEven, breakEven, breakEvenFromBehind } from '#experiments/theory/break-even';
import { cappedRace } from '#experiments/theory/capped-race';
import { finneyRisk } from '#experiments/theory/finney';
import { gamblersRuin } from '#experiments/theory/gamblers-ruin';
import { nakamotoProbability } from '#experiments/theory/nakamoto';
import { raceProbability } from '#experiments/theory/rosenfeld';
import { largestGamma, selfishRevenue, selfishThreshold } from '#experiments/theory/selfish-mining';
import type { Parameter, ParameterValues } from '#simulation/scenario/parameter';
import type { Scenario } from '#simulation/scenario/scenario';

/** What theory says of a cast, by the parameters whose ids have a fixed meaning: `q`, `z`, `amount`, `give-up`, and the
 * switches `level` (publishes on drawing level) and `head-start` (one block beforehand). */
export type Odds = RaceOdds | BehindOdds | SelfishOdds | FinneyOdds | ForkOdds | NoOdds;

/** Nothing to compute, and why not: luck decides nothing here, or nothing that hash power has a say in. */
export interface NoOdds {
  readonly kind: 'none';
  readonly why: 'hearing' | 'peers' | 'price' | 'rules' | 'waiting' | 'other';
  /** With `waiting`: mean number of blocks until one is found by somebody else. */
  readonly blocks?: number;
}

/** A block kept back while the goods change hands: the time is the risk. */
export interface FinneyOdds {
  readonly kind: 'finney';
  readonly q: number;
  /** Seconds that the goods are taken to need, and mean seconds between blocks. */
  readonly wait: number;
  readonly spacing: number;
  readonly success: number;
  readonly stake: BreakEven;
  readonly amount: number | undefined;
}

/** A block with a payment that somebody does not want is fought by a fork that begins one block behind. */
export interface ForkOdds {
  readonly kind: 'fork';
  readonly q: number;
  readonly giveUp: number;
  readonly capped: number;
  /** Two finds in a row: the least it takes. */
  readonly twoInARow: number;
  /** Mean number of blocks until one of the others comes. */
  readonly blocks: number;
}

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
  readonly stake: BreakEven | undefined;
  readonly amount: number | undefined;
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
const otherwise: ReadonlyMap<string, NoOdds['why']> = new Map([
  ['race', 'hearing'],
  ['partition', 'hearing'],
  ['eclipse', 'peers'],
  ['flooding', 'price'],
  ['cannot-do', 'rules'],
]);
/** Seconds in which goods change hands without a confirmation, and the mean time between blocks. */
const handOver = 10;
const spacing = classParams.spacingSeconds;

/** The odds of a scenario cast with these values; recomputed while sliders move, well below a millisecond. */
export function oddsOf(scenario: Scenario, values: ParameterValues): Odds {
  const number = (id: string) => valueById(scenario.parameters, values, id);
  const why = otherwise.get(scenario.family ?? '');
  if (why !== undefined) return { kind: 'none', why };
  const q = number('q');
  if (q === undefined || q <= 0 || q >= 1) return { kind: 'none', why: 'other' };
  if (scenario.family === 'selfish-mining') return selfishOdds(scenario, q);
  if (scenario.family === 'censorship') return censorOdds(q, number('give-up'), number('only-omit') === 1);
  const z = number('z');
  if (z === undefined || !Number.isInteger(z) || z < 0 || z > 100) return { kind: 'none', why: 'other' };
  if (scenario.family === 'rewrite-history') return behindOdds(q, z, number('give-up'), number('amount'));
  if (scenario.family === 'finney' && z === 0) return finneyOdds(q, number('amount'));
  const win = number('level') === 1 ? 'level' : 'ahead';
  // Whoever waits for a confirmation turns a Finney attack into a race from one block ahead.
  const preMined = number('pre-mined') ?? number('head-start') ?? (scenario.family === 'finney' ? 1 : 0);
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
function behindOdds(
  q: number,
  z: number,
  giveUp: number | undefined,
  amount: number | undefined,
): BehindOdds {
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
    stake: giveUp === undefined ? undefined : breakEvenFromBehind(q, z, giveUp),
    amount,
  };
}

function finneyOdds(q: number, amount: number | undefined): FinneyOdds {
  const { success, amountInRewards } = finneyRisk(q, handOver, spacing);
  const stake = { success, lostBlocks: 1 - success, amountInRewards };
  return { kind: 'finney', q, wait: handOver, spacing, success, stake, amount };
}

/** @param omits leaves the payment out and threatens nobody: then it only waits for somebody else's block */
function censorOdds(q: number, giveUp: number | undefined, omits: boolean): ForkOdds | NoOdds {
  const blocks = 1 / (1 - q);
  if (giveUp === undefined || omits) return { kind: 'none', why: 'waiting', blocks };
  const capped = gamblersRuin(q, 2, giveUp - 1).win;
  return { kind: 'fork', q, giveUp, capped, twoInARow: q * q, blocks };
}

function selfishOdds(scenario: Scenario, q: number): Odds {
  if (q >= 0.5) return { kind: 'none', why: 'other' };
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
