import { useCallback, useMemo } from 'react';
import type { BatchRequest, Cell, ExperimentId } from '#experiments/experiment';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import { Button } from '../design/button.tsx';
import { openExperiment } from '../experiments/open-experiment.ts';
import { RepeatPanel } from '../experiments/repeat-panel.tsx';
import { useDoubleSpendCurve } from '../experiments/use-double-spend-curve.ts';
import { useStudio, useStudioCore } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { NothingChosen } from './cast-step.tsx';
import css from './director.module.css';
import { type Draft, draftOf, useDirector } from './director-state.ts';
import { oddsOf, type RaceOdds } from './odds.ts';
import { numberOf, ParameterField } from './parameter-field.tsx';
import { useRefusals } from './use-refusals.ts';

/** Experiments that measure what a family is about, where it is not the race of two branches. */
const measuredBy: Readonly<Record<string, ExperimentId>> = {
  'selfish-mining': 'selfish-mining',
  partition: 'confirmations',
  eclipse: 'propagation',
};

/** Fifth step: the same attack many times over, on the curve of the papers. */
export function RepeatStep() {
  const { draft, choose } = useDirector((state) => state);
  const onStage = useStudio((state) => state.run.scenario);
  const staged = useMemo(
    () => draft ?? (onStage.family === undefined ? undefined : draftOf(onStage)),
    [draft, onStage],
  );
  if (staged === undefined) return <NothingChosen />;
  const odds = oddsOf(staged.scenario, staged.values);
  return (
    <Repetition
      draft={staged}
      // A Finney attack is repeated as it is, not as the race from one ahead that a confirmation makes of it.
      odds={odds.kind === 'race' && staged.scenario.family !== 'finney' ? odds : undefined}
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
  readonly onSet: (id: string, value: number) => void;
}) {
  const t = useText('director');
  const studio = useStudioCore();
  const refusals = useRefusals(draft);
  const { scenario, values } = draft;
  const fields = scenario.parameters.filter(({ id }) => id === 'q' || id === 'z');
  const isSelfish = scenario.family === 'selfish-mining';
  const canLose = scenario.goals.some(({ type }) => type === 'double-spend-succeeded');
  const experiment = odds === undefined ? measuredBy[scenario.family ?? ''] : 'double-spend';
  return (
    <>
      <h2 className={css.title}>{t('repeat.title')}</h2>
      <p className={css.quiet}>{t(odds === undefined && canLose ? 'repeat.play' : 'repeat.words')}</p>
      {fields.map((parameter) =>
        parameter.kind === 'switch' ? null : (
          <ParameterField
            key={parameter.id}
            parameter={parameter}
            value={numberOf(parameter, values)}
            refusal={refusals.get(parameter.id)}
            onChange={(value) => onSet(parameter.id, value)}
          />
        ),
      )}
      {odds !== undefined && <RepeatRace odds={odds} />}
      {odds === undefined && canLose && <RepeatPlay draft={draft} />}
      {odds === undefined && !canLose && (
        <p className={css.quiet}>{t(isSelfish ? 'repeat.selfish' : 'repeat.none')}</p>
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

/** A seed of the batch, not of the run: what is measured must not depend on what was just watched. */
const batchSeed = 1;
const usualGiveUp = 12;

function RepeatRace({ odds: { q, z, win, preMined, giveUp = usualGiveUp } }: { readonly odds: RaceOdds }) {
  const cell = useMemo((): Cell => ({ q, z, win, preMined, giveUp }), [q, z, win, preMined, giveUp]);
  const curve = useDoubleSpendCurve(cell);
  const request = useCallback(
    (trials: number): BatchRequest => ({
      experiment: 'double-spend',
      seed: batchSeed,
      trials,
      cells: [cell],
    }),
    [cell],
  );
  return <RepeatPanel place="director" request={request} curve={curve} />;
}

/** The whole play over and over, from its beginning, each time with other luck. */
function RepeatPlay({ draft: { scenario, values } }: { readonly draft: Draft }) {
  const engine = useStudio((state) => state.run.engine);
  const request = useCallback(
    (trials: number): BatchRequest | undefined => {
      const applied = applyParameters(scenario, values);
      if (!applied.ok) return undefined;
      const run = { engine, scenario: applied.scenario, seed: scenario.defaultSeed, actions: [] };
      return {
        experiment: 'repeat',
        seed: batchSeed,
        trials,
        cells: [{}],
        base: { run, ledger: '', at: 0, until: scenario.referenceMicros },
      };
    },
    [scenario, values, engine],
  );
  return <RepeatPanel place="director-play" request={request} initialCount={100} />;
}
