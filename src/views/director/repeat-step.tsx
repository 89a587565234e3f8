import { useMemo, useState } from 'react';
import type { ExperimentId } from '#experiments/experiment';
import { Button } from '../design/button.tsx';
import { Select } from '../design/select.tsx';
import { openExperiment } from '../experiments/open-experiment.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { NothingChosen } from './cast-step.tsx';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { oddsOf, type RaceOdds } from './odds.ts';
import { ParameterInput } from './parameter-input.tsx';
import { RepeatPlay } from './repeat-play.tsx';
import { RepeatRace } from './repeat-race.tsx';
import { useRefusals } from './use-refusals.ts';

/** Experiments that measure what a family is about, where it is not the race of two branches. */
const measuredBy: Readonly<Record<string, ExperimentId>> = {
  'selfish-mining': 'selfish-mining',
  partition: 'confirmations',
  eclipse: 'propagation',
};

/** Fifth step: the same attack many times over, on the curve of the papers where there is one. */
export function RepeatStep() {
  const { draft, choose } = useDirector((state) => state);
  const onStage = useStudio((state) => state.run.scenario);
  const staged = useMemo(
    () => draft ?? (onStage.family === undefined ? undefined : draftOf(onStage)),
    [draft, onStage],
  );
  const odds = useMemo(
    () => (staged === undefined ? undefined : oddsOf(staged.scenario, staged.values)),
    [staged],
  );
  if (staged === undefined) return <NothingChosen />;
  return (
    <Repetition
      key={staged.scenario.id}
      draft={staged}
      // A Finney attack is repeated as it is, not as the race from one ahead that a confirmation makes of it.
      odds={odds?.kind === 'race' && staged.scenario.family !== 'finney' ? odds : undefined}
      onSet={(id, value) => choose({ ...staged, values: { ...staged.values, [id]: value } })}
    />
  );
}

function Repetition({
  draft,
  odds,
  onSet,
}: {
  readonly draft: Draft;
  readonly odds: RaceOdds | undefined;
  readonly onSet: (id: string, value: number | boolean) => void;
}) {
  const t = useText('director');
  const studio = useStudioCore();
  const refusals = useRefusals(draft);
  const [what, setWhat] = useState<'race' | 'play'>('race');
  const { scenario, values } = draft;
  const fields = scenario.parameters.filter(({ id }) => id === 'q' || id === 'z');
  // A double spend that cannot be (q = 100 %) leaves the race's fields on the screen, with the refusal beside them.
  const isRace = odds !== undefined && what === 'race';
  const experiment = odds === undefined ? measuredBy[scenario.family ?? ''] : 'double-spend';
  return (
    <>
      <h2 className={css.title}>{t('repeat.title')}</h2>
      {odds !== undefined && (
        <Select
          label={t('repeat.what')}
          value={what}
          options={[
            { value: 'race', label: t('repeat.race') },
            { value: 'play', label: t('repeat.wholePlay') },
          ]}
          onChange={setWhat}
        />
      )}
      <p className={css.quiet}>{t(isRace ? 'repeat.words' : 'repeat.play')}</p>
      {isRace ? (
        <>
          {fields.map((parameter) => (
            <ParameterInput
              key={parameter.id}
              parameter={parameter}
              values={values}
              refusals={refusals}
              onSet={onSet}
            />
          ))}
          <RepeatRace odds={odds} />
        </>
      ) : (
        <RepeatPlay draft={draft} refusals={refusals} onSet={onSet} />
      )}
      {experiment !== undefined && (
        <div className={css.actions}>
          <Button
            onClick={() =>
              openExperiment(studio, experiment, odds === undefined ? {} : { z: String(odds.z) })
            }
          >
            {t('repeat.open')}
          </Button>
        </div>
      )}
    </>
  );
}
