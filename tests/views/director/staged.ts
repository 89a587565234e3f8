import { createHistory, type HistoryStore } from '#app/create-history';
import type { Playhead, Scene } from '#app/scene';
import { createSceneReader } from '#app/scene-at';
import { Describer, nothingDescribed } from '#simulation/describe';
import type { Action, TimedAction } from '#simulation/run';
import type { Beat } from '#simulation/scenario/beat';
import type { Scenario } from '#simulation/scenario/scenario';
import { search, second } from '../../simulation/run-scenario.ts';
import { fullMesh, smallWorld } from '../../simulation/small-world.ts';

const words = { en: 'words', 'zh-CN': '文字' };

/** A double spend as the director stages it by hand: pay, mine in secret, ship, publish. */
export const beats: readonly Beat[] = [
  beat('pay', [
    {
      type: 'double-spend',
      attacker: 'Eve',
      merchant: 'Shop',
      amount: '300000000',
      confirmations: 1,
      giveUpDeficit: 6,
      byHand: true,
    },
  ]),
  beat('secret', [{ type: 'mine-secretly', node: 'Eve' }]),
  beat('ship', []),
  beat('publish', [{ type: 'publish', node: 'Eve' }]),
];

function beat(id: string, actions: readonly Action[]): Beat {
  return { id, title: words, text: words, when: { type: 'by-hand' }, actions };
}

/** When the reader plays a beat. */
export function play(at: number, id: string): TimedAction {
  return { at, action: { type: 'beat', beat: id } };
}

export interface Staged {
  readonly history: HistoryStore;
  readonly scenario: Scenario;
  /** The playhead just after everything at `time`. */
  at(time: number): { readonly playhead: Playhead; readonly scene: Scene; readonly row: number };
}

/** The real engine, run to `until`, folded as the page folds it: Mia mines, Eve has `share` of 100 tries a second.
 * Each of `farAway` hears of what Mia finds long after the others. */
export function stage(
  actions: readonly TimedAction[],
  until: number,
  { share = 70, seed = 1, trafficMeanWaitMicros = 0, farAway = [] as readonly string[] } = {},
): Staged {
  const world = smallWorld({
    nodes: [
      { name: 'Mia', hashRate: 100 - share, role: 'miner' },
      { name: 'Shop', role: 'merchant' },
      { name: 'Eve', hashRate: share, role: 'attacker' },
      ...farAway.map((name) => ({ name })),
    ],
    links: [
      ...fullMesh(['Mia', 'Shop', 'Eve'], 20_000),
      ...farAway.flatMap((name) => fullMesh(['Mia', name], 300_000)),
    ],
    actions,
    beats,
    seed,
    trafficMeanWaitMicros,
  });
  world.runUntil(until, search);
  const history = createHistory();
  history.append({
    reached: until,
    log: world.log_.drain(),
    records: new Describer().describe(world, nothingDescribed()),
    traceHash: '',
    hashesComputed: 0,
    hashesFromLedger: 0,
    waitingForHashes: false,
  });
  const read = createSceneReader();
  return {
    history,
    scenario: world.run.scenario,
    at(time) {
      const index = history.rowsThrough(time);
      const playhead = { time, index };
      return { playhead, scene: read(history, playhead), row: index - 1 };
    },
  };
}

export { second };
