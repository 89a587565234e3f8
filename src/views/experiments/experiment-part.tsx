import { useEffect, useMemo, useRef } from 'react';
import { batchKey } from '#app/experiments/batch-key';
import type { BatchRequest, ExperimentId } from '#experiments/experiment';
import { experiments } from '#experiments/experiments';
import { toCsv, toJson } from '#experiments/result-text';
import { formatCount } from '../format/quantity.ts';
import { useSize } from '../format/use-size.ts';
import { useVerbs } from '../use-studio.ts';
import { useText } from '../use-text.ts';
import { buildChart } from './build-chart.ts';
import { buildTable } from './build-table.ts';
import { ChartFigure } from './chart-figure.tsx';
import { chartPlans } from './chart-plans.ts';
import { useExperimentForms } from './experiment-forms.ts';
import css from './experiments.module.css';
import { readForm } from './read-form.ts';
import { readingsOf } from './readings.ts';
import { RunBar } from './run-bar.tsx';
import { Settings } from './settings.tsx';
import { TheorySwitches } from './theory-switches.tsx';
import { useBatch } from './use-batch.ts';
import { useChartWords } from './use-chart-words.ts';

/** Where the batch of an experiment is found again. */
const placeOf = (id: ExperimentId) => `experiments/${id}`;

/** One experiment: what is asked, the fields, and the measurement over its theory. */
export function ExperimentPart({ id }: { readonly id: ExperimentId }) {
  const t = useText('experiments');
  const verbs = useVerbs();
  const batch = useBatch(placeOf(id));
  const form = useExperimentForms((state) => state.forms[id]);
  const fill = useExperimentForms((state) => state.fill);
  const read = useMemo(() => readForm(id, form), [id, form]);
  const running = batch.phase === 'running';
  // While a field is wrong, the picture stays as it was.
  const lastRight = useRef(read.request);
  if (read.request !== undefined) lastRight.current = read.request;
  const wanted = running ? batch.result?.request : lastRight.current;
  const { recall, recallLast, result } = batch;

  // After a reload: the batch of last time, in the fields and in the picture.
  useEffect(() => {
    if (!useExperimentForms.getState().forms[id].touched) recallLast();
  }, [id, recallLast]);
  useEffect(() => {
    if (result !== undefined && !useExperimentForms.getState().forms[id].touched) fill(result.request);
  }, [id, result, fill]);
  // What has been computed for these fields comes back as soon as they are written.
  const wantedKey = wanted && `${batchKey(wanted)} ${wanted.trials}`;
  const shownKey = result && `${batchKey(result.request)} ${result.request.trials}`;
  useEffect(() => {
    if (running || wanted === undefined || wantedKey === shownKey || !form.touched) return;
    const timer = setTimeout(() => recall(wanted), 250);
    return () => clearTimeout(timer);
  }, [running, wanted, wantedKey, shownKey, form.touched, recall]);

  const shown = wantedKey === shownKey ? result : undefined;
  return (
    <div className={css.part}>
      <div className={css.controls}>
        <h2 className={css.question}>{t(`experiment.${id}.question`)}</h2>
        <p className={css.lead}>{t(`experiment.${id}.about`)}</p>
        <Settings id={id} read={read} disabled={running} />
      </div>
      <div className={css.results}>
        <RunBar
          batch={shown === undefined && !running ? { ...batch, phase: 'empty' } : batch}
          request={running ? wanted : read.request}
          startLabel={
            read.request === undefined
              ? t('run.startPlain')
              : t('run.start', { total: formatCount(read.request.cells.length * read.request.trials) })
          }
          teach={t('empty')}
          onStart={() => {
            if (wanted === undefined) return;
            verbs.pause();
            batch.start(wanted);
          }}
        />
        {batch.otherRunning !== undefined && <OtherRunning place={batch.otherRunning} />}
        {wanted !== undefined && (
          <Charts id={id} request={wanted} cells={shown?.cells} across={form.across} />
        )}
        <TheorySwitches id={id} />
      </div>
    </div>
  );
}

function OtherRunning({ place }: { readonly place: string }) {
  const t = useText('experiments');
  const id = place.split('/')[1];
  const name =
    id !== undefined && id in experiments ? t(`experiment.${id as ExperimentId}.name`) : t('repeat.title');
  return <p className={css.quiet}>{t('run.other', { name })}</p>;
}

type Cells = NonNullable<ReturnType<typeof useBatch>['result']>['cells'];

function Charts(props: {
  readonly id: ExperimentId;
  readonly request: BatchRequest;
  readonly cells: Cells | undefined;
  readonly across: string;
}) {
  const { id, request, cells, across } = props;
  const words = useChartWords();
  const { hidden, switched, picked, switchScale, pick } = useExperimentForms((state) => state);
  const { ref, width } = useSize<HTMLDivElement>();
  const tallies = useMemo(() => cells?.map((cell) => cell.tally), [cells]);
  const readings = useMemo(() => readingsOf(request, tallies), [request, tallies]);
  const plans = chartPlans[id];
  const charts = useMemo(
    () =>
      plans.map((plan) => {
        const log = (plan.y === 'log') !== switched.has(plan.measured);
        const choices =
          plan.oneOf === undefined ? [] : [...new Set(request.cells.map((cell) => cell[plan.oneOf ?? '']!))];
        const chosen = choices.find((value) => value === picked[plan.measured]) ?? choices[1] ?? choices[0];
        const only =
          plan.oneOf === undefined || chosen === undefined ? undefined : { axis: plan.oneOf, value: chosen };
        const model = buildChart(request, readings, tallies, { plan, across, log, hidden, only }, words);
        return {
          plan,
          log,
          model,
          only,
          choices,
          table: buildTable(request, readings, plan.measured, words),
        };
      }),
    [plans, request, readings, tallies, across, hidden, switched, picked, words],
  );
  const result = tallies?.some((tally) => tally.trials > 0) ? { request, tallies } : undefined;
  const fileName = `chainroom-${id}-seed-${request.seed}`;
  return (
    <div ref={ref} className={css.charts} data-count={plans.length}>
      {charts.map(({ plan, log, model, table, only, choices }) => (
        <ChartFigure
          key={plan.measured}
          model={model}
          table={table}
          height={heightFor(width)}
          fileName={fileName}
          csv={result && (() => toCsv(result))}
          json={result && (() => toJson(result))}
          pick={
            only && {
              label: words.axis(only.axis),
              value: only.value,
              options: choices.map((value) => ({ value, label: String(value) })),
              onChange: (value) => pick(plan.measured, value),
            }
          }
          log={plan.canBeLog === true ? { on: log, onSwitch: () => switchScale(plan.measured) } : undefined}
        />
      ))}
    </div>
  );
}

/** High enough to read, low enough that chart and controls are seen together. */
function heightFor(width: number): number {
  return Math.round(Math.min(440, Math.max(270, width * 0.42)));
}
