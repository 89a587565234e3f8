import { ChevronLeft } from 'lucide-react';
import { useState } from 'react';
import { shippedScenarios } from '#scenarios/shipped';
import type { Scenario } from '#simulation/scenario/scenario';
import { Button } from '../design/button.tsx';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { AttackHere } from './attack-here.tsx';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { familyOf, stagedScenarios } from './family.ts';
import { FamilyGlyph } from './family-glyph.tsx';
import { fillIn, paragraphs } from './fill-in.ts';
import { KeptLine } from './kept-line.tsx';
import { ParameterInput } from './parameter-input.tsx';
import { useParameterWords } from './parameter-words.ts';
import { useRefusals } from './use-refusals.ts';

/** First step: which attack. A card each; the chosen one tells what happens, why, and what would have helped. */
export function ChooseStep() {
  const draft = useDirector((state) => state.draft);
  const [browsing, setBrowsing] = useState(draft === undefined);
  if (draft === undefined || browsing) return <Cards onOpen={() => setBrowsing(false)} />;
  return <Chosen draft={draft} onBack={() => setBrowsing(true)} />;
}

function Cards({ onOpen }: { readonly onOpen: () => void }) {
  const t = useText('director');
  const local = useLocalText();
  const { draft, choose } = useDirector((state) => state);
  const onStage = useStudio((state) => state.run.scenario);
  const known = stagedScenarios(shippedScenarios);
  // A lecturer's own play, opened from a file, is on offer as long as it is on stage.
  const own = onStage.family !== undefined && known.every(({ id }) => id !== onStage.id) ? [onStage] : [];
  const all = [...known, ...own];
  const open = (scenario: Scenario) => {
    if (draft?.scenario.id !== scenario.id) choose(draftOf(scenario.id === onStage.id ? onStage : scenario));
    onOpen();
  };
  return (
    <>
      <h2 className={css.title}>{t('choose.title')}</h2>
      <ul className={css.cards}>
        {all.map((scenario, index) => {
          const family = familyOf(scenario);
          return (
            <li key={scenario.id}>
              <button type="button" className={css.card} onClick={() => open(scenario)}>
                <FamilyGlyph family={family} />
                <span>
                  <strong>{local(scenario.title)}</strong>
                  {scenario.id === onStage.id && <em> · {t('choose.onStage')}</em>}
                  <small className={css.gist}>
                    {family === undefined || all.findIndex((each) => each.family === family) !== index
                      ? local(scenario.introduction)
                      : t(`family.${family}`)}
                  </small>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <KeptLine />
      <AttackHere />
    </>
  );
}

function Chosen({ draft, onBack }: { readonly draft: Draft; readonly onBack: () => void }) {
  const t = useText('director');
  const local = useLocalText();
  const { goTo, setValue } = useDirector((state) => state);
  const words = useParameterWords();
  const refusals = useRefusals(draft);
  const { scenario, values } = draft;
  const told = local(scenario.explanation ?? scenario.introduction);
  const defences = scenario.parameters.filter(({ role }) => role === 'defence');
  return (
    <>
      <button type="button" className={css.back} onClick={onBack}>
        <ChevronLeft size={16} aria-hidden /> {t('choose.all')}
      </button>
      <div className={css.titleRow}>
        <h2 className={css.title}>{local(scenario.title)}</h2>
        <FamilyGlyph family={familyOf(scenario)} />
      </div>
      <div className={css.prose}>
        {paragraphs(fillIn(told, scenario.parameters, values, words)).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {defences.length > 0 && (
        <section className={css.group} aria-label={t('choose.defences')}>
          <h3>{t('choose.defences')}</h3>
          <p className={css.quiet}>{t('choose.defencesNote')}</p>
          {defences.map((parameter) => (
            <ParameterInput
              key={parameter.id}
              parameter={parameter}
              values={values}
              refusals={refusals}
              onSet={setValue}
            />
          ))}
        </section>
      )}
      <div className={css.footer}>
        <Button tone="primary" onClick={() => goTo('cast')}>
          {t('choose.next')}
        </Button>
      </div>
    </>
  );
}
