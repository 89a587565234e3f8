import { assert } from '#bitcoin/encoding/assert';
import type { SearchHeaders } from '#mining/header-search';
import { forkTrial } from '#simulation/fork-trial';
import { Ledger } from '#simulation/ledger';
import { AttackPhase } from '#simulation/log';
import type { Condition } from '#simulation/scenario/condition';
import { holds } from '#simulation/stage/holds';
import { World } from '#simulation/world';
import type { RepeatBase } from '../experiment.ts';
import type { TallyBuilder } from '../tally-builder.ts';
import type { PreparedWorld } from './prepared-world.ts';
import { trialPrologue } from './trial-prologue.ts';

/** Tries of all miners searched at once. */
const searchAtOnce = 10_000;
/** How long a trial goes on when nobody says, in mean times between blocks as the chain wants them. */
const defaultSpacings = 100;

/** What the last beat of a story brings about comes at once, or within this time: microseconds. */
const afterwards = 60_000_000;

/** The moment a batch forks off from, for the last base that was asked for: getting there can take seconds. */
let last: { readonly base: RepeatBase; readonly prepared: PreparedWorld } | undefined;

/** The same run once more from a moment on, with other luck: does what is asked for happen? */
export function repeatTrial(
  base: RepeatBase,
  seed: number,
  search: SearchHeaders,
  tally: TallyBuilder,
): void {
  if (last?.base !== base) last = { base, prepared: prepareBase(base, search) };
  const { options, keyframe, windowMicros } = last.prepared;
  const world = forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, seed);
  world.log_.mute();
  const { condition = { type: 'double-spend-succeeded' } as const } = base;
  const spacingMicros = world.params.spacingSeconds * 1_000_000;
  const until = base.until ?? base.at + defaultSpacings * spacingMicros;
  let happened = holds(world, condition);
  let at = world.now;
  world.onChange = () => {
    if (happened || !holds(world, condition)) return;
    happened = true;
    at = world.now;
  };
  const isOver = () =>
    (isDoubleSpend(condition) && allGaveUp(world)) || (base.endsWithStory === true && isTold(world));
  while (!happened && world.now < until && !isOver()) {
    world.runUntil(Math.min(until, world.now + windowMicros), search, windowMicros);
  }
  if (!happened) return;
  tally.add('success', 1);
  tally.addSquared('time', Math.round((at - base.at) / 1_000_000));
}

function isDoubleSpend(condition: Condition): boolean {
  return condition.type === 'double-spend-succeeded';
}

/** The story has come to its end, some time ago. */
function isTold({ now, script, variables: { story } }: World): boolean {
  return script.beats.length > 0 && story.next === script.beats.length && now > story.since + afterwards;
}

/** No attack can still succeed, so the rest of the trial would be for nothing. */
function allGaveUp(world: World): boolean {
  const attacks = world.nodes.flatMap(({ attack }) => (attack === undefined ? [] : [attack]));
  return (
    attacks.length > 0 &&
    attacks.every(({ phase }) => phase === AttackPhase.gaveUp || phase === AttackPhase.keptGoods)
  );
}

function prepareBase(base: RepeatBase, search: SearchHeaders): PreparedWorld {
  const options = { run: base.run, prologue: trialPrologue(base.run.scenario.prologue) };
  const world = new World({ ...options, ledger: Ledger.parse(base.ledger) });
  world.runUntil(base.at, search);
  assert(world.now === base.at, 'a repetition begins at the moment asked for');
  const all = world.nodes.reduce((sum, { miner }) => sum + miner.hashRate, 0);
  return {
    options,
    keyframe: world.keyframe(),
    windowMicros: Math.max(1_000_000, Math.ceil((searchAtOnce * 1_000_000) / Math.max(1, all))),
  };
}
