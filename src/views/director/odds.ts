import { classParams } from '#bitcoin/consensus/params';
import { type BreakEven, breakEven, breakEvenFromBehind } from '#experiments/theory/break-even';
import { type CappedRace, cappedRace } from '#experiments/theory/capped-race';
import { blocksUntilTaken, featherFork } from '#experiments/theory/feather-fork';
import { finneyRace } from '#experiments/theory/finney';
import { gamblersRuin } from '#experiments/theory/gamblers-ruin';
import { nakamotoProbability } from '#experiments/theory/nakamoto';
import { honestGrowth, networkPosition } from '#experiments/theory/network-position';
import { raceProbability } from '#experiments/theory/rosenfeld';
import { largestGamma, selfishRevenue, selfishThreshold } from '#experiments/theory/selfish-mining';
import { shownLevel } from '#experiments/theory/shown-level';
import { applyParameters } from '#simulation/scenario/apply-parameters';
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
  /** Seconds in which the goods change hands, and mean seconds between blocks. */
  readonly wait: number;
  readonly spacing: number;
  readonly giveUp: number;
  /** Exact, with the race that follows when somebody else finds a block in that time. */
  readonly success: number;
  /** Nobody else finds one. */
  readonly undisturbed: number;
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
  /** Those who leave the payment out because they gave in, by name, and their share of all hash power. */
  readonly givenIn: readonly string[];
  readonly givenInShare: number;
  /** Mean number of blocks until one is found by somebody who takes the payment; infinity when nobody is left. */
  readonly blocks: number;
}

/** What the place in the network adds to a race, where the formulas know nothing of it. */
export interface NetworkOdds {
  /** Of a tie, worked out from the links. */
  readonly gamma: number;
  /** Mean seconds from a find to the honest hash power, and as a share of the mean time between blocks. */
  readonly delay: number;
  readonly delayShare: number;
  /** Approximate odds of the race when the others waste what they do in that time. */
  readonly delayed: number;
  /** Exact odds that the merchant loses when the branch is shown level, at this γ; undefined where it is shown ahead. */
  readonly shownLevel: number | undefined;
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
  readonly network: NetworkOdds | undefined;
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
  /** γ, the share of honest power that mines on the attacker's branch in a tie: none, half, the most that a position
   * among so many honest miners can give, and the one that the links of this cast give (`here`). */
  readonly rows: readonly {
    readonly gamma: number;
    readonly revenue: number;
    readonly threshold: number;
    readonly here: boolean;
  }[];
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
/** Mean seconds between blocks. */
const spacing = classParams.spacingSeconds;

/** The odds of a scenario cast with these values; recomputed while sliders move, well below a millisecond. */
export function oddsOf(scenario: Scenario, values: ParameterValues): Odds {
  const number = (id: string) => valueById(scenario.parameters, values, id);
  const why = otherwise.get(scenario.family ?? '');
  if (why !== undefined) return { kind: 'none', why };
  const q = number('q');
  if (q === undefined || q <= 0 || q >= 1) return { kind: 'none', why: 'other' };
  if (scenario.family === 'selfish-mining') return selfishOdds(scenario, values, q);
  if (scenario.family === 'censorship') return censorOdds(scenario, values, q);
  const z = number('z');
  if (z === undefined || !Number.isInteger(z) || z < 0 || z > 100) return { kind: 'none', why: 'other' };
  if (scenario.family === 'rewrite-history') return behindOdds(q, z, number('give-up'), number('amount'));
  if (scenario.family === 'finney' && z === 0) return finneyOdds(q, number);
  const win = number('level') === 1 ? 'level' : 'ahead';
  // Whoever waits for a confirmation turns a Finney attack into a race from one block ahead.
  const preMined = number('pre-mined') ?? number('head-start') ?? (scenario.family === 'finney' ? 1 : 0);
  const wantedGiveUp = number('give-up');
  const giveUp =
    wantedGiveUp !== undefined && Number.isInteger(wantedGiveUp) && wantedGiveUp > 0 && wantedGiveUp <= 200
      ? wantedGiveUp
      : undefined;
  const convention = { win, preMined } as const;
  const network = (spare: number) => networkOdds(scenario, values, { q, z, giveUp: spare, ...convention });
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
    network: giveUp === undefined ? undefined : network(giveUp),
  };
}

/** What the links of a cast mean for its race; undefined where there is no such cast. */
function networkOdds(scenario: Scenario, values: ParameterValues, race: CappedRace): NetworkOdds | undefined {
  const applied = applyParameters(scenario, values);
  const attacker = attackerOf(scenario);
  if (!applied.ok || attacker === undefined) return undefined;
  const merchant = scenario.nodes.find(({ role }) => role === 'merchant')?.name;
  const position = networkPosition(applied.scenario, attacker, merchant);
  if (position === undefined) return undefined;
  const { gamma } = position;
  const delay = position.delayMicros / 1e6;
  const growth = honestGrowth(1 - race.q, delay / spacing);
  const delayed = cappedRace({ ...race, q: race.q / (race.q + growth) }).success;
  return {
    gamma,
    delay,
    delayShare: delay / spacing,
    delayed,
    shownLevel: race.win === 'level' ? shownLevel(race, gamma) : undefined,
  };
}

/** Whose share of the hash power can be set. */
function attackerOf({ parameters }: Scenario): string | undefined {
  const share = parameters.find(({ id }) => id === 'q');
  return share?.kind === 'hash-share' ? share.node : undefined;
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

/** @param number reads a parameter */
function finneyOdds(q: number, number: (id: string) => number | undefined): FinneyOdds {
  const wait = (number('hand-over') ?? 10e6) / 1e6;
  const giveUp = Math.max(1, Math.min(200, Math.round(number('give-up') ?? 2)));
  const { undisturbed, ...stake } = finneyRace({ q, wait, spacing, giveUp });
  const { success } = stake;
  return { kind: 'finney', q, wait, spacing, giveUp, success, undisturbed, stake, amount: number('amount') };
}

/** Who gives in leaves the payment out, but builds on a block that has it: the fork remains q against 1 − q, and only the
 * wait for such a block grows. */
function censorOdds(scenario: Scenario, values: ParameterValues, q: number): ForkOdds | NoOdds {
  const applied = applyParameters(scenario, values);
  const cast = applied.ok ? applied.scenario : scenario;
  const plans = cast.beats.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.type === 'strategy' && action.victim !== undefined ? [action] : [])),
  );
  const censor = plans.find(({ node }) => node === attackerOf(scenario));
  const givenIn = plans.flatMap(({ node, strategy }) =>
    node !== censor?.node && strategy === 'censor' ? [node] : [],
  );
  const all = cast.nodes.reduce((sum, { hashRate }) => sum + hashRate, 0);
  const givenInShare =
    cast.nodes.reduce((sum, { name, hashRate }) => sum + (givenIn.includes(name) ? hashRate : 0), 0) / all;
  const miners = cast.nodes.filter(({ name, hashRate }) => hashRate > 0 && name !== censor?.node);
  const refusing = miners.every(({ name }) => givenIn.includes(name)) ? 1 : q + givenInShare;
  const blocks = blocksUntilTaken(refusing);
  if (censor?.strategy !== 'feather-fork') return { kind: 'none', why: 'waiting', blocks };
  const giveUp = censor.giveUp ?? 2;
  const capped = featherFork(q, giveUp);
  return { kind: 'fork', q, giveUp, capped, twoInARow: q * q, givenIn, givenInShare, blocks };
}

function selfishOdds(scenario: Scenario, values: ParameterValues, q: number): Odds {
  if (q >= 0.5) return { kind: 'none', why: 'other' };
  const honestMiners = scenario.nodes.filter(
    ({ role, hashRate }) => role !== 'attacker' && hashRate > 0,
  ).length;
  const applied = applyParameters(scenario, values);
  const attacker = attackerOf(scenario);
  const position =
    applied.ok && attacker !== undefined ? networkPosition(applied.scenario, attacker) : undefined;
  const gammas = [0, 0.5, ...(honestMiners > 0 ? [largestGamma(honestMiners)] : [])];
  const row = (gamma: number, here: boolean) => ({
    gamma,
    revenue: selfishRevenue(q, gamma),
    threshold: selfishThreshold(gamma),
    here,
  });
  const rows = [...new Set(gammas)].sort((a, b) => a - b).map((gamma) => row(gamma, false));
  return {
    kind: 'selfish',
    q,
    rows: position === undefined ? rows : [row(position.gamma, true), ...rows],
    honestMiners,
  };
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
