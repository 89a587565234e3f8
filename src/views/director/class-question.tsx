import { Check } from 'lucide-react';
import { useState } from 'react';
import type { LocalText } from '#simulation/scenario';
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
  return (
    <fieldset className={css.question} data-open={open || undefined}>
      <legend>{said(question.text)}</legend>
      {question.choices.map((choice, index) => (
        <label
          key={local(choice)}
          className={css.choice}
          data-right={answer === index || undefined}
          data-locked={locked === index || undefined}
        >
          <input
            type="radio"
            name={key}
            disabled={!open}
            checked={(locked ?? chosen) === index}
            onChange={() => setChosen(index)}
          />
          <span>{said(choice)}</span>
          {answer === index && (
            <span className={css.choiceMark}>
              <Check size={14} aria-hidden /> {t('question.right')}
            </span>
          )}
          {answer === undefined && locked === index && (
            <span className={css.choiceMark}>{t('question.locked')}</span>
          )}
        </label>
      ))}
      {open ? (
        <Button tone="primary" disabled={chosen < 0} onClick={() => predict(key, chosen)}>
          {t('question.lock')}
        </Button>
      ) : (
        <p role="status">
          {answer === undefined
            ? t('question.wait')
            : `${t(locked === undefined ? 'question.noPrediction' : locked === answer ? 'question.hit' : 'question.miss')} ${said(question.reveal)}`}
        </p>
      )}
    </fieldset>
  );
}
