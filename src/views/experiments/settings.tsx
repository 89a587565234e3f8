import type { Axis, BatchRefusal, ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { Select } from '../design/select.tsx';
import { TextField } from '../design/text-field.tsx';
import { formatCount } from '../format/quantity.ts';
import { useText, useTextIfKnown } from '../use-text.ts';
import { useExperimentForms } from './experiment-forms.ts';
import css from './experiments.module.css';
import type { ReadForm } from './read-form.ts';

/** The fields of an experiment, each with its own refusal. */
export function Settings({
  id,
  read,
  disabled,
}: {
  readonly id: ExperimentId;
  readonly read: ReadForm;
  readonly disabled: boolean;
}) {
  const t = useText('experiments');
  const known = useTextIfKnown('experiments');
  const refusal = useRefusalWords();
  const form = useExperimentForms((state) => state.forms[id]);
  const write = useExperimentForms((state) => state.write);
  const { axes, minTrials, maxTrials } = trialBounds(id);
  const ways = axes.filter((axis) => axis.kind === 'number' && axis.role !== 'setting');
  const isDistribution = experiments[id].measured.every((one) => one.kind === 'distribution');
  const said = (field: string) => {
    const wrong = read.refusals.get(field);
    return wrong && refusal(wrong);
  };
  const { request } = read;
  return (
    <fieldset className={css.settings} disabled={disabled}>
      <legend className="only-heard">{t('field.settings')}</legend>
      <div className={css.fields}>
        {axes.map((axis) => {
          const value = form.values[axis.id] ?? '';
          const change = (text: string) => write(id, { values: { ...form.values, [axis.id]: text } });
          const label = known(`axis.${axis.id}.name`) ?? axis.id;
          if (axis.kind === 'choice') {
            return (
              <div key={axis.id} data-role="x">
                <Select
                  label={label}
                  value={value}
                  disabled={disabled}
                  options={choicesOf(axis).map((choice) => ({
                    value: choice,
                    label: choice
                      .split(', ')
                      .map((each) => known(`choice.${each}`) ?? each)
                      .join(' · '),
                  }))}
                  onChange={change}
                />
              </div>
            );
          }
          return (
            <div key={axis.id} data-role={axis.role}>
              <TextField
                label={label}
                value={value}
                inputMode="text"
                hint={known(`axis.${axis.id}.hint`, { max: axis.max ?? '' })}
                error={said(axis.id)}
                onChange={change}
              />
            </div>
          );
        })}
      </div>
      <div className={css.pair}>
        <TextField
          label={t('field.trials')}
          value={form.trials}
          inputMode="numeric"
          hint={t('field.trialsHint', { min: formatCount(minTrials), max: formatCount(maxTrials) })}
          error={said('trials')}
          onChange={(trials) => write(id, { trials })}
        />
        <TextField
          label={t('field.seed')}
          value={form.seed}
          inputMode="numeric"
          error={said('seed')}
          onChange={(seed) => write(id, { seed })}
        />
      </div>
      {ways.length > 1 && !isDistribution && (
        <Select
          label={t('field.across')}
          value={form.across}
          disabled={disabled}
          options={ways.map((axis) => ({
            value: axis.id,
            label: known(`axis.${axis.id}.name`) ?? axis.id,
          }))}
          onChange={(across) => write(id, { across })}
        />
      )}
      {said('cells') !== undefined && (
        <p className={css.wrong} role="alert">
          {said('cells')}
        </p>
      )}
      {request !== undefined && (
        <p className={css.quiet}>
          {t('field.total', {
            cells: formatCount(request.cells.length),
            trials: formatCount(request.trials),
            total: formatCount(request.cells.length * request.trials),
          })}
        </p>
      )}
      <p className={css.quiet}>{t('field.seedHint')}</p>
    </fieldset>
  );
}

function trialBounds(id: ExperimentId) {
  const { axes, maxTrials } = experiments[id];
  return { axes, minTrials: 1, maxTrials };
}

/** One of the choices, or all of them where they are curves. */
function choicesOf(axis: Axis): readonly string[] {
  const choices = axis.choices ?? [];
  return axis.role === 'curve' && choices.length > 1 ? [choices.join(', '), ...choices] : choices;
}

/** Says why a field is refused. */
export function useRefusalWords(): (refusal: BatchRefusal) => string {
  const t = useText('experiments');
  return ({ key, values }) => t(`refusal.${key}`, values);
}
