import type { ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { useText, useTextIfKnown } from '../use-text.ts';
import { useExperimentForms } from './experiment-forms.ts';
import css from './experiments.module.css';
import { LineSample } from './line-sample.tsx';
import { theoryDash } from './theory-dash.ts';

/** Which curves of theory are drawn; each switch shows the line it stands for. */
export function TheorySwitches({ id }: { readonly id: ExperimentId }) {
  const t = useText('experiments');
  const known = useTextIfKnown('experiments');
  const { hidden, toggleTheory } = useExperimentForms((state) => state);
  const { theories } = experiments[id];
  if (theories.length === 0) return null;
  return (
    <fieldset className={css.theories}>
      <legend className={css.quiet}>{t('chart.theories')}</legend>
      {theories.map((theory) => {
        return (
          <label key={theory.id} className={css.theory}>
            <input
              type="checkbox"
              checked={!hidden.has(theory.id)}
              onChange={() => toggleTheory(theory.id)}
            />
            <LineSample dash={theoryDash(id, theory.id)} />
            <span>
              {known(`theory.${theory.id}.name`) ?? theory.id}
              <small>{known(`theory.${theory.id}.note`)}</small>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
