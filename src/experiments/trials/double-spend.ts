import { assert } from '#bitcoin/encoding/assert';
import type { SearchHeaders } from '#mining/header-search';
import { AttackPhase } from '#simulation/log';
import type { World } from '#simulation/world';
import { doubleSpendCell } from '../cells/double-spend-cell.ts';
import type { Cell } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import { type PreparedWorld, playTrial, prepareWorld, startTrial } from './prepared-world.ts';
import { preparedWorld } from './prepared-worlds.ts';
import { quickMicros, type TrialLink, type TrialNode, trialScenario } from './trial-scenario.ts';
import { cellKey } from './trial-seed.ts';

/** Tries per second of everybody together: a block is found about every 256 ms, and known to all some 12 µs later. */
const totalRate = 1_000;
/** Tries per second with which the attacker finds the block it has in store before the trials begin. */
const headStartRate = 1_000;
const usualAttackAt = 100_000;
const second = 1_000_000;

const nodes: readonly TrialNode[] = [
  { name: 'Eve', role: 'attacker', hashRate: 1 },
  { name: 'Mia', role: 'miner' },
  { name: 'Max', role: 'miner' },
  { name: 'Shop', role: 'merchant' },
];

/** Everybody hears from the merchant's node: a tree, so that nothing is announced twice. The attacker stands beside it. */
function linksOf(latencyMicros: number): readonly TrialLink[] {
  return nodes.slice(0, 3).map(({ name }) => ({
    a: name,
    b: 'Shop',
    latencyMicros: name === 'Eve' ? quickMicros : Math.max(quickMicros, latencyMicros),
  }));
}

/** One double spend to its end: the merchant has its confirmations and the attacker's branch is as long (or longer), or
 * the attacker has given up. */
export function doubleSpendTrial(cell: Cell, seed: number, search: SearchHeaders, tally: TallyBuilder): void {
  const prepared = preparedWorld(`double-spend ${cellKey(cell)}`, () => prepare(cell, search));
  const { win } = doubleSpendCell(cell);
  const world = startTrial(prepared, seed);
  const began = world.now;
  let ended: { readonly at: number; readonly success: boolean } | undefined;
  const look = () => {
    const seen = ended === undefined ? outcome(world, win) : undefined;
    if (seen !== undefined) ended = { at: world.now, success: seen === 'success' };
  };
  look();
  // At the very moment: the world itself goes on to the end of what is searched.
  world.onChange = look;
  playTrial(world, prepared, search, () => ended !== undefined);
  if (ended?.success === true) {
    tally.add('success', 1);
    // Thousandths of the mean time between blocks.
    tally.addSquared('time', Math.round(((ended.at - began) * totalRate) / (256 * 1_000)));
  }
  tally.add('blocks', world.blocks.length - prepared.keyframe.tables.blocks);
  tally.add('hashes', world.ledger.computed);
}

/** Nobody follows a branch that is only as long as their own, so that drawing level is seen at the attacker's node, and
 * getting ahead at the merchant's, which has lost the payment. */
function outcome(world: World, win: 'level' | 'ahead'): 'success' | 'failure' | undefined {
  const { attack, tip, miner } = world.nodes[0]!;
  assert(attack !== undefined, 'a trial is an attack');
  if (attack.phase === AttackPhase.gaveUp) return 'failure';
  if (attack.phase === AttackPhase.succeeded) return 'success';
  if (win === 'ahead' || attack.phase < AttackPhase.merchantSatisfied) return undefined;
  if (attack.phase >= AttackPhase.published) return 'success';
  // The attacker's own node may be a few microseconds behind the merchant's.
  const height = Math.max(tip.height, world.nodes[3]!.tip.height);
  return miner.secretTip !== undefined && miner.secretTip.height >= height ? 'success' : undefined;
}

function prepare(cell: Cell, search: SearchHeaders): PreparedWorld {
  const { attacker, others, z, win, preMined, giveUp, latencyMicros } = doubleSpendCell(cell);
  const links = linksOf(latencyMicros);
  // Far away, hands are shaken and payments are heard of later: a few ways each.
  const slack = 6 * latencyMicros;
  const attackAt = usualAttackAt + slack;
  const settled = second / 5 + 2 * slack;
  const attack = {
    at: attackAt,
    action: {
      type: 'double-spend',
      attacker: 'Eve',
      merchant: 'Shop',
      amount: '1000000000',
      confirmations: z,
      giveUpDeficit: giveUp,
      preMined,
      win,
    },
  } as const;
  const rates = { Eve: attacker, Mia: Math.ceil(others / 2), Max: Math.floor(others / 2) };
  const setRate = (at: number, hashRate: number) =>
    ({ at, action: { type: 'set-hash-rate', node: 'Eve', hashRate } }) as const;
  if (preMined === 0)
    return prepareWorld(
      trialScenario('double-spend', 'trials', nodes, links, [attack]),
      settled,
      rates,
      search,
    );
  // First to see when the block in store is found, then once more with the attacker's miners halted right after.
  const started = [attack, setRate(attackAt + 1, headStartRate)];
  const looking = prepareWorld(
    trialScenario('double-spend', 'trials', nodes, links, started),
    4 * second + settled,
    rates,
    search,
  );
  const inStore = looking.keyframe.tables.tables.blocks.find((block) => block.miner === 0);
  assert(inStore !== undefined, 'the block in store is found in time');
  const foundAt = inStore.foundAt;
  const halted = [...started, setRate(foundAt + 10, 1)];
  return prepareWorld(
    trialScenario('double-spend', 'trials', nodes, links, halted),
    foundAt + settled,
    rates,
    search,
  );
}
