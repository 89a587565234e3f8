import type { Studio } from '#app/studio-state';
import { showStage } from '../shell/show-stage.ts';
import { useExperimentForms } from './experiment-forms.ts';
import { useRepeatMoment } from './repeat-moment.ts';

/** Opens the repetition of the run being looked at.
 * @param at simulated microseconds; where the playhead stands when left out */
export function openRepeat(studio: Studio, at?: number): void {
  studio.verbs.pause();
  void useRepeatMoment.getState().take(studio, at);
  useExperimentForms.getState().choose('repeat');
  showStage(studio, 'experiments');
}
