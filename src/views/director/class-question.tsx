import { useState } from 'react';
import type { LocalText } from '#simulation/scenario/scenario';
import { Button } from '../design/button.tsx';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { answerAt, type BeatState } from './beat-states.ts';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { fillIn } from './fill-in.ts';
import { useParameterWords } from './parameter-words.ts';
import type { StageState } from './use-stage.ts';

/** A question to the class. The prediction locks before the answer shows; stepping back hides the answer, not the lock. */
export function ClassQuestion({ state, stage }: { readonly state: BeatState; readonly stage: StageState }) {
  const t = useText('director');
  const local = useLocalText();
  const words = useParameterWords();
  const { predictions, predict } = useDirector((director) => director);
  const seed = useStudio((studio) => studio.run.seed);
  const [chosen, setChosen] = useState(-1);
  const { question } = state.beat;
  if (question === undefined) return null;
  const key = `${stage.scenario.id} ${seed} ${state.beat.id}`;
  const locked = predictions[key];
  const answer = answerAt(stage.moment.history, state.number, stage.moment.scene.playhead);
  const said = (text: LocalText) => fillIn(local(text), stage.scenario.parameters, {}, words);
  const open = locked === undefined && answer === undefined;
  if (!open) {
    const chosenText = locked === undefined ? undefined : question.choices[locked];
    const rightText = answer === undefined ? undefined : question.choices[answer];
    const verdict = locked === undefined ? 'noPrediction' : locked === answer ? 'hit' : 'miss';
    return (
      <section className={css.question} aria-label={t('question.label')} role="status">
        <p>
          <strong>{said(question.text)}</strong>
        </p>
        {chosenText !== undefined && (
          <p>
            {t('question.locked')} <strong>{said(chosenText)}</strong>
          </p>
        )}
        {answer === undefined ? (
          <p>{t('question.wait')}</p>
        ) : (
          <>
            {rightText !== undefined && (
              <p>
                {t('question.right')} <strong>{said(rightText)}</strong>
              </p>
            )}
            <p>
              <span className={css.verdict} data-hit={verdict === 'hit' || undefined}>
                {t(`question.${verdict}`)}
              </span>{' '}
              {said(question.reveal)}
            </p>
          </>
        )}
      </section>
    );
  }
  return (
    <fieldset className={css.question}>
      <legend>{said(question.text)}</legend>
      {question.choices.map((choice, index) => (
        <label key={local(choice)} className={css.choice}>
          <input type="radio" name={key} checked={chosen === index} onChange={() => setChosen(index)} />
          <span>{said(choice)}</span>
        </label>
      ))}
      <Button tone="primary" disabled={chosen < 0} onClick={() => predict(key, chosen)}>
        {t('question.lock')}
      </Button>
    </fieldset>
  );
}
