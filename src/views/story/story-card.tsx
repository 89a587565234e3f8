import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, IconButton } from '../design/button.tsx';
import { ClassQuestion } from '../director/class-question.tsx';
import { fillIn } from '../director/fill-in.ts';
import { useParameterWords } from '../director/parameter-words.ts';
import { useStage } from '../director/use-stage.ts';
import { MomentContext, usePresentMoment } from '../inspector/moment.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './story-card.module.css';

/** The step of the scenario's story at the playhead, with its question to the class; `otherwise` before the first one. */
export function StoryCard({ otherwise }: { readonly otherwise: ReactNode }) {
  const moment = usePresentMoment();
  return (
    <MomentContext.Provider value={moment}>
      <Step otherwise={otherwise} />
    </MomentContext.Provider>
  );
}

function Step({ otherwise }: { readonly otherwise: ReactNode }) {
  const t = useText('shell');
  const local = useLocalText();
  const verbs = useVerbs();
  const words = useParameterWords();
  const playing = useStudio((state) => state.playing);
  const stage = useStage();
  const [dismissed, setDismissed] = useState(-1);
  const { last, beats, scenario } = stage;
  if (last === undefined) return otherwise;
  if (last.number === dismissed) return null;
  const asked = beats.findLast(({ state, beat }) => state === 'done' && beat.question !== undefined);
  return (
    <section className={css.card} aria-label={t('story.label')}>
      <div className={css.head}>
        <h2 className={css.title}>
          <span className={css.number}>
            {t('story.step', { number: last.number + 1, count: beats.length })}
          </span>
          {local(last.beat.title)}
        </h2>
        <IconButton label={t('dismiss')} onClick={() => setDismissed(last.number)}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <p className={css.words}>{fillIn(local(last.beat.text), scenario.parameters, {}, words)}</p>
      {asked !== undefined && <ClassQuestion key={asked.beat.id} state={asked} stage={stage} />}
      {!playing && (
        <Button className={css.on} onClick={verbs.play}>
          {t('story.goOn')}
        </Button>
      )}
    </section>
  );
}
