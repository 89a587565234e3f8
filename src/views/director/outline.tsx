import { Check } from 'lucide-react';
import { useText } from '../use-text.ts';
import css from './director.module.css';
import { type Step, steps } from './director-state.ts';

/** The five steps, always in sight: where one is, what is behind, what is ahead. */
export function Outline({
  step,
  done,
  onChoose,
}: {
  readonly step: Step;
  /** Steps that have something to show. */
  readonly done: ReadonlySet<Step>;
  readonly onChoose: (step: Step) => void;
}) {
  const t = useText('director');
  return (
    <nav aria-label={t('outline')}>
      <ol className={css.outline}>
        {steps.map((each, index) => (
          <li key={each} data-done={done.has(each) || undefined}>
            <button
              type="button"
              className={css.outlineStep}
              aria-current={each === step ? 'step' : undefined}
              onClick={() => onChoose(each)}
            >
              <span className={css.outlineMark} aria-hidden="true">
                {done.has(each) && each !== step ? <Check size={12} strokeWidth={3} /> : index + 1}
              </span>
              <span>{t(`step.${each}`)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
