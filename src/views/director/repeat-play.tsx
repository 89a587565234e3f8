import { useCallback, useMemo, useState } from 'react';
import { classParams } from '#bitcoin/consensus/params';
import type { BatchRequest } from '#experiments/experiment';
import { applyParameters } from '#simulation/scenario/apply-parameters';
import type { Condition } from '#simulation/scenario/condition';
import { Select } from '../design/select.tsx';
import { useConditionSentence } from '../editor/use-condition-sentence.ts';
import { RepeatPanel } from '../experiments/repeat-panel.tsx';
import { useDuration } from '../inspector/parts/use-duration.ts';
import { useStudio } from '../use-studio.ts';
import { useLocalText, useText } from '../use-text.ts';
import { batchSeed } from './batch-seed.ts';
import { countable } from './countable.ts';
import css from './director.module.css';
import type { Draft } from './director-state.ts';
import type { NumberParameter } from './parameter-entry.ts';
import { ParameterInput } from './parameter-input.tsx';
import { playTheory } from './play-theory.ts';
import { usePlayCurve } from './use-play-curve.ts';

/** A trial may take so many times as long as the reference play, whose seed was chosen so that it does not take long. */
const longerBy = 2;
/** Where a formula stands beside it, which knows no end of time, so many blocks' time at least: hardly any race takes that. */
const mostBlocks = 300;

function untilOf({ scenario, values }: Draft, condition: Condition): number {
  const usual = scenario.referenceMicros * longerBy;
  if (playTheory(scenario, values, condition).length === 0) return usual;
  return Math.max(usual, mostBlocks * classParams.spacingSeconds * 1e6);
}

/** The whole play over and over from its beginning, each time with other luck: what is counted, along which parameter. */
export function RepeatPlay({
  draft,
  refusals,
  onSet,
}: {
  readonly draft: Draft;
  readonly refusals: ReadonlyMap<string, string>;
  readonly onSet: (id: string, value: number | boolean) => void;
}) {
  const t = useText('director');
  const local = useLocalText();
  const sentence = useConditionSentence();
  const duration = useDuration();
  const { scenario, values } = draft;
  const conditions = useMemo(() => countable(scenario), [scenario]);
  const numbers = scenario.parameters.filter((each): each is NumberParameter => each.kind !== 'switch');
  const [number, setNumber] = useState(0);
  const [axis, setAxis] = useState(() => usualAxis(numbers));
  const condition = conditions[number];
  const along = numbers.find(({ id }) => id === axis) ?? numbers[0];
  if (condition === undefined || along === undefined)
    return <p className={css.quiet}>{t('repeat.nothing')}</p>;
  const until = untilOf(draft, condition);
  const shown = numbers.filter(({ id }) => id === along.id || id === 'z');
  return (
    <>
      <Select
        label={t('repeat.counted')}
        value={number}
        options={conditions.map((each, index) => ({ value: index, label: sentence(each) }))}
        onChange={setNumber}
      />
      <p className={css.quiet}>
        {t('repeat.success', {
          what: sentence(condition),
          time: duration(until),
        })}
      </p>
      {numbers.length > 1 && (
        <Select
          label={t('repeat.along')}
          value={along.id}
          options={numbers.map(({ id, label }) => ({ value: id, label: local(label) }))}
          onChange={setAxis}
        />
      )}
      {shown.map((parameter) => (
        <ParameterInput
          key={parameter.id}
          parameter={parameter}
          values={values}
          refusals={refusals}
          onSet={onSet}
        />
      ))}
      <Panel draft={draft} along={along} condition={condition} until={until} />
    </>
  );
}

function Panel({
  draft: { scenario, values },
  along,
  condition,
  until,
}: {
  readonly draft: Draft;
  readonly along: NumberParameter;
  readonly condition: Condition;
  readonly until: number;
}) {
  const t = useText('director');
  const engine = useStudio((state) => state.run.engine);
  const curve = usePlayCurve(scenario, values, along, condition);
  const request = useCallback(
    (trials: number): BatchRequest | undefined => {
      const applied = applyParameters(scenario, values);
      if (!applied.ok) return undefined;
      const run = { engine, scenario: applied.scenario, seed: scenario.defaultSeed, actions: [] };
      const base = { run, ledger: '', at: 0, condition, until, endsWithStory: true };
      return { experiment: 'repeat', seed: batchSeed, trials, cells: [{}], base };
    },
    [scenario, values, engine, condition, until],
  );
  return (
    <>
      <RepeatPanel place="director-play" request={request} curve={curve} initialCount={100} />
      <p className={css.quiet}>
        {t(curve.lines.length === 0 ? 'repeat.noCurve' : 'repeat.curve')}
        {curve.lines.some(({ dash }) => dash !== undefined) && <> {t('repeat.dashed')}</>}
      </p>
    </>
  );
}

/** The hash share where there is one, else the first number that is no price. */
function usualAxis(numbers: readonly NumberParameter[]): string {
  const usual =
    numbers.find(({ id }) => id === 'q') ??
    numbers.find((each) => each.kind === 'number' && each.unit !== 'satoshis') ??
    numbers[0];
  return usual?.id ?? '';
}
