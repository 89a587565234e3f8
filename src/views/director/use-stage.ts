import { useMemo } from 'react';
import { byHand } from '#simulation/scenario/by-hand';
import type { Scenario } from '#simulation/scenario/scenario';
import { type Moment, useMoment } from '../inspector/moment.ts';
import { useStudio } from '../use-studio.ts';
import { type BeatState, beatStatesOf } from './beat-states.ts';
import { type Cast, castOf } from './two-views.ts';
import { confirmationsWanted } from './wanted.ts';

/** The play as it stands at the playhead. */
export interface StageState {
  readonly scenario: Scenario;
  readonly moment: Moment;
  readonly cast: Cast;
  readonly beats: readonly BeatState[];
  /** The story's last beat that has happened; undefined before the first. */
  readonly last: BeatState | undefined;
  readonly next: BeatState | undefined;
  /** The scenario as its file has it: by hand, its beats say when the strategy would have played them. */
  readonly written: Scenario;
  /** Some beats are played by the reader: those of the attacker. */
  readonly hand: boolean;
  /** Confirmations the merchant waits for; undefined when there is none who waits. */
  readonly wanted: number | undefined;
}

/** The play at the present moment: a pure function of the history, the playhead and how far the reader has seen. */
export function useStage(): StageState {
  const moment = useMoment();
  const { written, seenTime } = useStudio((state) => ({
    written: state.run.scenario,
    seenTime: state.seenTime,
  }));
  return useMemo(() => {
    const { history, scene } = moment;
    const scenario = written.byHand === true ? { ...written, ...byHand(written) } : written;
    const cast = castOf(history, scene);
    const beats = beatStatesOf(history, scenario.beats, scene.playhead, Math.max(seenTime, moment.time));
    return {
      scenario,
      moment,
      cast,
      beats,
      last: beats.findLast(({ state }) => state === 'done'),
      next: beats.find(({ state }) => state === 'next'),
      written,
      hand: written.byHand === true,
      wanted: confirmationsWanted(scenario, history, moment.time),
    };
  }, [moment, written, seenTime]);
}
