import { bestSearch } from '#mining/best-search';
import { findPrologue, findScenario } from '#scenarios/shipped';
import { Ledger } from '#simulation/ledger';
import { searchInline } from '#simulation/mining-desk';
import { engineVersion, type Run, type TimedAction } from '#simulation/run';
import { World } from '#simulation/world';

export const search = bestSearch();
export const second = 1_000_000;

/** A run of a shipped scenario with these user actions. */
export function runOf(id: string, seed: number, actions: readonly TimedAction[] = []): Run {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return { engine: engineVersion, scenario, seed, actions };
}

export function worldOf(run: Run, ledger = new Ledger()): World {
  return new World({ run, prologue: findPrologue(run.scenario.prologue), ledger });
}

/** Advances event by event and calls `visit` after each. */
export function eventByEvent(world: World, until: number, visit: (world: World) => void): void {
  for (;;) {
    const before = world.variables.events;
    const result = world.advance(until, 1);
    if (result === 'searching')
      for (const request of world.pendingSearches(until, 5 * second))
        searchInline(request, search, world.ledger);
    if (world.variables.events > before) visit(world);
    if (result === 'reached') return;
  }
}
