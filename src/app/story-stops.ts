import { LogKind } from '#simulation/log';
import type { Beat } from '#simulation/scenario/beat';
import { byHand } from '#simulation/scenario/by-hand';
import type { Scenario } from '#simulation/scenario/scenario';
import { toldBeat } from '#simulation/scenario/told-beat';
import type { HistoryStore } from './create-history.ts';
import type { PauseAt, StudioState } from './studio-state.ts';
import { knowsAll } from './tells-its-story.ts';

/** Where time stands still by itself. */
export interface StoryStops {
  /** The story's beats; those with `pause` stop it. */
  readonly beats: readonly Beat[];
  readonly pauseAt: PauseAt;
}

/** Where time stands still: at beats that ask for it and at questions of a staged attack, as far as they are told. Staged by
 * hand it also stands still whenever it is the reader's turn: at the beat before, and at every block that is found while the
 * turn lasts, since each may be the one after which it is too late.
 * @param index row of the playhead */
export function storyStops(
  state: Pick<StudioState, 'run' | 'godView' | 'viewAs' | 'pauseAt'>,
  history: HistoryStore,
  index: number,
): StoryStops {
  const { scenario } = state.run;
  const beats = stoppingBeats(scenario, knowsAll(state));
  if (scenario.byHand !== true || !isReadersTurn(scenario, history, index))
    return { beats, pauseAt: state.pauseAt };
  return { beats, pauseAt: 'block' };
}

/** Whether the next beat at the playhead waits for the reader's hand. */
export function isReadersTurn(scenario: Scenario, history: HistoryStore, index: number): boolean {
  return handBeats(scenario)[lastBeatBefore(history, index) + 1] === true;
}

let last: { readonly scenario: Scenario; readonly all: boolean; readonly beats: readonly Beat[] } | undefined;

/** Asked for in every frame, and always about the same scenario. */
function stoppingBeats(scenario: Scenario, all: boolean): readonly Beat[] {
  if (last?.scenario !== scenario || last.all !== all)
    last = { scenario, all, beats: withStops(scenario, all) };
  return last.beats;
}

function withStops(scenario: Scenario, all: boolean): readonly Beat[] {
  const { beats, family } = scenario;
  const hands = handBeats(scenario);
  return beats.map((beat, number) => {
    const { pause: asked, ...rest } = beat;
    const isTold = toldBeat(beats, number, number, all) !== undefined;
    const asks = family !== undefined && beat.question !== undefined;
    const stops = (isTold && (asked === true || asks)) || hands[number + 1] === true;
    return stops ? { ...rest, pause: true } : rest;
  });
}

const hands = new WeakMap<Scenario, readonly boolean[]>();

/** Which beats are played by hand. */
function handBeats(scenario: Scenario): readonly boolean[] {
  let known = hands.get(scenario);
  if (known === undefined) {
    known = scenario.byHand === true ? byHand(scenario).beats.map(({ when }) => when.type === 'by-hand') : [];
    hands.set(scenario, known);
  }
  return known;
}

/** Number of the last beat before row `index`, −1 without. */
function lastBeatBefore(history: HistoryStore, index: number): number {
  const { milestones } = history.log;
  for (let at = history.log.ordinalOf(index) - 1; at >= 0; at--)
    if (milestones.kind.at(at) === LogKind.beat) return milestones.x.at(at);
  return -1;
}
