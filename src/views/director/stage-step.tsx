import { Button } from '../design/button.tsx';
import { useLocalText, useText } from '../use-text.ts';
import { AttackPhases } from './attack-phases.tsx';
import { BeatList } from './beat-list.tsx';
import { NothingChosen } from './cast-step.tsx';
import { ChangeOneThing } from './change-one-thing.tsx';
import { ClassQuestion } from './class-question.tsx';
import css from './director.module.css';
import { useDirector } from './director-state.ts';
import { fillIn } from './fill-in.ts';
import { KeptLine } from './kept-line.tsx';
import { useParameterWords } from './parameter-words.ts';
import { TwoColumns } from './two-columns.tsx';
import { useStage } from './use-stage.ts';

/** Third step: the play itself. All of it is what the history says at the playhead. */
export function StageStep() {
  const t = useText('director');
  const local = useLocalText();
  const words = useParameterWords();
  const stage = useStage();
  const goTo = useDirector((state) => state.goTo);
  const { scenario, beats, last, next } = stage;
  if (scenario.family === undefined && beats.length === 0 && stage.cast.attacker < 0)
    return <NothingChosen />;
  const asked = beats.findLast(({ state, beat }) => state === 'done' && beat.question !== undefined);
  const said = (text: string) => fillIn(text, scenario.parameters, {}, words);
  return (
    <>
      <div className={css.scene}>
        <h2 className={css.title}>{last === undefined ? local(scenario.title) : local(last.beat.title)}</h2>
        <p className={css.words}>
          {last === undefined
            ? t(stage.hand ? 'stage.beginHand' : 'stage.begin')
            : said(local(last.beat.text))}
        </p>
      </div>
      {asked !== undefined && <ClassQuestion key={asked.beat.id} state={asked} stage={stage} />}
      {beats.length > 0 ? <BeatList stage={stage} /> : <AttackPhases stage={stage} />}
      <TwoColumns stage={stage} />
      {beats.length > 0 && next === undefined && (
        <div className={css.actions}>
          <Button tone="primary" onClick={() => goTo('outcome')}>
            {t('stage.toOutcome')}
          </Button>
        </div>
      )}
      <ChangeOneThing stage={stage} />
      <KeptLine />
    </>
  );
}
