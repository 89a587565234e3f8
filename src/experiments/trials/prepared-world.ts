import { assert } from '#bitcoin/encoding/assert';
import type { SearchHeaders } from '#mining/header-search';
import { applyAction } from '#simulation/actions';
import { forkTrial } from '#simulation/fork-trial';
import { Ledger } from '#simulation/ledger';
import { searchInTurn } from '#simulation/mining-desk';
import { engineVersion } from '#simulation/run';
import type { Scenario } from '#simulation/scenario/scenario';
import { World } from '#simulation/world';
import type { Keyframe, WorldOptions } from '#simulation/world-state';
import { trialPrologue } from './trial-prologue.ts';

/** A world up to the moment at which trials begin: handshakes done, payments signed, sent round and verified. */
export interface PreparedWorld {
  readonly options: Omit<WorldOptions, 'ledger'>;
  readonly keyframe: Keyframe;
  /** How far ahead is searched at once: a knob that changes no result. */
  readonly windowMicros: number;
}

/** Plays a scenario up to a moment, lets the miners loose and freezes the world there.
 * @param until simulated microseconds
 * @param rates tries per second of the miners, by name, from then on; each trial draws their grids anew
 * @param searchAtOnce tries of all miners in one window: less than a block, so that little is searched for nothing */
export function prepareWorld(
  scenario: Scenario,
  until: number,
  rates: Readonly<Record<string, number>>,
  search: SearchHeaders,
  searchAtOnce = 200,
): PreparedWorld {
  const run = { engine: engineVersion, scenario, seed: scenario.defaultSeed, actions: [] };
  const options = { run, prologue: trialPrologue(scenario.prologue) };
  const world = new World({ ...options, ledger: new Ledger() });
  world.runUntil(until, search);
  assert(
    world.links.every((link) => world.isOpen(link)),
    'nothing goes wrong before the trial',
  );
  for (const [node, hashRate] of Object.entries(rates)) {
    const refusal = applyAction(world, { type: 'set-hash-rate', node, hashRate });
    assert(refusal === undefined, 'a trial sets the rates of nodes it has');
  }
  const all = Object.values(rates).reduce((sum, rate) => sum + rate, 0);
  return {
    options,
    keyframe: world.keyframe(),
    windowMicros: Math.ceil((searchAtOnce * 1_000_000) / all),
  };
}

/** A world that goes on from the prepared one under a seed of its own. Nothing is logged unless asked for. */
export function startTrial({ options, keyframe }: PreparedWorld, seed: number, keepLog = false): World {
  const world = forkTrial({ ...options, ledger: new Ledger(false) }, keyframe, seed);
  if (!keepLog) world.log_.mute();
  return world;
}

/** Events between two looks at whether a trial is over. */
const eventsAtOnce = 16;

/** Lets a trial go on until `isOver` says so; asked after every few events, so that hardly a hash is tried for nothing. */
export function playTrial(
  world: World,
  { windowMicros }: PreparedWorld,
  search: SearchHeaders,
  isOver: () => boolean,
): void {
  while (!isOver()) {
    // No further than a window: until the time given, everything is searched.
    const until = world.now + windowMicros;
    while (world.advance(until, eventsAtOnce) === 'searching') {
      if (isOver()) return;
      searchInTurn(world.pendingSearches(until, windowMicros), search, world.ledger);
    }
  }
}
