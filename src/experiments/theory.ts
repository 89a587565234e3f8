import { delayCell } from './cells/delay-cell.ts';
import { type DoubleSpendCell, doubleSpendCell } from './cells/double-spend-cell.ts';
import { incomeCell, sharesPerBlock } from './cells/income-cell.ts';
import { periodsWatched, retargetCell, retargetRule } from './cells/retarget-cell.ts';
import { selfishCell } from './cells/selfish-cell.ts';
import type { Cell, ExperimentId, Tally, Theory } from './experiment.ts';
import { spreadTimes } from './spread-times.ts';
import { cappedRace } from './theory/capped-race.ts';
import { forkRate, forkRateAmong } from './theory/fork-rate.ts';
import { binomialProbability, incomeAlone, incomeInPool } from './theory/mining-income.ts';
import { nakamotoProbability } from './theory/nakamoto.ts';
import { honestGrowth } from './theory/network-position.ts';
import { reorgDepthBound } from './theory/reorg-depth.ts';
import { intervalsAfterJump, settledInterval } from './theory/retarget.ts';
import { raceProbability } from './theory/rosenfeld.ts';
import { largestGamma, selfishRevenue } from './theory/selfish-mining.ts';

const rosenfeld2012 = 'M. Rosenfeld, Analysis of Hashrate-Based Double Spending, 2012, arXiv:1402.2009';
const eyalSirer = 'I. Eyal & E. G. Sirer, Majority is not Enough, FC 2014, arXiv:1311.0243';
const deckerWattenhofer =
  'C. Decker & R. Wattenhofer, Information Propagation in the Bitcoin Network, IEEE P2P 2013';

const dijkstra = 'E. W. Dijkstra, A Note on Two Problems in Connexion with Graphs, 1959';
const spreadIds = ['half', 'nine-tenths', 'ninety-nine'] as const;
const sompolinskyZohar =
  'Y. Sompolinsky & A. Zohar, Secure High-Rate Transaction Processing in Bitcoin, FC 2015';

/** Deepest reorganisation for which a bound is given. */
const deepest = 6;

type Formulas = (cell: Cell, tally: Tally | undefined) => readonly Theory[];

const formulas: Readonly<Record<ExperimentId, Formulas>> = {
  'double-spend': (cell) => {
    const race = doubleSpendCell(cell);
    const { success, findsToSuccess } = cappedRace(race);
    // These formulas know no latency: where there is some, none of them is exact.
    const formula = race.delay === 0 ? exact : approximation;
    return [
      formula('capped', success, `${rosenfeld2012}, §4, with the attacker's cap (W. Feller I, XIV.2)`),
      approximation(
        'rosenfeld',
        raceProbability(race.q, race.z, race),
        `${rosenfeld2012}, for an attacker who never gives up`,
      ),
      approximation('nakamoto', nakamotoProbability(race.q, race.z), 'S. Nakamoto, Bitcoin, 2008, §11'),
      ...(race.delay === 0 ? [] : [delayedRace(race)]),
      formula('capped-time', findsToSuccess, `${rosenfeld2012}, §4, with the attacker's cap`),
    ];
  },
  'selfish-mining': (cell, tally) => {
    const { q, miners } = selfishCell(cell);
    const ties = tally?.sums.tiesOfOthers ?? 0;
    const gamma = ties === 0 ? undefined : (tally?.sums.onPool ?? 0) / ties;
    return [
      // Without ties there is no γ to draw the curve at.
      ...(gamma === undefined
        ? []
        : [exact('eyal-sirer', selfishRevenue(q, gamma), `${eyalSirer}, eq. (8), at the measured γ`)]),
      approximation('honest', q, 'whitepaper §6: blocks in proportion to hash power'),
      approximation('gamma-most', largestGamma(miners), 'the finder of the rival block mines on its own'),
    ];
  },
  'fork-rate': (cell, tally) => {
    const { miners, ratio, spacingMicros } = delayCell(cell);
    const learned = tally?.sums.learned ?? 0;
    const meanDelay = learned === 0 ? undefined : (tally?.sums.delay ?? 0) / learned;
    return [
      exact('fork-known', forkRateAmong(miners, ratio, 1), `${deckerWattenhofer}, for N equal miners`),
      approximation('fork', forkRate(ratio, 1), deckerWattenhofer),
      ...(meanDelay === undefined
        ? []
        : [
            approximation(
              'decker-wattenhofer',
              forkRate(meanDelay * (1 - 1 / miners), spacingMicros),
              `${deckerWattenhofer}, eq. (4), at the delays measured here`,
            ),
          ]),
    ];
  },
  propagation: (cell, tally) => {
    const bytes = tally?.sums.bytes;
    const { announced, shortest } = spreadTimes(cell, bytes && bytes / tally.trials);
    return spreadIds.flatMap((id, i) => [
      exact(`announced-${id}`, announced[i]!, 'whoever announces first is asked: three messages a link'),
      approximation(`shortest-${id}`, shortest[i]!, `shortest paths, ${dijkstra}`),
    ]);
  },
  retarget: (cell) => [
    ...intervalsAfterJump(retargetRule, retargetCell(cell).first, periodsWatched).map((value, period) =>
      exact(`clamped.${period}`, value, 'Bitcoin Core CalculateNextWorkRequired, src/pow.cpp'),
    ),
    ...Array.from({ length: periodsWatched }, (_, period) =>
      approximation(
        `settled.${period}`,
        settledInterval(retargetRule.interval),
        'N/(N − 2): N − 1 intervals are held against N, and the mean of 1/Γ(N − 1) is 1/(N − 2)',
      ),
    ),
  ],
  confirmations: (cell) => {
    const { miners, ratio } = delayCell(cell);
    return Array.from({ length: deepest }, (_, i) =>
      approximation(
        `geometric.${i + 1}`,
        reorgDepthBound(i + 1, miners, ratio, 1),
        'whitepaper §11; J. Garay, A. Kiayias & N. Leonardos, The Bitcoin Backbone Protocol, 2015',
      ),
    );
  },
  'mining-income': (cell, tally) => {
    const { share, pool, blocks, isPooled } = incomeCell(cell);
    const { mean, deviation } = isPooled
      ? incomeInPool(share, pool, blocks, sharesPerBlock)
      : incomeAlone(share, blocks);
    const bars = tally?.histograms.blocks?.length ?? Math.ceil(blocks * share * 2) + 1;
    return [
      exact('expected', mean, 'law of large numbers'),
      isPooled
        ? approximation('deviation', deviation, 'M. Rosenfeld, Pooled Mining Reward Systems, 2011, §2.2')
        : exact('deviation', deviation, 'binomial distribution'),
      ...(isPooled
        ? []
        : Array.from({ length: bars }, (_, i) =>
            exact(`binomial.${i}`, binomialProbability(i, blocks, share), 'binomial distribution'),
          )),
    ];
  },
  repeat: () => [],
};

/** Half of the honest finds are the other miner's: only for those does the delay count. */
function delayedRace(race: DoubleSpendCell): Theory {
  const growth = honestGrowth(1 - race.q, race.delay / 2);
  const { success } = cappedRace({ ...race, q: race.q / (race.q + growth) });
  return approximation('delayed', success, `${sompolinskyZohar}, then as the exact one`);
}

/** What theory gives for a cell. Some formulas need to know what was measured (γ, delays): they are missing without.
 * Entry number n of a distribution is called `id.n`, as in `estimates`. */
export function theory(experiment: ExperimentId, cell: Cell, tally?: Tally): readonly Theory[] {
  return formulas[experiment](cell, tally);
}

function exact(id: string, value: number, source: string): Theory {
  return { id, value, exact: true, source };
}

function approximation(id: string, value: number, source: string): Theory {
  return { id, value, exact: false, source };
}
