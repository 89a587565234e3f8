import type { ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { useText, useTextIfKnown } from '../use-text.ts';
import { useExperimentForms } from './experiment-forms.ts';
import css from './experiments.module.css';
import { LineSample } from './line-sample.tsx';
import { familyOf, theoryDash } from './theory-dash.ts';

/** Which curves of theory are drawn; each switch shows the line it stands for. */
export function TheorySwitches({ id }: { readonly id: ExperimentId }) {
  const t = useText('experiments');
  const known = useTextIfKnown('experiments');
  const { hidden, toggleTheory } = useExperimentForms((state) => state);
  const { theories } = experiments[id];
  if (theories.length === 0) return null;
  // Several curves of one formula hang on one switch.
  const families = new Map(theories.toReversed().map((theory) => [familyOf(theory), theory] as const));
  return (
    <fieldset className={css.theories}>
      <legend className={css.quiet}>{t('chart.theories')}</legend>
      {[...families].toReversed().map(([family, theory]) => (
        <label key={family} className={css.theory}>
          <input type="checkbox" checked={!hidden.has(family)} onChange={() => toggleTheory(family)} />
          <LineSample dash={theoryDash(id, theory.id)} />
          <span>
            {known(`theory.${family}.name`) ?? family}
            <small>{known(`theory.${family}.note`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
