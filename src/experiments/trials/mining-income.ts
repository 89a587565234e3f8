import { hexToBytes } from '#bitcoin/encoding/hex';
import { encodeHeader } from '#bitcoin/primitives/block-header';
import type { SearchHeaders } from '#mining/header-search';
import { attemptsThrough, headerSpan, type Job } from '#simulation/miner';
import { type IncomeCell, incomeCell, sharesPerBlock } from '../cells/income-cell.ts';
import type { Cell } from '../experiment.ts';
import { incomeUnit } from '../income-unit.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { type PreparedWorld, playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { trialParams } from './trial-params.ts';
import { quickMicros, trialScenario } from './trial-scenario.ts';

/** Node indices: the miner whose income is counted, the rest of its pool, everybody else. */
const own = 0;
const others = 1;

const shareTarget = hexToBytes(
  (trialParams.powLimit * BigInt(sharesPerBlock)).toString(16).padStart(64, '0'),
);

/** So many blocks of the chain, and what the miner gets of their rewards: what it found itself, or its part of what its
 * pool found, in proportion to the shares that it and the pool really found on the way. */
export function miningIncomeTrial(
  cell: Cell,
  seed: number,
  search: SearchHeaders,
  tally: TallyBuilder,
): void {
  const plan = incomeCell(cell);
  const prepared = preparedWorld(`income ${plan.own} ${plan.others}`, () => prepare(plan, search));
  const world = startTrial(prepared, seed);
  const end = world.prologue.tip.height + plan.blocks;
  const shares = [0, 0];
  const jobs: (Job | undefined)[] = [undefined, undefined];
  const countShares = () => {
    for (const member of [own, others]) {
      const { job } = world.nodes[member]!.miner;
      const before = jobs[member];
      if (job === before) continue;
      if (before !== undefined && job !== undefined)
        shares[member]! += sharesIn(before, attemptsThrough(before, job.startedAt), search);
      jobs[member] = job;
    }
  };
  playTrial(world, prepared, search, () => {
    if (plan.isPooled) countShares();
    return world.nodes.every((node) => node.tip.height >= end);
  });
  const found = [0, 0, 0];
  for (let walk = world.nodes[own]!.tip; walk.miner >= 0; walk = walk.parent!)
    if (walk.height <= end) found[walk.miner]!++;
  const poolBlocks = found[own]! + found[others]!;
  const poolShares = Math.max(1, shares[own]! + shares[others]!);
  const blocks = plan.isPooled ? (poolBlocks * shares[own]!) / poolShares : found[own]!;
  tally.addSquared('income', Math.round((blocks * incomeUnit) / plan.blocks));
  tally.count('blocks', Math.round(blocks));
}

/** How many of a job's first attempts are shares: searched once more, with the easier target. */
function sharesIn(job: Job, attempts: number, search: SearchHeaders): number {
  let shares = 0;
  for (let at = 0; at < attempts; ) {
    const { time, first, end } = headerSpan(job, at);
    const header = encodeHeader({ ...job.block.header, time });
    const stop = Math.min(end, attempts);
    while (at < stop) {
      const { nonce } = search({ header, target: shareTarget, firstNonce: at - first, count: stop - at });
      at = nonce < 0 ? stop : first + nonce + 1;
      if (nonce >= 0) shares++;
    }
  }
  return shares;
}

function prepare(plan: IncomeCell, search: SearchHeaders): PreparedWorld {
  const names = ['Mia', 'Pool', 'Rest'] as const;
  const scenario = trialScenario(
    'mining-income',
    'trials',
    names.map((name) => ({ name, role: 'miner' })),
    [
      { a: 'Mia', b: 'Rest', latencyMicros: quickMicros },
      { a: 'Pool', b: 'Rest', latencyMicros: quickMicros },
    ],
  );
  const rates = { Mia: plan.own, Pool: plan.others, Rest: plan.rest };
  return prepareWorld(scenario, 100_000, rates, search);
}
