import type { ShelvedRun } from '#app/run-shelf';
import type { Beat } from '#simulation/scenario/beat';
import type { Scenario } from '#simulation/scenario/scenario';
import { useStudioCore } from '../use-studio.ts';
import { useDirector } from './director-state.ts';

/** Microseconds in which all links of a shipped play are up. */
const handshakes = 5_000_000;

/** Starts a scenario as a new run, and keeps the one that was open so that one click brings it back.
 * `hand`: nothing happens by itself, the reader plays every beat. */
export function useRaiseCurtain(): (scenario: Scenario, seed: number, hand: boolean) => Promise<void> {
  const studio = useStudioCore();
  const { keep, goTo } = useDirector((state) => state);
  return async ({ byHand: _, ...play }, seed, hand) => {
    const scenario = { ...play, beats: play.beats.map(waitForTheClass) };
    const { run, playhead } = studio.getState();
    const { engine } = run;
    await studio.verbs.openRun(
      { engine, scenario: hand ? { ...scenario, byHand: true } : scenario, seed, actions: [] },
      // Played by hand, time stands still until the first beat is played; by then everybody is connected.
      hand ? { time: handshakes } : {},
    );
    // A rehearsal of the same play is no work to go back to; what the reader did elsewhere is.
    if (run.scenario.id !== scenario.id || run.actions.length > 0) keep({ run, time: playhead.time });
    studio.verbs.setGodView(true);
    if (hand) studio.verbs.pause();
    else studio.verbs.play();
    goTo('stage');
  };
}

/** On stage, time stands still at every question: whoever asks a class wants to hear it before the story tells. */
function waitForTheClass(beat: Beat): Beat {
  return beat.question === undefined || beat.pause === true ? beat : { ...beat, pause: true };
}

/** Brings back a run that was open before, at its moment; the one on stage is kept in its place. */
export function useBringBack(): (kept: ShelvedRun) => Promise<void> {
  const studio = useStudioCore();
  const keep = useDirector((state) => state.keep);
  return async (kept) => {
    const { run, playhead } = studio.getState();
    await studio.verbs.openRun(kept.run, { time: kept.time });
    // Refused, with a sentence: nothing has changed.
    if (studio.getState().run.scenario !== kept.run.scenario) return;
    keep({ run, time: playhead.time }, kept);
  };
}
