import type { Studio } from '#app/studio-state';
import type { ExperimentId } from '#experiments/experiment';
import { showStage } from '../shell/show-stage.ts';
import { useExperimentForms } from './experiment-forms.ts';

/** Opens the experiments at one of them, with some of its fields filled in.
 * @param values of its axes as a reader would write them, e.g. `{ q: '0.1, 0.3', z: '1..6' }` */
export function openExperiment(
  studio: Studio,
  id: ExperimentId,
  values: Readonly<Record<string, string>> = {},
): void {
  const { choose, write, forms } = useExperimentForms.getState();
  choose(id);
  if (Object.keys(values).length > 0) write(id, { values: { ...forms[id].values, ...values } });
  showStage(studio, 'experiments');
}
