import { createHistory } from '#app/create-history';
import type { History } from '#app/history';
import { Describer, nothingDescribed } from '#simulation/describe';
import type { World } from '#simulation/world';

/** Everything that a world has logged since it was last drained, folded as the page folds it. */
export function historyOfWorld(world: World): History {
  const history = createHistory({ messageCapacity: 1e6 });
  history.append({
    reached: world.now,
    log: world.log_.drain(),
    records: new Describer().describe(world, nothingDescribed()),
    traceHash: '',
    hashesComputed: 0,
    hashesFromLedger: 0,
    waitingForHashes: false,
  });
  return history;
}
