import { X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { knowsAll } from '#app/tells-its-story';
import type { LocalText } from '#simulation/scenario/scenario';
import { isRevealed, keptBack, toldBeat } from '#simulation/scenario/told-beat';
import { Button, IconButton } from '../design/button.tsx';
import { useKeptFocus } from '../design/use-kept-focus.ts';
import type { BeatState } from '../director/beat-states.ts';
import { ClassQuestion } from '../director/class-question.tsx';
import { fillIn } from '../director/fill-in.ts';
import { useParameterWords } from '../director/parameter-words.ts';
import { type StageState, useStage } from '../director/use-stage.ts';
import { MomentContext, usePresentMoment } from '../inspector/moment.ts';
import { useStudio, useVerbs } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import css from './story-card.module.css';

/** The step of the scenario's story at the playhead, with its question to the class; `otherwise` before the first one. Of an
 * attack it tells what whoever looks can know, and the rest once it has come to light. */
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
  const { playing, all } = useStudio((state) => ({ playing: state.playing, all: knowsAll(state) }));
  const stage = useStage();
  const [dismissed, setDismissed] = useState(-1);
  const { beats, scenario, last } = stage;
  const reached = last?.number ?? -1;
  const isTold = ({ state, number }: BeatState) =>
    state === 'done' && toldBeat(scenario.beats, number, reached, all) !== undefined;
  const shown = beats.findLast(isTold);
  const told = shown && toldBeat(scenario.beats, shown.number, reached, all);
  if (shown === undefined || told === undefined) return otherwise;
  if (shown.number === dismissed) return null;
  const asked = beats.findLast((each) => isTold(each) && each.beat.question !== undefined);
  const said = (text: LocalText) => fillIn(local(text), scenario.parameters, {}, words);
  return (
    <Card>
      <div className={css.head}>
        <h2 className={css.title}>
          <span className={css.number}>
            {t('story.step', { number: shown.number + 1, count: beats.length })}
          </span>
          {local(told.title)}
        </h2>
        <IconButton label={t('dismiss')} onClick={() => setDismissed(shown.number)}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      <p className={css.words}>{said(told.text)}</p>
      <Untold stage={stage} reached={reached} all={all} said={said} />
      {asked !== undefined && <ClassQuestion key={asked.beat.id} state={asked} stage={stage} />}
      {!playing && (
        <Button className={css.on} onClick={verbs.play}>
          {t('story.goOn')}
        </Button>
      )}
    </Card>
  );
}

function Card({ children }: { readonly children: ReactNode }) {
  const t = useText('shell');
  const card = useRef<HTMLElement>(null);
  useKeptFocus(card);
  return (
    <section ref={card} className={css.card} aria-label={t('story.label')}>
      {children}
    </section>
  );
}

/** That something is kept back, and who could see it; once it has come to light, what it was. */
function Untold(props: {
  readonly stage: StageState;
  readonly reached: number;
  readonly all: boolean;
  readonly said: (text: LocalText) => string;
}) {
  const t = useText('shell');
  const local = useLocalText();
  const verbs = useVerbs();
  const { stage, reached, all, said } = props;
  const { beats } = stage.scenario;
  if (all) return null;
  if (!isRevealed(beats, reached)) {
    if (beats.every(({ secret, inPublic }) => secret !== true && inPublic === undefined)) return null;
    return (
      <p className={css.aside}>
        {t('story.public')}{' '}
        <button type="button" className={css.inWords} onClick={() => verbs.setGodView(true)}>
          {t('godViewHere')}
        </button>
      </p>
    );
  }
  const hidden = keptBack(beats, reached);
  if (hidden.length === 0) return null;
  return (
    <details className={css.hidden}>
      <summary>{t('story.nowKnown')}</summary>
      <ol>
        {hidden.map((beat) => (
          <li key={beat.id}>
            <strong>{local(beat.title)}</strong> {said(beat.text)}
          </li>
        ))}
      </ol>
    </details>
  );
}
